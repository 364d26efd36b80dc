// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TillClone: the code of a work's till, 51 bytes
/// @dev An ERC-1167 clone behind six bytes that stop if there is no calldata: so plain ETH is taken with 2,300 gas and
/// without touching the implementation, and calls are delegated to it.
///
///     36 6005 57 00 5b    calldatasize, jump over the stop if it is not zero
///     36 3d 3d 37 ...     ERC-1167; its jump destination lies six bytes further, at 0x31
library TillClone {
    function creationCode(address implementation) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                hex"3d603380600a3d3981f336600557005b363d3d373d3d3d363d73",
                implementation,
                hex"5af43d82803e903d91603157fd5bf3"
            );
    }
}
