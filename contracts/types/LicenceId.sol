// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {WorkId} from "./WorkId.sol";

/// @dev A licence's number: its work's number followed by a 32-bit serial that starts at 1, as an ERC-721 token id.
type LicenceId is uint256;

using {workOf} for LicenceId global;

/// @dev The work that a licence belongs to.
function workOf(LicenceId licence) pure returns (WorkId) {
    return WorkId.wrap(LicenceId.unwrap(licence) >> 32);
}

/// @dev The licence of `work` with this serial.
function toLicenceId(WorkId work, uint32 serial) pure returns (LicenceId) {
    return LicenceId.wrap((WorkId.unwrap(work) << 32) | serial);
}
