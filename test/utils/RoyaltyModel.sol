// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title RoyaltyModel: the naive way to share income, to compare with
/// @dev Every payment is handed to every holder at once, as an exact number of unit-weis, so nothing is ever divided
/// but what a holder is told in the end. What units of a tree earn is kept apart until their holder has taken them.
contract RoyaltyModel {
    uint256 private constant UNITS = 100_000_000;

    address[] private _holders;
    mapping(WorkId work => mapping(address holder => uint256)) private _promised;
    mapping(WorkId work => mapping(address holder => bool)) private _taken;
    mapping(WorkId work => mapping(address holder => bool)) private _traded;
    mapping(WorkId work => mapping(address holder => int256)) private _units;
    mapping(WorkId work => mapping(address currency => mapping(address holder => uint256))) private _earnedByTree;
    mapping(WorkId work => mapping(address currency => mapping(address holder => int256))) private _earnedByTrade;
    mapping(WorkId work => mapping(address currency => mapping(address holder => uint256))) public claimed;
    mapping(WorkId work => mapping(address currency => uint256)) public received;

    constructor(address[] memory holders) {
        _holders = holders;
    }

    function grant(WorkId work, address holder, uint256 units) external {
        _promised[work][holder] = units;
    }

    function take(WorkId work, address holder) external {
        _taken[work][holder] = true;
    }

    function transfer(WorkId work, address from, address to, uint256 units) external {
        if (units == 0 || from == to) return;
        _units[work][from] -= int256(units);
        _units[work][to] += int256(units);
        _traded[work][from] = true;
        _traded[work][to] = true;
    }

    function pay(WorkId work, address currency, uint256 amount) external {
        received[work][currency] += amount;
        for (uint256 i = 0; i < _holders.length; ++i) {
            address holder = _holders[i];
            _earnedByTree[work][currency][holder] += amount * _promised[work][holder];
            _earnedByTrade[work][currency][holder] += int256(amount) * _units[work][holder];
        }
    }

    function claim(WorkId work, address currency, address holder, uint256 amount) external {
        claimed[work][currency][holder] += amount;
    }

    function hasHeld(WorkId work, address holder) external view returns (bool) {
        return _taken[work][holder] || _traded[work][holder];
    }

    function hasTaken(WorkId work, address holder) external view returns (bool) {
        return _taken[work][holder];
    }

    /// @dev What a holder was ever promised by the tree.
    function promisedTo(WorkId work, address holder) external view returns (uint256) {
        return _promised[work][holder];
    }

    function unitsOf(WorkId work, address holder) external view returns (uint256) {
        return uint256(_units[work][holder] + (_taken[work][holder] ? int256(_promised[work][holder]) : int256(0)));
    }

    /// @dev What a holder has earned in their life, claimed or not, and without what waits for units to be taken.
    function entitledTo(WorkId work, address currency, address holder) external view returns (uint256) {
        int256 earned = _earnedByTrade[work][currency][holder];
        if (_taken[work][holder]) earned += int256(_earnedByTree[work][currency][holder]);
        return uint256(earned) / UNITS;
    }

    /// @dev What waits for a holder to take their units.
    function waitingFor(WorkId work, address currency, address holder) external view returns (uint256) {
        return _taken[work][holder] ? 0 : _earnedByTree[work][currency][holder] / UNITS;
    }
}
