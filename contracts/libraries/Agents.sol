// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../interfaces/ILicences.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {isOver} from "../types/Time.sol";
import {WorkId} from "../types/WorkId.sol";

/// @title Agents: whether somebody may act for an account, as {ILicences.setAgent} let them
library Agents {
    /// @param account The controller of the work, or the holder of the licence.
    /// @param licence The licence that it is about; zero for the work.
    /// @param caller The account itself, or its agent.
    function mayActFor(
        ILicences licences,
        address account,
        WorkId work,
        LicenceId licence,
        address caller
    ) internal view returns (bool) {
        if (account == caller) return true;
        uint256 grantor = licence.isZero() ? WorkId.unwrap(work) : LicenceId.unwrap(licence);
        return !isOver(licences.agentUntil(grantor, account, caller), block.timestamp);
    }
}
