// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {RoyaltyModel} from "../utils/RoyaltyModel.sol";
import {Upstream} from "../utils/Upstream.sol";

/// @title MoneyChains: licences that hang below one another, and what is paid along them
/// @dev Three chains, of one, three and eight licences. Below each licence others are sold, which have duties.
abstract contract MoneyChains is Upstream {
    /// @dev A licence that may be sublicensed: who holds it, and what goes up of what is paid below it.
    struct Link {
        LicenceId licence;
        address holder;
        uint32 share;
        IOffers.Offer offer;
    }

    /// @dev A licence at the end of a chain, below the link `level`.
    struct Leaf {
        LicenceId licence;
        uint256 chain;
        uint256 level;
        address holder;
        uint256 start;
        uint32 reported;
        uint256 revenue;
        uint256 paid;
    }

    uint256 internal constant CHAINS = 3;
    uint256 private constant PERIOD = 30 days;

    RoyaltyModel public model;
    address[4] public currencies;
    Link[][CHAINS] internal _chains;
    Leaf[] internal _leaves;
    ITerms.Terms[CHAINS] private _leafTerms;
    uint40 private _opened;

    /// @dev Of Ines's works; each next licence is somebody else's, and leaves seats for others.
    function _buildChains(WorkId[CHAINS] memory works_) internal {
        _build(0, works_[0], [uint32(314_159_265), 0, 0, 0, 0, 0, 0, 0], 1);
        _build(1, works_[1], [0, uint32(333_333_333), 750_000_001, 0, 0, 0, 0, 0], 3);
        uint32[8] memory most = [uint32(1), 2e8, 3e8, 5e8, 500_000_007, 9e8, 999_999_999, ALL];
        _build(2, works_[2], most, 8);
    }

    function _build(uint256 c, WorkId work, uint32[8] memory shares, uint256 depth) private {
        address[4] memory holders = [maya, tomas, eve, deployer];
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        address licensor = ines;
        LicenceId parent;
        for (uint256 i = 0; i < depth; ++i) {
            (what.sublicensing, what.sublicenceShare) = (uint8(depth - i), shares[i]);
            IOffers.Offer memory offer = offerOf(work, licensor, terms.defineTerms(what));
            (offer.parent, offer.price) = (parent, 0);
            publish(offer);
            licensor = holders[(c + i) % 4];
            parent = buy(licensor, offer, uint16(64_000 - 8_000 * i));
            _chains[c].push().licence = parent;
            (_chains[c][i].holder, _chains[c][i].share) = (licensor, shares[i]);
        }
        (what.sublicensing, what.sublicenceShare) = (0, 0);
        _leafTerms[c] = ruled(what, _conditionsOf(c));
    }

    function _conditionsOf(uint256 c) internal view returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        conditions.currency = currencies[c];
    }

    /// @dev An offer below a licence, by whoever holds it now.
    function _offerBelow(uint256 c, uint256 level) private returns (IOffers.Offer memory) {
        Link storage link = _chains[c][level];
        if (link.offer.licensor != link.holder) {
            IOffers.Offer memory offer = offerOf(link.licence.workOf(), link.holder, terms.defineTerms(_leafTerms[c]));
            (offer.parent, offer.opens) = (link.licence, ++_opened);
            (offer.currency, offer.price) = (currencies[c], 1_000_000_007);
            publish(offer);
            link.offer = offer;
        }
        return link.offer;
    }

    function _buyBelow(uint256 c, uint256 level, address buyer) internal {
        IOffers.Offer memory offer = _offerBelow(c, level);
        uint256 before = _inAll(c, c);
        LicenceId licence = buy(buyer, offer);
        _expectDivided(c, level, c, _arriving(c, offer.price), before);
        _leaves.push(Leaf(licence, c, level, buyer, vm.getBlockTimestamp(), 0, 0, 0));
    }

    /// @dev Anybody pays for a licence, in any currency.
    function _payBelow(Leaf memory leaf, uint256 c, address payer, uint256 amount) internal {
        uint256 before = _inAll(c, leaf.chain);
        vm.prank(payer);
        uint256 credited = royalties.payFor{value: c == 0 ? amount : 0}(leaf.licence, currencies[c], amount);
        assertEq(credited, _arriving(c, amount), "credited");
        _expectDivided(leaf.chain, leaf.level, c, credited, before);
    }

    /// @dev The next period of a licence; a tenth of its revenue is owed, of which some is paid.
    function _reportBelow(uint256 l, uint128 revenue, uint256 dice) internal {
        Leaf memory leaf = _leaves[l];
        uint256 end = leaf.start + (leaf.reported + 1) * PERIOD;
        if (vm.getBlockTimestamp() < end) vm.warp(end);
        uint256 debt = (leaf.revenue + revenue) / 10 - leaf.paid;
        ICompliance.Payment memory payment;
        payment.amount = uint112(dice % 2 == 0 ? debt : debt / 3);
        ICompliance.Report memory usage = ICompliance.Report(leaf.reported, 1, revenue, 0);
        uint256 c = leaf.chain;
        uint256 before = _inAll(c, c);
        vm.prank(leaf.holder);
        compliance.report{value: c == 0 ? payment.amount : 0}(
            leaf.licence,
            _leafTerms[c],
            _conditionsOf(c),
            usage,
            payment
        );
        _expectDivided(c, leaf.level, c, _arriving(c, payment.amount), before);
        _leaves[l].revenue += revenue;
        _leaves[l].paid += payment.amount;
        ++_leaves[l].reported;
    }

    /// @dev Anybody pays what is left of a debt.
    function _payDebt(uint256 l, address payer) internal returns (uint256 debt) {
        Leaf memory leaf = _leaves[l];
        uint256 c = leaf.chain;
        debt = leaf.revenue / 10 - leaf.paid;
        ICompliance.Payment memory payment;
        payment.amount = uint112(debt);
        uint256 before = _inAll(c, c);
        vm.prank(payer);
        compliance.pay{value: c == 0 ? debt : 0}(leaf.licence, _leafTerms[c], _conditionsOf(c), payment);
        _expectDivided(c, leaf.level, c, _arriving(c, debt), before);
        _leaves[l].paid += debt;
    }

    /// @dev Whoever holds a licence is who is paid below it, from then on.
    function _moveLink(uint256 c, uint256 level, address to) internal {
        Link storage link = _chains[c][level];
        vm.prank(link.holder);
        licences.transferFrom(link.holder, to, LicenceId.unwrap(link.licence));
        link.holder = to;
    }

    /// @dev The fee is one in a hundred.
    function _arriving(uint256 c, uint256 amount) internal pure returns (uint256) {
        return c == 2 ? amount - amount / 100 : amount;
    }

    /// @dev What the model says of everybody along the chain, and that nothing appeared or was lost.
    function _expectDivided(uint256 chain, uint256 level, uint256 c, uint256 amount, uint256 before) private {
        (address[] memory licensors, uint32[] memory shares) = (new address[](level + 1), new uint32[](level + 1));
        for (uint256 i = 0; i <= level; ++i) {
            (licensors[i], shares[i]) = (_chains[chain][level - i].holder, _chains[chain][level - i].share);
        }
        WorkId work = _chains[chain][0].licence.workOf();
        model.payAlong(licensors, shares, work, currencies[c], amount);
        assertEq(_inAll(c, chain), before + amount, "divided, and nothing else");
        assertEq(royalties.received(work, currencies[c]), model.received(work, currencies[c]), "the work's");
        for (uint256 i = 0; i <= level; ++i) {
            uint256 proceeds = royalties.proceedsOf(licensors[i], currencies[c]);
            assertEq(proceeds, model.proceedsOf(licensors[i], currencies[c]), "a licensor's");
        }
    }

    /// @dev What the work received, and what is credited to people.
    function _inAll(uint256 c, uint256 chain) private view returns (uint256 sum) {
        sum = royalties.received(_chains[chain][0].licence.workOf(), currencies[c]);
        address[5] memory all = [ines, tomas, maya, eve, deployer];
        for (uint256 i = 0; i < 5; ++i) sum += royalties.proceedsOf(all[i], currencies[c]);
    }
}
