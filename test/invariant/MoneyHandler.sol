// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {RejectingReceiver} from "../mocks/EthReceivers.sol";
import {FeeToken, PlainToken, SwitchToken} from "../mocks/Tokens.sol";
import {ClaimSignature} from "../utils/ClaimSignature.sol";
import {Holders} from "../utils/Holders.sol";
import {Parents} from "../utils/Parents.sol";
import {RoyaltyModel} from "../utils/RoyaltyModel.sol";
import {MoneyChains} from "./MoneyChains.sol";

/// @title MoneyHandler: everything that moves money or units, in any order, beside the naive model
/// @dev Each action is made possible first, so that it succeeds; a revert fails the run. What could not be made
/// possible is counted as idle, and so are moves of nothing; claims that paid something out are counted too.
/// @dev The works, each below what it is made from. Works 0, 1 and 4 have a tree of holders; work 6 keeps nothing.
///   0   1   2
///   |\ /    |
///   4  3    |
///    \ \   |
///      5    |
///       \  |
///         6
contract MoneyHandler is MoneyChains {
    uint256 public constant WORKS = 7;
    uint256 public constant PEOPLE = 6;
    /// @dev ETH, an ordinary token, one that takes a fee, and one that turns against its holders.
    uint256 public constant CURRENCIES = 4;
    uint256 public constant EVIL = 3;
    uint256 private constant LEAVES = 4;

    address[PEOPLE] public people;
    WorkId[WORKS] public ids;
    uint256[CURRENCIES] public donated;
    uint256 public actions;
    uint256 public idle;
    uint256 public paidOut;
    uint256 public settlements;
    uint256 public movedUp;

    SwitchToken private _evil;
    address private _rejecting;
    string[5] private _names = ["Ines", "Tomas", "Maya", "Eve", "deployer"];
    Holders.Holder[][WORKS] private _trees;
    IOffers.Offer[] private _offers;

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

        uint64[LEAVES] memory units = [uint64(60_000_000), 25_000_001, 14_999_998, 1];
        for (uint256 i = 0; i < LEAVES; ++i) {
            _trees[0].push(Holders.Holder(people[i], units[i]));
            _trees[1].push(Holders.Holder(people[5 - i], units[i]));
            _trees[4].push(Holders.Holder(people[(i + 2) % PEOPLE], units[i]));
        }
        _trees[2].push(Holders.Holder(ines, UNITS));
        _trees[3].push(Holders.Holder(tomas, UNITS));
        _trees[5].push(Holders.Holder(maya, UNITS));
        _trees[6].push(Holders.Holder(eve, UNITS));
        ids[0] = registerFor(_trees[0], _contentOf(0));
        ids[1] = registerFor(_trees[1], _contentOf(1));
        ids[2] = register(ines, _contentOf(2));
        _derive(3, tomas, Parents.two(ids[0], 123_456_789, ids[1], 333_333_333));
        _derive(4, ines, Parents.one(ids[0], 500_000_000));
        _derive(5, maya, Parents.two(ids[3], 1, ids[4], 700_000_001));
        _derive(6, eve, Parents.two(ids[5], 600_000_000, ids[2], 400_000_000));
        for (uint256 w = 0; w < WORKS; ++w) {
            for (uint256 i = 0; i < _trees[w].length; ++i) {
                model.grant(ids[w], _trees[w][i].account, _trees[w][i].units);
            }
        }
        for (uint256 c = 0; c < 3; ++c) {
            for (uint256 w = 0; w < WORKS; w += 3) _offer(w, c);
        }
        _buildChains([ids[0], ids[1], ids[2]]);
    }

    function _derive(uint256 w, address claimant, ILicences.Parent[] memory parents) private {
        bytes32 root = _trees[w].length == 1 ? bytes32(0) : Holders.rootOf(_trees[w]);
        ids[w] = derive(claimant, _contentOf(w), root, parents);
        model.derive(ids[w], parents);
    }

    function _offer(uint256 w, uint256 c) private {
        IOffers.Offer memory offer = offerOf(
            ids[w],
            licences.licensorOf(ids[w], NO_PARENT),
            terms.defineTerms(someTerms())
        );
        (offer.currency, offer.price) = (currencies[c], 999_999_937);
        publish(offer);
        _offers.push(offer);
    }

    function _contentOf(uint256 w) private pure returns (bytes32) {
        return keccak256(abi.encode("work", w));
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
        IOffers.Offer memory offer = _offers[o % _offers.length];
        uint256 before = royalties.received(offer.work, offer.currency);
        buy(people[p % PEOPLE], offer);
        model.pay(offer.work, offer.currency, royalties.received(offer.work, offer.currency) - before);
    }

    /// @dev Somebody who has not taken their units yet; when all have, somebody tries again, in vain.
    function takeUnits(uint256 w, uint256 index) external counted {
        (w, index) = (w % WORKS, index % LEAVES);
        for (uint256 i = 0; i < WORKS * LEAVES; ++i) {
            (uint256 tree, uint256 leaf) = ((w + i / LEAVES) % WORKS, (index + i) % LEAVES);
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
        (w, c, p) = _findClaimable(w, c, p);
        address to = people[p] == _rejecting ? maya : people[p];
        // What the evil token took away cannot be claimed; the claim fails as a whole, and nothing is written.
        if (c == EVIL && royalties.claimable(ids[w], currencies[c], people[p], MOST) > held(EVIL)) {
            maxSteps = type(uint256).max;
            vm.expectRevert();
        }
        vm.prank(people[p]);
        uint256 amount = royalties.claim(ids[w], currencies[c], to, maxSteps);
        model.claim(ids[w], currencies[c], people[p], amount);
        if (amount > 0) ++paidOut;
    }

    /// @dev Somebody else brings what a holder signed.
    function claimBySignature(uint256 w, uint256 c, uint256 p, uint256 maxSteps) external counted {
        (w, c) = (w % WORKS, c % EVIL);
        maxSteps = maxSteps % 4 == 3 ? type(uint256).max : maxSteps % 4;
        _ensureAHolder(w);
        (w, c, p) = _findClaimable(w, c, p % PEOPLE);
        // A contract signs nothing here, and an evil token is claimed elsewhere.
        if (people[p] == _rejecting || c == EVIL) {
            ++idle;
            return;
        }
        uint256 nonce = royalties.nonces(people[p]);
        bytes32 digest = ClaimSignature.digestOf(
            ClaimSignature.Domain("Colophon Royalties", "1", block.chainid, address(royalties)),
            ClaimSignature.Claim(
                WorkId.unwrap(ids[w]),
                currencies[c],
                people[p],
                eve,
                maxSteps,
                nonce,
                vm.getBlockTimestamp()
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(uint256(keccak256(bytes(_names[p]))), digest);
        uint256 amount = royalties.claimFor(
            ids[w],
            currencies[c],
            people[p],
            eve,
            maxSteps,
            nonce,
            vm.getBlockTimestamp(),
            abi.encodePacked(r, s, v)
        );
        model.claim(ids[w], currencies[c], people[p], amount);
        if (amount > 0) ++paidOut;
    }

    /// @dev Up to four works, doubles and originals included, in any order; the first is one that owes something.
    function settleWorks(uint256 seed, uint256 c, uint256 count) external counted {
        WorkId[] memory list = new WorkId[](1 + (count % 4));
        (uint256 first, uint256 currency) = _findUnsettled(seed % WORKS, c % CURRENCIES);
        uint256 owed = royalties.unsettled(ids[first], currencies[currency]);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = i == 0 ? ids[first] : ids[uint256(keccak256(abi.encode(seed, i))) % WORKS];
        }
        royalties.settle(list, currencies[currency]);
        for (uint256 i = 0; i < list.length; ++i) model.settle(list[i], currencies[currency]);
        ++settlements;
        if (owed == 0) ++idle;
        else ++movedUp;
    }

    /// @dev Money that was simply sent, swept by a stranger, whole or in parts.
    function sweepTill(uint256 w, uint256 c, uint256 amount) external counted {
        (w, c, amount) = (w % WORKS, c % CURRENCIES, bound(amount, 1, 1e24));
        address till = royalties.tillOf(ids[w]);
        if (c == 0) vm.deal(till, amount);
        else PlainToken(currencies[c]).mint(till, amount);
        vm.prank(eve);
        uint256 most = amount % 2 == 0 ? amount / 2 : MOST;
        uint256 there = c == 0 ? till.balance : PlainToken(currencies[c]).balanceOf(till);
        uint256 moved = most < there ? most : there;
        uint256 swept = royalties.sweep(ids[w], currencies[c], most);
        assertEq(swept, c == 2 ? moved - moved / 100 : moved, "swept");
        model.pay(ids[w], currencies[c], swept);
    }

    /// @dev Below any licence of any chain.
    function buySublicence(uint256 chain, uint256 level, uint256 p) external counted {
        chain = chain % CHAINS;
        _buyBelow(chain, level % _chains[chain].length, people[p % PEOPLE]);
    }

    /// @dev By anybody, in any currency, for a licence at the end of a chain.
    function payForLicence(uint256 l, uint256 c, uint256 p, uint256 amount) external counted {
        _ensureALeaf(l);
        _payBelow(_leaves[l % _leaves.length], c % CURRENCIES, people[p % PEOPLE], bound(amount, 1, 1e24));
    }

    /// @dev By its holder, who pays what is owed, or a part.
    function reportLicence(uint256 l, uint256 revenue, uint256 dice) external counted {
        _ensureALeaf(l);
        _reportBelow(l % _leaves.length, uint128(bound(revenue, 1, 1e24)), dice);
    }

    /// @dev What was not paid with a report, by anybody.
    function payDebt(uint256 l, uint256 p) external counted {
        _ensureALeaf(l);
        for (uint256 i = 0; i < _leaves.length; ++i) {
            uint256 place = ((l % _leaves.length) + i) % _leaves.length;
            if (_leaves[place].revenue / 10 == _leaves[place].paid) continue;
            _payDebt(place, people[p % PEOPLE]);
            return;
        }
        _reportBelow(l % _leaves.length, 1e9, 1);
    }

    /// @dev Whoever has it then is paid; what was credited before stays.
    function moveLicence(uint256 chain, uint256 level, uint256 to) external counted {
        chain = chain % CHAINS;
        _moveLink(chain, level % _chains[chain].length, people[to % (PEOPLE - 1)]);
    }

    /// @dev By a licensor, or by anybody to the licensor; somebody without proceeds gets nothing.
    function withdrawProceeds(uint256 c, uint256 p, bool released) external counted {
        (c, p) = (c % EVIL, p % PEOPLE);
        for (uint256 i = 0; i < EVIL * PEOPLE && model.proceedsOf(people[p], currencies[c]) == 0; ++i) {
            (c, p) = ((c + 1) % EVIL, (p + (i % EVIL == 0 ? 1 : 0)) % PEOPLE);
        }
        uint256 due = model.proceedsOf(people[p], currencies[c]);
        vm.prank(released ? _rejecting : people[p]);
        uint256 sent =
            released
                ? royalties.releaseProceeds(people[p], currencies[c])
                : royalties.withdraw(currencies[c], people[p]);
        assertEq(sent, due, "all of it");
        model.withdraw(people[p], currencies[c]);
        if (due == 0) ++idle;
    }

    /// @dev A holder who rejects their own money: nothing changes, for anyone.
    function claimAndReject(uint256 w, uint256 amount) external counted {
        w = w % WORKS;
        amount = bound(amount, 1e9, 1e24);
        payEth(ids[w], amount);
        model.pay(ids[w], ETH, amount);
        if (royalties.claimable(ids[w], ETH, _rejecting, MOST) == 0) return;
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

    /// @dev Everything owed upstream moves, the latest works first, as the end of a run.
    function settleAll(uint256 c) external {
        for (uint256 w = WORKS; w > 0; --w) {
            settle(ids[w - 1], currencies[c]);
            model.settle(ids[w - 1], currencies[c]);
        }
    }

    /// @dev Everybody claims everything that is honest, as the end of a run.
    function claimEverything(uint256 w, uint256 c) external {
        for (uint256 p = 0; p < PEOPLE; ++p) {
            if (!model.hasHeld(ids[w], people[p])) continue;
            vm.prank(people[p]);
            uint256 amount = royalties.claim(ids[w], currencies[c], people[p] == _rejecting ? maya : people[p], 1e9);
            model.claim(ids[w], currencies[c], people[p], amount);
        }
    }

    /// @dev What paying and moving units cost in a work with slots that are warm and not new, whatever came before.
    function costOf(uint256 w) external returns (uint256 paying, uint256 moving) {
        _ensureAHolder(w);
        address from = people[0];
        for (uint256 p = 1; unitsOf(from, ids[w]) < 3; ++p) from = people[p];
        address to = from == ines ? tomas : ines;
        uint256 id = WorkId.unwrap(ids[w]);
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 k = 0; k < 2; ++k) {
                vm.prank(maya);
                paying = gasleft();
                royalties.pay{value: 1}(ids[w], ETH, 1, MEMO);
                paying -= gasleft();
                model.pay(ids[w], ETH, 1);
            }
            vm.prank(from);
            moving = gasleft();
            royalties.transfer(to, id, 1);
            moving -= gasleft();
            model.transfer(ids[w], from, to, 1);
        }
    }

    /// @dev The first from there on that owes something; else the one that was asked for.
    function _findUnsettled(uint256 w, uint256 c) private view returns (uint256, uint256) {
        for (uint256 i = 0; i < WORKS * CURRENCIES; ++i) {
            (uint256 work, uint256 currency) = ((w + i) % WORKS, (c + i / WORKS) % CURRENCIES);
            if (royalties.unsettled(ids[work], currencies[currency]) > 0) return (work, currency);
        }
        return (w, c);
    }

    /// @dev The first from there on who can claim something; else the first who may claim at all.
    function _findClaimable(uint256 w, uint256 c, uint256 p) private view returns (uint256, uint256, uint256) {
        for (uint256 i = 0; i < WORKS * CURRENCIES * PEOPLE; ++i) {
            uint256 work = (w + i / (CURRENCIES * PEOPLE)) % WORKS;
            uint256 currency = (c + i / PEOPLE) % CURRENCIES;
            uint256 person = (p + i) % PEOPLE;
            if (royalties.claimable(ids[work], currencies[currency], people[person], MOST) > 0) {
                return (work, currency, person);
            }
        }
        while (!model.hasHeld(ids[w], people[p])) p = (p + 1) % PEOPLE;
        return (w, c, p);
    }

    /// @dev Somebody holds units of the work, for who could move or claim otherwise?
    function _ensureAHolder(uint256 w) private {
        address first = _trees[w][0].account;
        if (model.hasTaken(ids[w], first)) return;
        _take(w, 0);
        model.take(ids[w], first);
    }

    function _take(uint256 tree, uint256 leaf) private {
        if (_trees[tree].length == 1) royalties.takeAll(ids[tree], _trees[tree][0].account, _contentOf(tree));
        else take(ids[tree], _trees[tree], leaf);
    }

    /// @dev Somebody has a sublicence, for who could pay for one otherwise?
    function _ensureALeaf(uint256 seed) private {
        uint256 chain = seed % CHAINS;
        if (_leaves.length < 3) _buyBelow(chain, (seed / CHAINS) % _chains[chain].length, people[seed % PEOPLE]);
    }

    function _claimableInAll(uint256 w, address holder) private view returns (uint256 sum) {
        for (uint256 c = 0; c < CURRENCIES; ++c) sum += royalties.claimable(ids[w], currencies[c], holder, MOST);
    }
}
