// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FOREVER} from "./Constants.sol";

/// @dev Half-open: what ends at a second is over in it. FOREVER never comes.
function isOver(uint40 end, uint256 time) pure returns (bool) {
    return !(time < end || end == FOREVER);
}

/// @dev The first second after `periods` that follow each other from `start`; FOREVER also if the sum would pass it.
function endOf(uint40 start, uint40 duration, uint256 periods) pure returns (uint40) {
    uint256 end = uint256(start) + uint256(duration) * periods;
    return end >= FOREVER ? FOREVER : uint40(end);
}
