// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Campaign} from "../utils/Campaign.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {RightsHandler} from "./RightsHandler.sol";

/// @title What always holds of works, offers and licences
/// @dev The numbers are those of SECURITY.md.
/// 5. An exclusive right is sold once: of all licences ever sold, no two overlap in acts, purposes, territories, field
///    and time, now or later, if one of them is sole or exclusive, unless one is above the other; also if one of them
///    starts later, or was prolonged, or others of its terms were given back. What is free by that rule is sold, but for
///    the documented safe side, which the model knows to the second; what is not is refused (asserted at every
///    purchase). A licence never outlives its terms or its parent, a sublicence never exceeds its parent, whatever
///    happens to its offer and its work; it covers exactly its acts, purposes, territories and field, from its start
///    until before its end or that of one above it; it moves only if its terms say so. No offer sells more than its
///    supply, and none that is closed, over, or of a former licensor sells any.
/// 6. Nobody but the controller changes a work: its claimant, content, category, resale royalty, what it may be offered
///    for and time of registration never change, and its versions are exactly those that its controllers recorded.
/// 8. Nothing is privileged by deployment: strangers, among them whoever deployed the contracts, can do none of 30
///    things that are for others, directly, in a batch, or with somebody's address appended; agents can do what is for
///    them and transfer nothing, and nothing when their time is over (asserted at every try).
/// 9. Nobody has duties that they did not accept: whoever got a licence whose terms name rules bought it or signed, and
///    it moves only to somebody who takes it or said that they would (asserted at every move).
/// 10. No dead ends: in every state, once all is given back, every right can be sold again. Until then it may be kept,
///    never beyond the end that what was given back would have had, and never for ever. The contracts err on the safe
///    side in few of their refusals.
/// 11. Only its rules end a licence against its holder, after notice and cure, and one that was contested only by a
///    ruling.
/// Each run is a random sequence of everything that the contracts offer, and of tries in vain. A failing action fails
/// the run, and at least four of five actions must do something. After each action a few licences are compared with
/// all others; at the end of a run all are. COLOPHON_INVARIANT_RUNS makes it longer (see hardhat.config.ts).
contract RightsInvariants is Campaign {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    RightsHandler private _handler;
    IWorks private _works;
    IOffers private _offers;
    ILicences private _licences;
    ICompliance private _compliance;

    function setUp() public {
        _handler = new RightsHandler();
        (_works, _offers, _licences, _compliance) = _handler.contracts();
        bytes4[] memory selectors = new bytes4[](30);
        selectors[0] = RightsHandler.registerWork.selector;
        selectors[1] = RightsHandler.deriveInVain.selector;
        selectors[2] = RightsHandler.revise.selector;
        selectors[3] = RightsHandler.moveWork.selector;
        selectors[4] = RightsHandler.publishOffer.selector;
        selectors[5] = RightsHandler.publishQuote.selector;
        selectors[6] = RightsHandler.offerSublicence.selector;
        selectors[7] = RightsHandler.closeOffer.selector;
        selectors[8] = RightsHandler.buyLicence.selector;
        selectors[9] = RightsHandler.buyForAnother.selector;
        selectors[10] = RightsHandler.buySublicence.selector;
        selectors[11] = RightsHandler.buyAgainstAnother.selector;
        selectors[12] = RightsHandler.buyInVain.selector;
        selectors[13] = RightsHandler.buyWindow.selector;
        selectors[14] = RightsHandler.renewLicence.selector;
        selectors[15] = RightsHandler.renewInVain.selector;
        selectors[16] = RightsHandler.moveLicence.selector;
        selectors[17] = RightsHandler.surrender.selector;
        selectors[18] = RightsHandler.replace.selector;
        selectors[19] = RightsHandler.prune.selector;
        selectors[20] = RightsHandler.report.selector;
        selectors[21] = RightsHandler.giveNotice.selector;
        selectors[22] = RightsHandler.withdrawNotice.selector;
        selectors[23] = RightsHandler.contestNotice.selector;
        selectors[24] = RightsHandler.ruleOnNotice.selector;
        selectors[25] = RightsHandler.terminate.selector;
        selectors[26] = RightsHandler.wait_.selector;
        selectors[27] = RightsHandler.setAgent.selector;
        selectors[28] = RightsHandler.agentOversteps.selector;
        selectors[29] = RightsHandler.tryAsAStranger.selector;
        target(address(_handler), selectors);
    }

    /// @dev One function, because the runner would go through all runs again for each.
    function invariant_Rights() public view {
        if (!isDue(_handler.actions())) return;
        _checkSales(_handler.actions());
        _checkOffers();
        _checkWorks();
    }

    /// @dev At the end of every run: most actions did something, every licence is compared with every other, and
    /// everything can be given back and sold again.
    function afterInvariant() public {
        assertMostly(_handler.actions() - _handler.idle(), _handler.actions());
        LicenceModel.Sold[] memory sales = _handler.sales();
        for (uint256 i = 0; i < sales.length; ++i) {
            _checkAgainstAll(sales, i);
            _checkLicence(sales, i);
        }
        _checkOffers();
        _checkWorks();
        _checkAgents();
        // In a hundred actions about one run in a hundred meets no conflict.
        if (_handler.actions() >= 300) vm.assertGe(_handler.conflicts(), 1, "nothing was in anybody's way");
        // Each of these alone is missing from one run in some hundreds; all of them together from none.
        if (_handler.actions() >= 300) {
            uint256 rare = _handler.sublicences() + _handler.renewals() + _handler.surrenders();
            vm.assertGe(rare, 3, "hardly anything was sublicensed, renewed or given back");
        }
        vm.assertLe(_handler.cautious() * 2, _handler.refusals() + 40, "more careful than it need be, too often");
        _handler.giveEverythingBack();
        _checkNoDeadEnd();
    }

    function _checkSales(uint256 turn) private view {
        LicenceModel.Sold[] memory sales = _handler.sales();
        if (sales.length == 0) return;
        _checkAgainstAll(sales, sales.length - 1);
        _checkAgainstAll(sales, turn % sales.length);
        _checkLicence(sales, sales.length - 1);
        _checkLicence(sales, turn % sales.length);
        for (uint256 i = 0; i < 8; ++i) _ask(sales, uint256(keccak256(abi.encode(turn, i))));
    }

    function _checkOffers() private view {
        RightsHandler.Offered[] memory offers = _handler.offersMade();
        uint256 sum;
        for (uint256 i = 0; i < offers.length; ++i) {
            RightsHandler.Offered memory offered = offers[i];
            (IOffers.OfferState state, uint32 number) = _offers.offerOf(OfferSignature.idOf(offered.offer));
            assertEq(uint256(state), uint256(offered.state), "offer's state");
            assertEq(number, offered.sold, "offer's sales");
            vm.assertLe(number, offered.offer.supply, "supply");
            sum += number;
        }
        LicenceModel.Sold[] memory sales = _handler.sales();
        for (uint256 i = 0; i < sales.length; ++i) sum -= sales[i].seats * sales[i].periods;
        assertEq(sum, 0, "all sales are of offers");
    }

    function _checkWorks() private view {
        RightsHandler.Known[] memory known = _handler.known();
        assertEq(_works.totalWorks(), known.length, "all works");
        uint256 licences;
        for (uint256 i = 0; i < known.length; ++i) {
            WorkId id = _works.workIdOf(known[i].claimant, known[i].contentRoot);
            assertEq(id, known[i].id, "claimant and content");
            assertEq(abi.encode(_works.workOf(id)), abi.encode(known[i].state), "work");
            ILicences.Bounds memory bounds = _licences.boundsOf(id);
            assertEq(!bounds.shareAlike.isZero(), known[i].shareAlike, "share-alike");
            assertEq(bounds.least, known[i].least, "what works made from it owe");
            assertEq(bounds.endsHere, known[i].endsHere, "whether works are made from it");
            licences += _licences.totalLicences(id);
        }
        assertEq(licences, _handler.sales().length, "licences");
        uint256 balances;
        for (uint256 p = 0; p < 5; ++p) balances += IERC721(address(_works)).balanceOf(_handler.people(p));
        assertEq(balances, known.length, "balances");
    }

    function _checkAgents() private view {
        RightsHandler.Agency[] memory agencies = _handler.agencies();
        for (uint256 i = 0; i < agencies.length; ++i) {
            uint40 until = _licences.agentUntil(agencies[i].grantor, agencies[i].account, agencies[i].agent);
            assertEq(until, agencies[i].until, "until when an agent may act");
        }
    }

    function _checkAgainstAll(LicenceModel.Sold[] memory sales, uint256 place) private view {
        for (uint256 i = 0; i < sales.length; ++i) {
            assertEq(sales.collide(place, i, vm.getBlockTimestamp()), false, "two that exclude each other");
        }
    }

    function _checkLicence(LicenceModel.Sold[] memory sales, uint256 place) private view {
        LicenceModel.Sold memory sold = sales[place];
        ILicences.Licence memory state = sales.stateOf(place);
        assertEq(abi.encode(_licences.licenceOf(sold.id)), abi.encode(state), "licence");
        assertEq(IERC721(address(_licences)).ownerOf(LicenceId.unwrap(sold.id)), sold.holder, "the token's owner");
        if (sold.terms.rules != address(0)) assertEq(sold.accepted, true, "9: duties that nobody accepted");
        if (sold.breach) assertEq(sold.terms.rules == address(0), false, "11: ended, though nobody may");
        (address[] memory licensors, uint32[] memory shares) = sales.chainOf(place);
        (address[] memory chain, uint32[] memory asked) = _licences.chainOf(sold.id);
        assertEq(abi.encode(chain, asked), abi.encode(licensors, shares), "who is paid");
        assertEq(abi.encode(_compliance.noticeOf(sold.id)), abi.encode(_handler.noticeOf(sold.id)), "notice");
        assertEq(_compliance.accountOf(sold.id).reported, _handler.reportedOf(sold.id), "reported");
        if (sold.endedAt != 0) vm.assertLe(sold.endedAt, sold.untilOf(), "ended after its end");
        _checkSeats(sales, place);
        if (sold.parent != 0) _checkWithin(sold, sales[sold.parent - 1]);
    }

    function _checkSeats(LicenceModel.Sold[] memory sales, uint256 place) private view {
        uint256 counted = _licences.seatsPassedOn(sales[place].id);
        vm.assertLe(sales.seatsBelow(place, vm.getBlockTimestamp()), counted, "seats passed on that are not counted");
        vm.assertLe(counted, sales.seatsEverBelow(place), "seats counted that came back");
        vm.assertLe(counted, sales[place].seats, "more seats passed on than there are");
    }

    function _checkWithin(LicenceModel.Sold memory sold, LicenceModel.Sold memory parent) private pure {
        assertEq(sold.work, parent.work, "the parent's work");
        assertEq(LicenceModel.isWithin(sold.terms, parent.terms), true, "beyond the parent");
        vm.assertLe(sold.untilOf(), parent.untilOf(), "outlives the parent");
        vm.assertGe(sold.start, parent.start, "before the parent");
    }

    /// @dev In every work: what the contract remembers is over at the latest when the model says, to the second.
    function _checkNoDeadEnd() private {
        LicenceModel.Sold[] memory sales = _handler.sales();
        RightsHandler.Offered[] memory offers = _handler.offersMade();
        for (uint256 i = 0; i < offers.length; ++i) {
            IOffers.Offer memory offer = offers[i].offer;
            if (offers[i].parent != 0) continue;
            uint256 kept = sales.bookBlockedTo(offer.work, 0);
            vm.assertLt(kept, type(uint40).max, "10: kept for ever");
            (TermsId other, ) = _licences.conflictOf(offer.work, offer.parent, offer.terms, uint40(kept));
            assertEq(other.isZero(), true, "10: a right that nobody holds can't be sold again");
        }
        RightsHandler.Known[] memory known = _handler.known();
        for (uint256 w = 0; w < known.length; ++w) {
            if (!known[w].state.bound) _handler.buyEverything(w, sales.bookBlockedTo(known[w].id, 0));
        }
    }

    /// @dev One random question: somebody, a licence, a use, and a time at which something happens.
    function _ask(LicenceModel.Sold[] memory sales, uint256 dice) private view {
        LicenceModel.Query memory query;
        query.place = (dice >> 8) % sales.length;
        LicenceModel.Sold memory sold = sales[query.place];
        query.account = dice % 4 == 0 ? _handler.people((dice >> 24) % 5) : sold.holder;
        query.use.act = uint8((dice >> 32) % 4);
        query.use.purpose = uint8((dice >> 36) % 5);
        query.use.territory = [uint8(0), 74, 255, 1][(dice >> 40) % 4];
        query.use.field = [bytes32(0), "French", "German", sold.terms.field][(dice >> 44) % 4];
        query.use.time = uint40(_someTime(sales, query.place, dice >> 48));
        _expect(sales, query);
        if (dice % 7 == 0) query.use.act = uint8(dice);
        if (dice % 7 == 1) query.use.purpose = uint8(dice);
        _expect(sales, query);
        // What is all right but for the time, so that the time is asked.
        for (query.use.act = 0; sold.terms.uses & (1 << query.use.act) == 0;) ++query.use.act;
        for (query.use.purpose = 0; sold.terms.purposes & (1 << query.use.purpose) == 0;) ++query.use.purpose;
        for (query.use.territory = 0; sold.terms.territories & (1 << query.use.territory) == 0;) ++query.use.territory;
        (query.account, query.use.field) = (sold.holder, sold.terms.field);
        _expect(sales, query);
    }

    /// @dev Around now, or the start or end of the licence or one above it.
    function _someTime(
        LicenceModel.Sold[] memory sales,
        uint256 place,
        uint256 dice
    ) private view returns (uint256 time) {
        while (dice % 2 == 0 && sales[place].parent != 0) {
            place = sales[place].parent - 1;
            dice >>= 1;
        }
        uint256 kind = (dice >> 16) % 4;
        if (kind == 0) time = vm.getBlockTimestamp();
        else if (kind == 1) time = sales[place].start;
        else if (kind == 2) time = sales[place].endOf();
        else time = sales[place].untilOf();
        if (time > type(uint40).max) time = type(uint40).max;
        if ((dice >> 24) % 2 == 0) time -= 1;
    }

    function _expect(LicenceModel.Sold[] memory sales, LicenceModel.Query memory query) private view {
        (ILicences.Reason reason, LicenceId decisive) = _licences.isLicensed(
            query.account,
            sales[query.place].id,
            query.use
        );
        (ILicences.Reason expected, uint256 place) = sales.answer(query);
        assertEq(uint256(reason), uint256(expected), "is licensed");
        assertEq(decisive, sales[place].id, "which licence decides");
    }
}
