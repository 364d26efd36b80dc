// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
/// @title Canary: what is false must be called so, or nothing the checker says can be trusted
contract Canary {
    uint256 private _count;

    function count() external {
        if (_count < 3) ++_count;
        assert(_count != 3);
    }
}
