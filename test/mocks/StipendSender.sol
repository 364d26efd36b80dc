// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title StipendSender: sends ETH with 2,300 gas, as `transfer` and old marketplaces do
contract StipendSender {
    constructor() payable {}

    function give(address payable to, uint256 amount) external {
        // Without gas of its own, the call has what EIP-150 gives with a value: 2,300.
        (bool success, ) = to.call{gas: 0, value: amount}("");
        require(success, "2,300 gas were not enough");
    }
}
