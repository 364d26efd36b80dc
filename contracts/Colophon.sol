// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {IColophon} from "./interfaces/IColophon.sol";

/// @title Colophon: see {IColophon}, which is its specification
contract Colophon is IColophon {
    /// @inheritdoc IColophon
    address public immutable works;
    /// @inheritdoc IColophon
    address public immutable terms;
    /// @inheritdoc IColophon
    address public immutable offers;
    /// @inheritdoc IColophon
    address public immutable licences;
    /// @inheritdoc IColophon
    address public immutable compliance;
    /// @inheritdoc IColophon
    address public immutable royalties;

    /// @param worksCode The hash of the creation code of Works.
    /// @param termsCode The hash of the creation code of Terms.
    /// @param offersCode The hash of the creation code of Offers.
    /// @param licencesCode The hash of the creation code of Licences.
    /// @param complianceCode The hash of the creation code of Compliance.
    /// @param royaltiesCode The hash of the creation code of Royalties.
    constructor(
        bytes32 worksCode,
        bytes32 termsCode,
        bytes32 offersCode,
        bytes32 licencesCode,
        bytes32 complianceCode,
        bytes32 royaltiesCode
    ) {
        works = Create2.computeAddress(0, worksCode);
        terms = Create2.computeAddress(0, termsCode);
        offers = Create2.computeAddress(0, offersCode);
        licences = Create2.computeAddress(0, licencesCode);
        compliance = Create2.computeAddress(0, complianceCode);
        royalties = Create2.computeAddress(0, royaltiesCode);
    }

    /// @inheritdoc IColophon
    /// @dev The address names the code, so other code can't be put there.
    function deploy(bytes calldata initCode) external returns (address) {
        bytes32 code = keccak256(initCode);
        if (!_isOurs(Create2.computeAddress(0, code))) revert Colophon_UnknownCode(code);
        return Create2.deploy(0, 0, initCode);
    }

    /// @inheritdoc IColophon
    /// @dev The number of calls is bounded by the sender's own gas. ETH is checked before anything is called, so a
    /// batch can spend exactly what it brought.
    function batch(Call[] calldata calls) external payable returns (bytes[] memory results) {
        uint256 used;
        for (uint256 i = 0; i < calls.length; ++i) used += calls[i].value;
        if (used != msg.value) revert Colophon_WrongValue(msg.value, used);

        results = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            address target = calls[i].target;
            if (!_isOurs(target)) revert Colophon_UnknownTarget(target);
            results[i] = Address.functionCallWithValue(
                target,
                abi.encodePacked(calls[i].data, msg.sender),
                calls[i].value
            );
        }
    }

    function _isOurs(address target) private view returns (bool) {
        return
            target == works ||
            target == terms ||
            target == offers ||
            target == licences ||
            target == compliance ||
            target == royalties;
    }
}
