// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title LicensedFilm: a function that only those may call who hold a licence for what it does
contract LicensedFilm {
    ILicences private immutable LICENCES;
    WorkId private immutable WORK;
    /// @dev The number of an act, a purpose and a territory, as `usesBitmapOf([...])` of the SDK counts them.
    uint8 private immutable ACT;
    uint8 private immutable PURPOSE;
    uint8 private immutable TERRITORY;

    event Screened(address indexed by, LicenceId indexed licence);

    error LicensedFilm_OtherWork(LicenceId licence);
    error LicensedFilm_NotLicensed(ILicences.Reason reason, LicenceId decisive);

    constructor(ILicences licences, WorkId work, uint8 act, uint8 purpose, uint8 territory) {
        (LICENCES, WORK, ACT, PURPOSE, TERRITORY) = (licences, work, act, purpose, territory);
    }

    /// @notice Shows the film. The caller names the licence that they rely on.
    function screen(LicenceId licence) external {
        // A licence of another work would be an answer to another question.
        if (!(licence.workOf() == WORK)) revert LicensedFilm_OtherWork(licence);
        ILicences.Use memory use = ILicences.Use({
            act: ACT,
            purpose: PURPOSE,
            territory: TERRITORY,
            field: 0,
            time: uint40(block.timestamp)
        });
        (ILicences.Reason reason, LicenceId decisive) = LICENCES.isLicensed(msg.sender, licence, use);
        if (reason != ILicences.Reason.Licensed) revert LicensedFilm_NotLicensed(reason, decisive);
        emit Screened(msg.sender, licence);
    }
}
