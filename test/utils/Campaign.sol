// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "./Test.sol";

/// @title Campaign: a stateful test, in which the runner calls a handler's actions in random order
abstract contract Campaign is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    FuzzSelector[] private _targets;
    address[] private _contracts;

    /// @dev Only these actions are called.
    function target(address handler, bytes4[] memory selectors) internal {
        _targets.push(FuzzSelector(handler, selectors));
        _contracts.push(handler);
    }

    /// @dev A handler that only ever idles proves nothing: four of five actions must do something. Short sequences, as
    /// the runner makes them to explain a failure, are let through.
    function assertMostly(uint256 done, uint256 all) internal pure {
        if (all >= 20) vm.assertGe(done * 5, all * 4, "too many idle actions");
    }

    /// @dev Asked by the runner.
    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _targets;
    }

    /// @dev Asked by the runner.
    function targetContracts() public view returns (address[] memory) {
        return _contracts;
    }
}
