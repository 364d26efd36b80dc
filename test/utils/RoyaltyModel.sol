// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title RoyaltyModel: the naive way to share income, to compare with
/// @dev Every payment is handed to every holder at once, as an exact number of unit-weis, so nothing is ever divided
/// but what a holder is told in the end. What units of a tree earn is kept apart until their holder has taken them.
/// What a work owes upstream is written down for each edge: its share of all that ever came, less what was moved.
contract RoyaltyModel {
    uint256 private constant UNITS = 100_000_000;
    uint256 private constant ALL = 1e9;

    address[] private _holders;
    mapping(WorkId work => ILicences.Parent[]) private _parents;
    mapping(WorkId work => uint256) private _upstream;
    mapping(WorkId work => mapping(address holder => uint256)) private _promised;
    mapping(WorkId work => mapping(address holder => bool)) private _taken;
    mapping(WorkId work => mapping(address holder => bool)) private _traded;
    mapping(WorkId work => mapping(address holder => int256)) private _units;
    mapping(WorkId work => mapping(address currency => mapping(address holder => uint256))) private _earnedByTree;
    mapping(WorkId work => mapping(address currency => mapping(address holder => int256))) private _earnedByTrade;
    mapping(WorkId work => mapping(WorkId parent => mapping(address currency => uint256))) private _moved;
    mapping(WorkId work => mapping(address currency => mapping(address holder => uint256))) public claimed;
    mapping(WorkId work => mapping(address currency => uint256)) public received;
    mapping(address account => mapping(address currency => uint256)) public proceedsOf;

    constructor(address[] memory holders) {
        _holders = holders;
    }

    function grant(WorkId work, address holder, uint256 units) external {
        _promised[work][holder] = units;
    }

    function derive(WorkId work, ILicences.Parent[] calldata parents) external {
        for (uint256 i = 0; i < parents.length; ++i) {
            _parents[work].push(parents[i]);
            _upstream[work] += parents[i].share;
        }
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

    function pay(WorkId work, address currency, uint256 amount) public {
        received[work][currency] += amount;
        for (uint256 i = 0; i < _holders.length; ++i) {
            address holder = _holders[i];
            _earnedByTree[work][currency][holder] += amount * _promised[work][holder];
            _earnedByTrade[work][currency][holder] += int256(amount) * _units[work][holder];
        }
    }

    function settle(WorkId work, address currency) external {
        for (uint256 i = 0; i < _parents[work].length; ++i) {
            uint256 owed = owedTo(work, i, currency);
            _moved[work][_parents[work][i].work][currency] += owed;
            pay(_parents[work][i].work, currency, owed);
        }
    }

    function claim(WorkId work, address currency, address holder, uint256 amount) external {
        claimed[work][currency][holder] += amount;
    }

    /// @dev Of a payment for a sublicence, each licensor, from the nearest up, keeps what they do not pass on.
    function payAlong(
        address[] calldata licensors,
        uint32[] calldata shares,
        WorkId work,
        address currency,
        uint256 amount
    ) external {
        for (uint256 i = 0; i < licensors.length; ++i) {
            proceedsOf[licensors[i]][currency] += reaching(shares, i, amount) - reaching(shares, i + 1, amount);
        }
        pay(work, currency, reaching(shares, licensors.length, amount));
    }

    /// @dev How much of an amount comes past so many licensors. What is not a whole unit stays with the one below.
    function reaching(uint32[] calldata shares, uint256 level, uint256 amount) public pure returns (uint256) {
        return level == 0 ? amount : (reaching(shares, level - 1, amount) * shares[level - 1]) / ALL;
    }

    function withdraw(address account, address currency) external {
        proceedsOf[account][currency] = 0;
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
        return (uint256(earned) * (ALL - _upstream[work])) / (UNITS * ALL);
    }

    /// @dev What waits for a holder to take their units.
    function waitingFor(WorkId work, address currency, address holder) external view returns (uint256) {
        if (_taken[work][holder]) return 0;
        return (_earnedByTree[work][currency][holder] * (ALL - _upstream[work])) / (UNITS * ALL);
    }

    /// @dev What waits to be moved along one edge.
    function owedTo(WorkId work, uint256 index, address currency) public view returns (uint256) {
        ILicences.Parent memory parent = _parents[work][index];
        return (received[work][currency] * parent.share) / ALL - _moved[work][parent.work][currency];
    }

    function unsettled(WorkId work, address currency) external view returns (uint256 sum) {
        for (uint256 i = 0; i < _parents[work].length; ++i) sum += owedTo(work, i, currency);
    }

    /// @dev All that was moved upstream.
    function movedUp(WorkId work, address currency) external view returns (uint256 sum) {
        for (uint256 i = 0; i < _parents[work].length; ++i) sum += _moved[work][_parents[work][i].work][currency];
    }

    function edgesOf(WorkId work) external view returns (uint256) {
        return _parents[work].length;
    }

    function upstreamOf(WorkId work) external view returns (uint256) {
        return _upstream[work];
    }
}
