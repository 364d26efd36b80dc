// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Campaign} from "../utils/Campaign.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {RightsHandler} from "./RightsHandler.sol";

/// @title What always holds of works, offers and licences
/// @dev The numbers are those of SECURITY.md.
/// 5. An exclusive right is sold once: of all licences ever sold, no two overlap in use, territory and time, now or
///    later, if one of them is sole or exclusive, unless one is above the other. What is free by that rule is sold, but
///    for the documented safe side; what is not is refused (asserted at every purchase). A licence never outlives its
///    terms or its parent, a sublicence never exceeds its parent, whatever happens to its offer and its work; it covers
///    exactly its uses and territories, from its start until before its end or that of one above it; it moves only if
///    its terms say so. No offer sells more than its supply, and none that is closed, over, or of a former licensor
///    sells any.
/// 6. Nobody but the controller changes a work: its claimant, content, category, resale royalty, share-alike and time
///    of registration never change, and its versions are exactly those that its controllers recorded.
/// 8. Nothing is privileged by deployment: strangers, among them whoever deployed the contracts, can do none of 24
///    things that are for others, directly, in a batch, or with somebody's address appended (asserted at every try).
/// Each run is a random sequence of everything that the contracts offer, and of tries in vain. A failing action fails
/// the run, and at least four of five actions must do something. After each action a few licences are compared with
/// all others; at the end of a run all are. COLOPHON_INVARIANT_RUNS makes it longer (see hardhat.config.ts).
contract RightsInvariants is Campaign {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    RightsHandler private _handler;
    IWorks private _works;
    ILicences private _licences;
    ICompliance private _compliance;

    function setUp() public {
        _handler = new RightsHandler();
        (_works, _licences, _compliance) = _handler.contracts();
        bytes4[] memory selectors = new bytes4[](21);
        selectors[0] = RightsHandler.registerWork.selector;
        selectors[1] = RightsHandler.revise.selector;
        selectors[2] = RightsHandler.moveWork.selector;
        selectors[3] = RightsHandler.publishOffer.selector;
        selectors[4] = RightsHandler.publishQuote.selector;
        selectors[5] = RightsHandler.offerSublicence.selector;
        selectors[6] = RightsHandler.closeOffer.selector;
        selectors[7] = RightsHandler.buyLicence.selector;
        selectors[8] = RightsHandler.buySublicence.selector;
        selectors[9] = RightsHandler.buyAgainstAnother.selector;
        selectors[10] = RightsHandler.buyInVain.selector;
        selectors[11] = RightsHandler.renewLicence.selector;
        selectors[12] = RightsHandler.renewInVain.selector;
        selectors[13] = RightsHandler.moveLicence.selector;
        selectors[14] = RightsHandler.prune.selector;
        selectors[15] = RightsHandler.report.selector;
        selectors[16] = RightsHandler.giveNotice.selector;
        selectors[17] = RightsHandler.withdrawNotice.selector;
        selectors[18] = RightsHandler.terminate.selector;
        selectors[19] = RightsHandler.wait_.selector;
        selectors[20] = RightsHandler.tryAsAStranger.selector;
        target(address(_handler), selectors);
    }

    /// @dev One function, because the runner would go through all runs again for each.
    function invariant_Rights() public view {
        if (!isDue(_handler.actions())) return;
        _checkSales(_handler.actions());
        _checkOffers();
        _checkWorks();
    }

    /// @dev At the end of every run: most actions did something, and every licence is compared with every other.
    function afterInvariant() public view {
        assertMostly(_handler.actions() - _handler.idle(), _handler.actions());
        LicenceModel.Sold[] memory sales = _handler.sales();
        for (uint256 i = 0; i < sales.length; ++i) {
            _checkAgainstAll(sales, i);
            _checkLicence(sales, i);
        }
        _checkOffers();
        _checkWorks();
        // In a hundred actions about one run in a hundred meets no conflict.
        if (_handler.actions() >= 300) vm.assertGe(_handler.conflicts(), 1, "nothing was in anybody's way");
    }

    function _checkSales(uint256 turn) private view {
        LicenceModel.Sold[] memory sales = _handler.sales();
        _checkAgainstAll(sales, sales.length - 1);
        _checkAgainstAll(sales, turn % sales.length);
        _checkLicence(sales, sales.length - 1);
        _checkLicence(sales, turn % sales.length);
        for (uint256 i = 0; i < 8; ++i) _ask(sales, uint256(keccak256(abi.encode(turn, i))));
    }

    function _checkOffers() private view {
        RightsHandler.Offered[] memory offers = _handler.offers();
        uint256 sum;
        for (uint256 i = 0; i < offers.length; ++i) {
            RightsHandler.Offered memory offered = offers[i];
            (ILicences.OfferState state, uint32 number) = _licences.offerOf(OfferSignature.idOf(offered.offer));
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
            licences += _licences.totalLicences(id);
        }
        assertEq(licences, _handler.sales().length, "licences");
        uint256 balances;
        for (uint256 p = 0; p < 5; ++p) balances += IERC721(address(_works)).balanceOf(_handler.people(p));
        assertEq(balances, known.length, "balances");
    }

    function _checkAgainstAll(LicenceModel.Sold[] memory sales, uint256 place) private view {
        for (uint256 i = 0; i < sales.length; ++i) {
            assertEq(sales.collide(place, i, block.timestamp), false, "two that exclude each other");
        }
    }

    function _checkLicence(LicenceModel.Sold[] memory sales, uint256 place) private view {
        LicenceModel.Sold memory sold = sales[place];
        ILicences.Licence memory state = sales.stateOf(place);
        assertEq(abi.encode(_licences.licenceOf(sold.id)), abi.encode(state), "licence");
        assertEq(IERC721(address(_licences)).ownerOf(LicenceId.unwrap(sold.id)), sold.holder, "the token's owner");
        assertEq(_licences.seatsPassedOn(sold.id), sales.seatsPassedOn(place), "seats passed on");
        vm.assertLe(sales.seatsPassedOn(place), sold.seats, "more seats passed on than there are");
        assertEq(_compliance.noticeOf(sold.id).given, sold.noticedAt, "notice");
        uint256 cures = sold.noticedAt == 0 ? 0 : sold.noticedAt + sold.terms.cure;
        assertEq(_compliance.noticeOf(sold.id).cures, cures, "notice's end");
        assertEq(_compliance.reportedOf(sold.id), sold.reported, "reported");
        if (sold.terminatedAt != 0) vm.assertLe(sold.terminatedAt, sold.untilOf(), "ended after its end");
        if (sold.parent != 0) _checkWithin(sold, sales[sold.parent - 1]);
    }

    function _checkWithin(LicenceModel.Sold memory sold, LicenceModel.Sold memory parent) private pure {
        (ITerms.Terms memory inner, ITerms.Terms memory outer) = (sold.terms, parent.terms);
        assertEq(sold.work, parent.work, "the parent's work");
        assertEq(inner.uses & ~outer.uses, 0, "uses beyond the parent's");
        assertEq(inner.territories & ~outer.territories, 0, "territories beyond the parent's");
        vm.assertLe(uint256(inner.exclusivity), uint256(outer.exclusivity), "more exclusive than the parent");
        vm.assertLt(inner.sublicensing, outer.sublicensing, "as deep as the parent");
        vm.assertLe(sold.untilOf(), parent.untilOf(), "outlives the parent");
        vm.assertGe(sold.start, parent.start, "before the parent");
        if (inner.transferable) assertEq(outer.transferable, true, "moves, and the parent does not");
    }

    /// @dev One random question: somebody, a licence, a use, a territory, and a time at which something happens.
    function _ask(LicenceModel.Sold[] memory sales, uint256 dice) private view {
        LicenceModel.Query memory query;
        query.place = (dice >> 8) % sales.length;
        LicenceModel.Sold memory sold = sales[query.place];
        query.account = dice % 4 == 0 ? _handler.people((dice >> 24) % 5) : sold.holder;
        query.use = (dice >> 32) % 4;
        query.territory = [uint8(0), 74, 255, 1][(dice >> 40) % 4];
        query.time = _someTime(sales, query.place, dice >> 48);
        _expect(sales, query);
        if (dice % 7 == 0) query.use = dice % 256;
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
        if (kind == 0) time = block.timestamp;
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
            uint8(query.use),
            uint8(query.territory),
            uint40(query.time)
        );
        (ILicences.Reason expected, uint256 place) = sales.answer(query);
        assertEq(uint256(reason), uint256(expected), "is licensed");
        assertEq(decisive, sales[place].id, "which licence decides");
    }
}
