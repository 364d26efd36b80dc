// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssignments} from "../../contracts/interfaces/IAssignments.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Assigning} from "../utils/Assigning.sol";

/// @title AssignmentsHandler: random sales of one work and its units among three people, beside a plain account of them
/// @dev The account says beforehand whether a sale goes through. Money is counted by balances alone.
contract AssignmentsHandler is Assigning {
    struct Known {
        IAssignments.Order order;
        uint256 signer;
        uint64 taken;
        bool over;
    }

    uint256[3] private _keys = [INES_KEY, TOMAS_KEY, EVE_KEY];
    address[3] private _people = [ines, tomas, eve];
    Known[] private _known;
    mapping(address person => int256) private _earned;
    mapping(address person => uint256) private _balances;
    mapping(address person => uint256) private _units;
    address private _controller;
    uint32 private _licences;
    uint32 private _changes;
    uint32 private _version;
    LicenceId private _last;
    uint256 public actions;
    uint256 public done;

    constructor() {
        super.setUp();
        royalties.takeAll(work, ines, CONTENT);
        (_controller, _units[ines], _version) = (ines, UNITS, 1);
        for (uint256 i = 0; i < 3; ++i) {
            _balances[_people[i]] = _people[i].balance;
            vm.startPrank(_people[i]);
            works.setApprovalForAll(address(assignments), true);
            royalties.setOperator(address(assignments), true);
            vm.stopPrank();
        }
    }

    /* ACTIONS */

    /// @dev Signed by whoever, also somebody with nothing to sell; as the work stands, perhaps with room for a licence.
    function sign(uint256 seed, uint64 units, bool control, uint96 price) external {
        ++actions;
        uint256 seller = seed % 3;
        IAssignments.Order memory order = orderOf(control, uint64(bound(units, control ? 0 : 1, UNITS)));
        if (seed % 5 != 0) (seller, order.seller) = _owner(seller);
        else order.seller = _people[seller];
        if (!control && _units[order.seller] != 0) order.units = uint64(bound(units, 1, _units[order.seller]));
        if (control && order.units > _units[order.seller]) order.units = uint64(_units[order.seller]);
        order.buyer = _people[(seller + 1 + ((seed >> 8) % 2)) % 3];
        (order.price, order.salt) = (price % 1 ether, bytes32(_known.length));
        (order.opens, order.closes) = (uint40(block.timestamp), uint40(block.timestamp + 1 + ((seed >> 16) % 3 days)));
        if (seed % 7 == 0) (order.licences, order.changes) = (order.licences + 1, order.changes + 1);
        Known storage known = _known.push();
        (known.order, known.signer) = (order, seed % 11 == 0 ? (seller + 1) % 3 : seller);
        ++done;
    }

    function _owner(uint256 otherwise) private view returns (uint256, address) {
        for (uint256 i = 0; i < 3; ++i) if (_people[i] == _controller) return (i, _controller);
        return (otherwise, _people[otherwise]);
    }

    function take(uint256 which, uint64 units) external {
        ++actions;
        if (_known.length == 0) return;
        Known storage known = _known[which % 4 == 0 ? which % _known.length : _known.length - 1];
        IAssignments.Order memory order = known.order;
        uint64 left = order.units - known.taken;
        units = order.control ? left : uint64(bound(units, 0, uint256(left) + 1));
        bool fits = order.control || (units != 0 && units <= left);
        bool good = fits && !known.over && _isAsSeen(order, units) && _isIn(order) && _signs(known);
        uint256 price = fits && !known.over ? _priceOf(order, known.taken, units) : order.price;
        bytes memory signature = sign(_keys[known.signer], idOf(order));
        if (!good) vm.expectRevert();
        vm.prank(order.buyer);
        assignments.take{value: price}(order, units, signature, "");
        ++done;
        if (!good) return;
        known.taken += units;
        known.over = units == left;
        if (order.control) _controller = order.buyer;
        _units[order.seller] -= units;
        _units[order.buyer] += units;
        _earned[order.seller] += int256(price);
        _earned[order.buyer] -= int256(price);
    }

    function cancel(uint256 which, uint256 who) external {
        ++actions;
        if (_known.length == 0) return;
        Known storage known = _known[which % _known.length];
        address person = _people[who % 3];
        bool may = !known.over && (person == known.order.seller || person == known.order.buyer);
        if (!may) vm.expectRevert();
        vm.prank(person);
        assignments.cancel(known.order);
        ++done;
        if (may) known.over = true;
    }

    /// @dev Whoever controls the work sells a licence to Maya, or renews the last.
    function license(bool again) external {
        ++actions;
        IOffers.Offer memory offer = _offerOf(_controller);
        if (again && !_last.isZero() && licences.licenceOf(_last).end > block.timestamp) {
            renew(maya, offer, _last, 1);
        } else {
            _last = buy(maya, offer);
            ++_licences;
        }
        ++_changes;
        ++done;
    }

    /// @dev One that is published already sleeps while somebody else controls the work.
    function _offerOf(address licensor) private returns (IOffers.Offer memory offer) {
        ITerms.Terms memory what = someTerms();
        offer = offerOf(work, licensor, terms.defineTerms(what));
        offer.price = 0;
        (IOffers.OfferState state, ) = offers.offerOf(offers.offerIdOf(offer));
        if (state == IOffers.OfferState.Unknown) {
            if (licences.pageOf(work) == 0) ++_changes;
            publish(offer);
        }
    }

    function revise(uint256 seed) external {
        ++actions;
        if (seed % 3 != 0) return;
        vm.prank(_controller);
        works.revise(work, keccak256(abi.encode(seed)), "salt", "metadata", nothing());
        ++_version;
        ++done;
    }

    function wait(uint32 time) external {
        ++actions;
        vm.warp(block.timestamp + 1 + (time % 1 days));
        ++done;
    }

    /* WHAT HOLDS */

    function check() external view {
        assertEq(works.ownerOf(WorkId.unwrap(work)), _controller, "controller");
        for (uint256 i = 0; i < 3; ++i) {
            address person = _people[i];
            assertEq(unitsOf(person, work), _units[person], "units");
            assertEq(person.balance, uint256(int256(_balances[person]) + _earned[person]), "money");
        }
        assertEq(address(assignments).balance, 0, "nothing stays");
        for (uint256 i = 0; i < _known.length; ++i) {
            (IAssignments.OrderState state, uint64 taken) = assignments.orderOf(idOf(_known[i].order));
            assertEq(state != IAssignments.OrderState.Open, _known[i].over, "over");
            assertEq(taken, _known[i].taken, "taken");
        }
    }

    function _isAsSeen(IAssignments.Order memory order, uint64 units) private view returns (bool) {
        if (order.control && order.seller != _controller) return false;
        if (order.version != _version || order.licences < _licences || _units[order.seller] < units) return false;
        return _licences == 0 || order.changes >= _changes;
    }

    function _isIn(IAssignments.Order memory order) private view returns (bool) {
        return order.opens <= block.timestamp && block.timestamp < order.closes;
    }

    function _signs(Known storage known) private view returns (bool) {
        return _people[known.signer] == known.order.seller;
    }

    function _priceOf(IAssignments.Order memory order, uint256 taken, uint256 units) private pure returns (uint256) {
        if (order.control) return order.price;
        uint256 all = order.units;
        return (order.price * (taken + units) + all - 1) / all - (order.price * taken + all - 1) / all;
    }
}
