// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {RejectingReceiver} from "../mocks/EthReceivers.sol";
import {FeeToken, PlainToken, SwitchToken} from "../mocks/Tokens.sol";
import {Deployed} from "../utils/Deployed.sol";
import {Holders} from "../utils/Holders.sol";
import {RoyaltyModel} from "../utils/RoyaltyModel.sol";

/// @title MoneyHandler: everything that moves money or units, in any order, beside the naive model
/// @dev Each action is made possible first, so that it succeeds; a revert fails the run. What could not be made
/// possible is counted as idle, and so are moves of nothing; claims that paid something out are counted too.
contract MoneyHandler is Deployed {
    uint256 public constant WORKS = 3;
    uint256 public constant PEOPLE = 6;
    /// @dev ETH, an ordinary token, one that takes a fee, and one that turns against its holders.
    uint256 public constant CURRENCIES = 4;
    uint256 public constant EVIL = 3;

    RoyaltyModel public model;
    address[PEOPLE] public people;
    address[CURRENCIES] public currencies;
    WorkId[WORKS] public ids;
    uint256[CURRENCIES] public donated;
    uint256 public actions;
    uint256 public idle;
    uint256 public paidOut;

    SwitchToken private _evil;
    address private _rejecting;
    Holders.Holder[][WORKS] private _trees;
    ILicences.Offer[] private _offers;

    modifier counted() {
        ++actions;
        _;
    }

    constructor() {
        super.setUp();
        _rejecting = address(new RejectingReceiver());
        people = [ines, tomas, maya, eve, deployer, _rejecting];
        _evil = new SwitchToken();
        currencies = [ETH, address(new PlainToken(6)), address(new FeeToken()), address(_evil)];
        address[] memory holders = new address[](PEOPLE);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            holders[i] = people[i];
            for (uint256 c = 1; c < CURRENCIES; ++c) {
                PlainToken(currencies[c]).mint(people[i], 1e40);
                vm.prank(people[i]);
                IERC20(currencies[c]).approve(address(royalties), type(uint256).max);
            }
            vm.deal(people[i], 1e40);
        }
        model = new RoyaltyModel(holders);

        uint64[4] memory units = [uint64(60_000_000), 25_000_001, 14_999_998, 1];
        for (uint256 i = 0; i < 4; ++i) {
            _trees[0].push(Holders.Holder(people[i], units[i]));
            _trees[1].push(Holders.Holder(people[5 - i], units[i]));
        }
        ids[0] = registerFor(_trees[0], "tree of four");
        ids[1] = registerFor(_trees[1], "another");
        ids[2] = register(ines, "alone");
        _trees[2].push(Holders.Holder(ines, UNITS));
        for (uint256 w = 0; w < WORKS; ++w) {
            for (uint256 i = 0; i < _trees[w].length; ++i) {
                model.grant(ids[w], _trees[w][i].account, _trees[w][i].units);
            }
            for (uint256 c = 0; c < 3; ++c) {
                ILicences.Offer memory offer = offerOf(ids[w], ines, licences.defineTerms(someTerms()));
                (offer.currency, offer.price) = (currencies[c], 999_999_937);
                publish(offer);
                _offers.push(offer);
            }
        }
    }

    /* ACTIONS */

    function pay(uint256 w, uint256 c, uint256 p, uint256 amount) external counted {
        (w, c, p) = (w % WORKS, c % CURRENCIES, p % PEOPLE);
        // The fee takes nothing of less than 100.
        amount = bound(amount, 1, 1e24);
        vm.prank(people[p]);
        uint256 credited = royalties.pay{value: c == 0 ? amount : 0}(ids[w], currencies[c], amount, MEMO);
        assertEq(credited, c == 2 ? amount - amount / 100 : amount, "credited");
        model.pay(ids[w], currencies[c], credited);
    }

    function buyLicence(uint256 o, uint256 p) external counted {
        ILicences.Offer memory offer = _offers[o % _offers.length];
        uint256 before = royalties.received(offer.work, offer.currency);
        buy(people[p % PEOPLE], offer);
        model.pay(offer.work, offer.currency, royalties.received(offer.work, offer.currency) - before);
    }

    /// @dev Somebody who has not taken their units yet; when all have, somebody tries again, in vain.
    function takeUnits(uint256 w, uint256 index) external counted {
        (w, index) = (w % WORKS, index % 4);
        for (uint256 i = 0; i < 12; ++i) {
            (uint256 tree, uint256 leaf) = ((w + i / 4) % WORKS, (index + i) % 4);
            if (leaf >= _trees[tree].length || model.hasTaken(ids[tree], _trees[tree][leaf].account)) continue;
            _take(tree, leaf);
            model.take(ids[tree], _trees[tree][leaf].account);
            return;
        }
        index = index % _trees[w].length;
        vm.expectRevert(
            abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, ids[w], _trees[w][index].account)
        );
        _take(w, index);
    }

    /// @dev By every path: directly, in a batch, by allowance, by an operator. Nobody's income changes by it.
    function moveUnits(uint256 w, uint256 from, uint256 to, uint256 units, uint256 path) external counted {
        (w, from, to) = (w % WORKS, from % PEOPLE, to % PEOPLE);
        _ensureAHolder(w);
        while (unitsOf(people[from], ids[w]) == 0) from = (from + 1) % PEOPLE;
        uint256 balance = unitsOf(people[from], ids[w]);
        units = bound(units, 0, balance);
        uint256 before = _claimableInAll(w, people[from]) + _claimableInAll(w, people[to]);

        uint256 id = WorkId.unwrap(ids[w]);
        if (path % 4 == 0) {
            transferUnits(ids[w], people[from], people[to], units);
        } else if (path % 4 == 1) {
            batch(people[from], address(royalties), 0, abi.encodeCall(IERC6909.transfer, (people[to], id, units)));
        } else if (path % 4 == 2) {
            vm.prank(people[from]);
            royalties.approve(address(this), id, units);
            royalties.transferFrom(people[from], people[to], id, units);
        } else {
            vm.prank(people[from]);
            royalties.setOperator(address(this), true);
            royalties.transferFrom(people[from], people[to], id, units);
            vm.prank(people[from]);
            royalties.setOperator(address(this), false);
        }
        assertEq(_claimableInAll(w, people[from]) + _claimableInAll(w, people[to]), before, "moving earns nothing");
        model.transfer(ids[w], people[from], people[to], units);
        if (units == 0) ++idle;
    }

    /// @dev To the holder, or to somebody else if the holder cannot receive ETH.
    function claim(uint256 w, uint256 c, uint256 p, uint256 maxSteps) external counted {
        (w, c, p) = (w % WORKS, c % CURRENCIES, p % PEOPLE);
        maxSteps = maxSteps % 8 == 7 ? type(uint256).max : maxSteps % 8;
        _ensureAHolder(w);
        (c, p) = _findClaimable(w, c, p);
        address to = people[p] == _rejecting ? maya : people[p];
        // What the evil token took away cannot be claimed; the claim fails as a whole, and nothing is written.
        if (c == EVIL && royalties.claimable(ids[w], currencies[c], people[p]) > held(EVIL)) {
            maxSteps = type(uint256).max;
            vm.expectRevert();
        }
        vm.prank(people[p]);
        uint256 amount = royalties.claim(ids[w], currencies[c], to, maxSteps);
        model.claim(ids[w], currencies[c], people[p], amount);
        if (amount > 0) ++paidOut;
    }

    /// @dev A holder who rejects their own money: nothing changes, for anyone.
    function claimAndReject(uint256 w, uint256 amount) external counted {
        w = w % WORKS;
        amount = bound(amount, 1e9, 1e24);
        payEth(ids[w], amount);
        model.pay(ids[w], ETH, amount);
        if (royalties.claimable(ids[w], ETH, _rejecting) == 0) return;
        vm.expectRevert();
        claimAll(ids[w], ETH, _rejecting);
    }

    /// @dev The evil token takes from Royalties what was paid to it, or gives some back.
    function turnEvil(uint256 amount, bool give) external counted {
        amount = bound(amount, 0, give ? 1e24 : held(EVIL));
        if (give) _evil.mint(address(royalties), amount);
        else _evil.confiscate(address(royalties), amount);
    }

    /// @dev Money that somebody sends without paying is nobody's.
    function donate(uint256 c, uint256 amount) external counted {
        c = c % EVIL;
        amount = bound(amount, 0, 1e24);
        if (c == 0) vm.deal(address(royalties), address(royalties).balance + amount);
        else PlainToken(currencies[c]).mint(address(royalties), amount);
        donated[c] += amount;
    }

    /* FOR THE INVARIANTS */

    function royaltiesOf() external view returns (IRoyalties) {
        return royalties;
    }

    function held(uint256 c) public view returns (uint256) {
        return c == 0 ? address(royalties).balance : IERC20(currencies[c]).balanceOf(address(royalties));
    }

    function balanceOf(uint256 w, uint256 p) external view returns (uint256) {
        return unitsOf(people[p], ids[w]);
    }

    /// @dev Everybody claims everything that is honest, as the end of a run.
    function settle(uint256 w, uint256 c) external {
        for (uint256 p = 0; p < PEOPLE; ++p) {
            if (!model.hasHeld(ids[w], people[p])) continue;
            vm.prank(people[p]);
            uint256 amount = royalties.claim(ids[w], currencies[c], people[p] == _rejecting ? maya : people[p], 1e9);
            model.claim(ids[w], currencies[c], people[p], amount);
        }
    }

    /// @dev The first from there on who can claim something; else the first who may claim at all.
    function _findClaimable(uint256 w, uint256 c, uint256 p) private view returns (uint256, uint256) {
        for (uint256 i = 0; i < CURRENCIES * PEOPLE; ++i) {
            (uint256 currency, uint256 person) = ((c + i / PEOPLE) % CURRENCIES, (p + i) % PEOPLE);
            if (royalties.claimable(ids[w], currencies[currency], people[person]) > 0) return (currency, person);
        }
        while (!model.hasHeld(ids[w], people[p])) p = (p + 1) % PEOPLE;
        return (c, p);
    }

    /// @dev Somebody holds units of the work, for who could move or claim otherwise?
    function _ensureAHolder(uint256 w) private {
        address first = _trees[w][0].account;
        if (model.hasTaken(ids[w], first)) return;
        _take(w, 0);
        model.take(ids[w], first);
    }

    function _take(uint256 tree, uint256 leaf) private {
        if (tree == 2) royalties.takeAll(ids[2], ines, "alone");
        else take(ids[tree], _trees[tree], leaf);
    }

    function _claimableInAll(uint256 w, address holder) private view returns (uint256 sum) {
        for (uint256 c = 0; c < CURRENCIES; ++c) sum += royalties.claimable(ids[w], currencies[c], holder);
    }
}
