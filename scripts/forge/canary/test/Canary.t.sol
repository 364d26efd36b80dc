// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Must fail. A runner that calls this a success says nothing about the other tests.
contract CanaryTest {
    function test_MustFail() public pure {
        assert(false);
    }
}
