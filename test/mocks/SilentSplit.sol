// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title SilentSplit: two halves for ever, as an immutable split has them
/// @dev It takes ETH, and can neither sign nor call anything but its two receivers.
contract SilentSplit {
    address payable private immutable ONE;
    address payable private immutable OTHER;

    constructor(address one, address other) {
        (ONE, OTHER) = (payable(one), payable(other));
    }

    receive() external payable {}

    function distribute() external {
        uint256 half = address(this).balance / 2;
        Address.sendValue(ONE, half);
        Address.sendValue(OTHER, half);
    }
}
