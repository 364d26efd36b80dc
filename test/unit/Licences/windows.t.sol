// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LAST_START} from "../../../contracts/types/LicenceData.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev L02: licences that start later than they are sold. Ten days each, and never two of one exclusive right at once.
contract LicencesWindowsTest is Licensing {
    WorkId private _work;
    ITerms.Terms private _alone;
    ITerms.Terms private _open;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        what.duration = 10 days;
        _open = what;
        what.exclusivity = ITerms.Exclusivity.Exclusive;
        _alone = what;
    }

    /* START */

    function test_WhenL01_ItStartsLater_ItEndsSoMuchLater() public {
        LicenceId licence = buy(maya, _offer(_open, NOW + 5 days));
        ILicences.Licence memory state = licences.licenceOf(licence);
        assertEq(state.start, NOW + 5 days, "start");
        assertEq(state.end, NOW + 15 days, "end");
        assertEq(licences.startTime(LicenceId.unwrap(licence)), NOW + 5 days, "ERC-7858");
        assertEq(licences.isTokenExpired(LicenceId.unwrap(licence)), false, "not expired");
    }

    /// @dev An offer whose start has come sells from now.
    function test_WhenL01_TheStartHasCome_ItStartsWhenItIsSold() public {
        IOffers.Offer memory offer = _offer(_open, NOW + 5 days);
        uint256[3] memory times = [NOW + 5 days - 1, NOW + 5 days, NOW + 7 days];
        uint256[3] memory starts = [NOW + 5 days, NOW + 5 days, NOW + 7 days];
        for (uint256 i = 0; i < 3; ++i) {
            vm.warp(times[i]);
            assertEq(licences.licenceOf(buy(maya, offer)).start, starts[i], "start");
        }
    }

    function test_WhenL01_ItStartsAtTheLastSecondThatCanBeRecorded() public {
        LicenceId licence = buy(maya, _offer(_open, LAST_START));
        assertEq(licences.licenceOf(licence).start, LAST_START, "start");
        assertEq(licences.licenceOf(licence).end, uint256(LAST_START) + 10 days, "end");
        expectStanding(maya, licence, LAST_START - 1, ILicences.Reason.NotStarted, licence);
        expectStanding(maya, licence, LAST_START, ILicences.Reason.Licensed, licence);
        assertEq(licences.licenceOf(licence).seats, 1, "nothing runs into the seats");
    }

    /* SIDE BY SIDE */

    function test_WhenL02_WindowsTouch_BothAreSold() public {
        buy(maya, _offer(_alone, 0));
        expectConflict(_offer(_alone, NOW + 10 days - 1), _id(_alone), NOW + 10 days);
        buy(tomas, _offer(_alone, NOW + 10 days));
        expectConflict(_offer(_alone, NOW + 20 days - 1), _id(_alone), NOW + 20 days);
        buy(eve, _offer(_alone, NOW + 20 days));
        // And nothing that excludes nobody, in any of them.
        for (uint256 day = 0; day < 30; day += 5) {
            expectConflict(_offer(_open, NOW + day * 1 days), _id(_alone), NOW + 30 days);
        }
        buy(maya, _offer(_open, NOW + 30 days));
    }

    /// @dev On the safe side: what starts later counts as begun, so the time before it is not sold.
    function test_RevertWhen_L02_ThereIsRoomBeforeAWindow() public {
        buy(maya, _offer(_alone, NOW + 50 days));
        expectConflict(_offer(_alone, 0), _id(_alone), NOW + 60 days);
        expectConflict(_offer(_open, 0), _id(_alone), NOW + 60 days);
    }

    function test_WhenL03_TwoWindowsExcludeNobody_TheyMayOverlap() public {
        buy(maya, _offer(_open, NOW + 5 days));
        buy(tomas, _offer(_open, NOW + 7 days));
        expectConflict(_offer(_alone, NOW + 17 days - 1), _id(_open), NOW + 17 days);
        buy(eve, _offer(_alone, NOW + 17 days));
    }

    /* RENEWAL */

    /// @dev To the end of March, and from April on somebody else: no renewal to June.
    function test_RevertWhen_L10_SomethingWasSoldToBeginAfterTheEnd() public {
        ITerms.Terms memory other = _alone;
        other.deed = "other";
        IOffers.Offer memory offer = _offer(_alone, 0);
        LicenceId licence = buy(maya, offer);
        IOffers.Offer memory next = _offer(other, NOW + 10 days);
        LicenceId after_ = buy(tomas, next);
        _refuseRenewal(offer, licence, _id(other), NOW + 20 days);
        // Not even before something that begins much later, which counts as begun.
        surrender(tomas, after_);
        after_ = buy(tomas, _offer(other, NOW + 90 days));
        _refuseRenewal(offer, licence, _id(other), NOW + 100 days);
        surrender(tomas, after_);
        renew(maya, offer, licence, 1);
        assertEq(licences.licenceOf(licence).end, NOW + 20 days, "renewed");
    }

    /// @dev One that excludes nobody is in the way of one that does, and the other way round; two that do not are not.
    function test_RevertWhen_L10_WhatBeginsAfterTheEndExcludesNobody() public {
        IOffers.Offer memory alone = _offer(_alone, 0);
        IOffers.Offer memory open = _offer(_open, NOW + 10 days);
        LicenceId licence = buy(maya, alone);
        LicenceId first = buy(tomas, open);
        _refuseRenewal(alone, licence, _id(_open), NOW + 20 days);
        LicenceId second = buy(tomas, open);
        renew(tomas, open, first, 1);
        surrender(tomas, first);
        _refuseRenewal(alone, licence, _id(_open), NOW + 30 days);
        surrender(tomas, second);
        renew(maya, alone, licence, 1);
    }

    /// @dev Of its own terms too, only the last one may grow.
    function test_RevertWhen_L10_ALaterWindowOfTheSameTermsIsSold() public {
        IOffers.Offer memory offer = _offer(_alone, 0);
        LicenceId first = buy(maya, offer);
        LicenceId second = buy(tomas, _offer(_alone, NOW + 10 days));
        _refuseRenewal(offer, first, _id(_alone), NOW + 20 days);
        renew(tomas, offer, second, 2);
        assertEq(licences.licenceOf(second).end, NOW + 40 days, "the last one grows");
        _refuseRenewal(offer, first, _id(_alone), NOW + 40 days);
        expectConflict(_offer(_alone, NOW + 40 days - 1), _id(_alone), NOW + 40 days);
        expectFree(_offer(_alone, NOW + 40 days));
    }

    /// @dev Renewed before it starts, its end moves, and its start does not.
    function test_WhenL10_ItIsRenewedBeforeItStarts() public {
        IOffers.Offer memory offer = _offer(_alone, NOW + 5 days);
        LicenceId licence = buy(maya, offer);
        renew(maya, offer, licence, 1);
        assertEq(licences.licenceOf(licence).start, NOW + 5 days, "start");
        assertEq(licences.licenceOf(licence).end, NOW + 25 days, "end");
    }

    /* ENDINGS */

    /// @dev Two windows of one exclusive class. The later one is given back; the earlier one still runs, so nothing is
    /// sold beside it, and the later window is free again.
    function test_WhenTheLaterWindowIsGivenBack_TheEarlierStillExcludes() public {
        IOffers.Offer memory now_ = _offer(_alone, 0);
        IOffers.Offer memory later = _offer(_alone, NOW + 10 days);
        LicenceId first = buy(maya, now_);
        LicenceId second = buy(maya, later);
        vm.warp(NOW + 2 days);
        surrender(maya, second);
        expectConflict(now_, _id(_alone), NOW + 10 days);
        expectConflict(_offer(_open, 0), _id(_alone), NOW + 10 days);
        expectConflict(_offer(_open, NOW + 10 days - 1), _id(_alone), NOW + 10 days);
        LicenceId third = buy(tomas, later);
        assertEq(licences.licenceOf(third).start, NOW + 10 days, "the window is sold again");
        expectLicensed(maya, first);
    }

    /// @dev The earlier window is given back: its time stays blocked as long as the later one stands, and no longer.
    function test_WhenTheEarlierWindowIsGivenBack_ItIsFreeWithTheLater() public {
        IOffers.Offer memory now_ = _offer(_alone, 0);
        LicenceId first = buy(maya, now_);
        LicenceId second = buy(maya, _offer(_alone, NOW + 10 days));
        vm.warp(NOW + 2 days);
        surrender(maya, first);
        expectConflict(now_, _id(_alone), NOW + 20 days);
        surrender(maya, second);
        buy(tomas, now_);
    }

    /// @dev A window far off was given back; until it would have begun, the one before can't grow.
    function test_WhenAFarWindowIsGivenBack_TheEarlierCantGrow_UntilItWouldHaveBegun() public {
        IOffers.Offer memory offer = _offer(_alone, 0);
        LicenceId first = buy(maya, offer);
        surrender(maya, buy(maya, _offer(_alone, NOW + 15 days)));
        _refuseRenewal(offer, first, _id(_alone), NOW + 15 days);
        expectFree(_offer(_alone, NOW + 15 days));
        surrender(maya, first);
        expectFree(offer);
    }

    /// @dev The same when its rules end it, and after it has begun.
    function test_WhenTheLaterWindowIsTerminated_TheEarlierStillExcludes() public {
        ITerms.Terms memory what = underRules(_alone);
        IOffers.Offer memory now_ = publish(_work, what);
        buy(maya, now_);
        LicenceId second = buy(tomas, publishFrom(now_, NOW + 10 days));
        vm.warp(NOW + 3 days);
        licences.terminate(second, what);
        expectConflict(_offer(_open, 0), now_.terms, NOW + 10 days);
        vm.warp(NOW + 10 days);
        buy(eve, _offer(_open, 0));
    }

    /// @dev Given back before its start, it ends before it starts. Rules contracts must not take the difference.
    function test_WhenItIsGivenBackBeforeItsStart_ItEndsBeforeItStarts() public {
        for (uint256 i = 0; i < 2; ++i) {
            ITerms.Terms memory what = i == 0 ? _alone : underRules(_alone);
            IOffers.Offer memory offer = offerOf(_work, ines, terms.defineTerms(what));
            LicenceId licence = buy(maya, publishFrom(offer, vm.getBlockTimestamp() + 5 days));
            vm.warp(vm.getBlockTimestamp() + 1 days);
            surrender(maya, licence);
            ILicences.Licence memory state = licences.licenceOf(licence);
            assertEq(state.start, vm.getBlockTimestamp() + 4 days, "start");
            assertEq(state.end, vm.getBlockTimestamp(), "end");
            assertEq(licences.licenceOf(licence).endsAt, vm.getBlockTimestamp(), "ends at");
            assertEq(licences.isTokenExpired(LicenceId.unwrap(licence)), true, "over");
            expectFree(_offer(_open, vm.getBlockTimestamp()));
        }
    }

    /* AGAINST A PLAIN LIST */

    struct Sold {
        LicenceId id;
        bool alone;
        uint256 start;
        uint256 end;
        IOffers.Offer offer;
    }

    Sold[] private _sold;
    /// @dev The latest end that anything ever had.
    uint256 private _last;

    /// @dev Random windows, renewals, endings and pauses: at no time two of which one excludes others. And whatever was
    /// given back can be sold again, at the latest when the last of what was sold would have ended.
    function testFuzz_L02_NoTwoWindowsOverlap_AndNothingStaysBlocked(uint256 seed) public {
        for (uint256 step = 0; step < 20; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint256 action = dice % 8;
            if (action == 0) vm.warp(vm.getBlockTimestamp() + ((dice >> 8) % 6) * 1 days);
            else if (action == 1) licences.prune(_work, NO_PARENT, (dice >> 8) % 3);
            else if (action == 2 && _sold.length > 0) _tryToRenew((dice >> 8) % _sold.length);
            else if (action == 3 && _sold.length > 0) _tryToEnd((dice >> 8) % _sold.length);
            else _tryToBuy(dice >> 8);
            _expectNoOverlap();
        }
        for (uint256 i = 0; i < _sold.length; ++i) _tryToEnd(i);
        if (_last > vm.getBlockTimestamp()) vm.warp(_last);
        expectFree(_offer(_alone, 0));
    }

    function _tryToBuy(uint256 dice) private {
        ITerms.Terms memory what = dice % 2 == 0 ? _alone : _open;
        if (dice % 3 == 0) what.deed = "other";
        uint256 starts = vm.getBlockTimestamp() + ((dice >> 8) % 8) * 5 days;
        IOffers.Offer memory offer = _offer(what, starts);
        vm.prank(maya);
        try offers.buy{value: 1 ether}(offer, purchaseOf(offer, 1, maya)) returns (LicenceId licence) {
            _sold.push(Sold(licence, dice % 2 == 0, starts, starts + 10 days, offer));
            if (_last < starts + 10 days) _last = starts + 10 days;
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), bytes32(ILicences.Licences_Conflict.selector), "why");
        }
    }

    function _tryToRenew(uint256 i) private {
        IOffers.Offer memory offer = _sold[i].offer;
        IOffers.Renewal memory renewal = IOffers.Renewal(_sold[i].id, 1, 1 ether, type(uint256).max);
        uint256 seats = licences.licenceOf(_sold[i].id).seats;
        vm.prank(maya);
        try offers.renew{value: seats * 1 ether}(offer, renewal) {
            _sold[i].end += 10 days;
            if (_last < _sold[i].end) _last = _sold[i].end;
        } catch (bytes memory reason) {
            bool over = bytes4(reason) == ILicences.Licences_NotLive.selector;
            assertEq(over || bytes4(reason) == ILicences.Licences_Conflict.selector, true, "why");
            assertEq(over, _sold[i].end <= vm.getBlockTimestamp(), "over");
        }
    }

    function _tryToEnd(uint256 i) private {
        if (_sold[i].end <= vm.getBlockTimestamp()) return;
        surrender(maya, _sold[i].id);
        _sold[i].end = vm.getBlockTimestamp();
    }

    function _expectNoOverlap() private view {
        for (uint256 i = 0; i < _sold.length; ++i) {
            for (uint256 k = 0; k < i; ++k) {
                if (!_sold[i].alone && !_sold[k].alone) continue;
                bool apart = _sold[i].end <= _sold[k].start || _sold[k].end <= _sold[i].start;
                bool none = _sold[i].end <= _sold[i].start || _sold[k].end <= _sold[k].start;
                assertEq(apart || none, true, "sold twice");
            }
        }
    }

    /* HELPERS */

    function _id(ITerms.Terms memory what) private view returns (TermsId) {
        return terms.termsIdOf(what);
    }

    /// @dev The published offer of licences from a time on.
    function _offer(ITerms.Terms memory what, uint256 starts) private returns (IOffers.Offer memory offer) {
        offer = offerOf(_work, ines, terms.defineTerms(what));
        offer.starts = uint40(starts);
        (IOffers.OfferState state, ) = offers.offerOf(offers.offerIdOf(offer));
        if (state == IOffers.OfferState.Unknown) publish(offer);
    }

    function _refuseRenewal(IOffers.Offer memory offer, LicenceId licence, TermsId other, uint256 until) private {
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_Conflict.selector, offer.terms, other, until));
        vm.prank(maya);
        offers.renew{value: 1 ether}(offer, renewal);
    }
}
