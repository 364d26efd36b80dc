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

    /// @dev After how many actions everything is compared again: 1, after each, unless COLOPHON_INVARIANT_EVERY says
    /// otherwise. Millions of actions need it, because the naive models take far longer than the contracts. The end of a
    /// run is always checked.
    uint256 private immutable EVERY = vm.envOr("COLOPHON_INVARIANT_EVERY", uint256(1));

    /// @dev Only these actions are called.
    function target(address handler, bytes4[] memory selectors) internal {
        _targets.push(FuzzSelector(handler, selectors));
        _contracts.push(handler);
    }

    /// @dev A handler that only ever idles proves nothing: two of three actions must do something, which even the worst
    /// of ten thousand sequences is far from. Short ones, as the runner makes them to explain a failure, are let through.
    function assertMostly(uint256 done, uint256 all) internal pure {
        if (all >= 20) vm.assertGe(done * 3, all * 2, "too many idle actions");
    }

    function isDue(uint256 actions) internal view returns (bool) {
        return actions % EVERY == 0;
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
