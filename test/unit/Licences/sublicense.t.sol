// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC5192} from "../../../contracts/interfaces/IERC5192.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev L09: what a licensee passes on. What a sublicence may allow is checked when it is offered (PublishBehavior).
contract LicencesSublicenseTest is Licensing {
    WorkId private _work;
    LicenceId private _parent;
    ITerms.Terms private _outer;

    /// @dev Maya's licence: a year, ten seats, a quarter of what sublicences bring, exclusive, under rules.
    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.sublicenceShare) = (2, ALL / 4);
        what.exclusivity = ITerms.Exclusivity.Exclusive;
        what = underRules(what);
        _outer = what;
        _parent = buy(maya, publish(_work, what), 10);
    }

    /* THE PARENT */

    function test_RevertGiven_L09_TheParentIsOver() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        vm.warp(NOW + 364 days);
        buy(tomas, offer);
        vm.warp(NOW + 365 days);
        _refuseNotLive(offer, _parent, ILicences.Reason.Expired);
    }

    function test_RevertGiven_AllNumbersOfLicencesAreUsed() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        sellAll(_work);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManyLicences.selector, _work));
        buy(tomas, offer);
    }

    function test_RevertGiven_L09_TheParentIsTerminated() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(10 days));
        LicenceId licence = buy(tomas, offer);
        licences.terminate(_parent, _outer);
        _refuseNotLive(offer, _parent, ILicences.Reason.Terminated);
        // Nor is what was sold under it any longer good, nor renewed.
        _expect(tomas, licence, ILicences.Reason.Terminated, _parent);
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_NotLive.selector, _parent, ILicences.Reason.Terminated)
        );
        vm.prank(tomas);
        offers.renew{value: 1 ether}(offer, renewal);
    }

    /// @dev What falls with a licence above it is told by one view, to the second.
    function test_WhenOneAboveItEnds_ItEndsThen() public {
        LicenceId licence = buy(tomas, publishUnder(_parent, maya, _inner(100 days)));
        assertEq(licences.licenceOf(licence).endsAt, NOW + 100 days, "its own end");
        assertEq(licences.licenceOf(_parent).endsAt, NOW + 365 days, "the parent's");
        vm.warp(NOW + 10 days);
        licences.terminate(_parent, _outer);
        assertEq(licences.licenceOf(licence).endsAt, NOW + 10 days, "the parent's end");
        assertEq(licences.licenceOf(licence).endsAt, NOW + 10 days, "the same");
        assertEq(licences.licenceOf(licence).end, NOW + 100 days, "of itself it would go on");
        expectStanding(tomas, licence, NOW + 10 days - 1, ILicences.Reason.Licensed, licence);
        expectStanding(tomas, licence, NOW + 10 days, ILicences.Reason.Terminated, _parent);
    }

    /// @dev An irrevocable sublicence hangs only on what nobody can end, or says in its terms that it falls.
    function test_RevertWhen_L09_AnIrrevocableOneHangsOnWhatCanBeEnded() public {
        ITerms.Terms memory what = _inner(10 days);
        what.fallsWithParent = false;
        IOffers.Offer memory offer = offerOf(_work, maya, terms.defineTerms(what));
        offer.parent = _parent;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, _parent, offer.terms));
        vm.prank(maya);
        offers.publish(offer);
    }

    /// @dev What matters is whether the parent stands when the sublicence starts.
    function test_WhenTheParentStartsLater_ItSellsWhatStartsNoSooner() public {
        WorkId work = register(ines, "later");
        IOffers.Offer memory outer = publishFrom(offerOf(work, ines, terms.termsIdOf(_outer)), NOW + 10 days);
        LicenceId parent = buy(maya, outer, 10);
        IOffers.Offer memory offer = offerOf(work, maya, terms.defineTerms(_inner(30 days)));
        offer.parent = parent;
        publish(offer);
        _refuseNotLive(offer, parent, ILicences.Reason.NotStarted);
        offer = publishFrom(offer, NOW + 10 days - 1);
        _refuseNotLive(offer, parent, ILicences.Reason.NotStarted);
        offer = publishFrom(offer, NOW + 10 days);
        LicenceId licence = buy(tomas, offer);
        expectStanding(tomas, licence, NOW, ILicences.Reason.NotStarted, licence);
        expectStanding(tomas, licence, NOW + 10 days, ILicences.Reason.Licensed, licence);
        assertEq(licences.licenceOf(licence).start, NOW + 10 days, "start");
    }

    /// @dev The one above the parent counts as well, and is named.
    function test_RevertGiven_L09_OneAboveTheParentIsTerminated() public {
        ITerms.Terms memory what = _inner(10 days);
        (what.sublicensing, what.sublicenceShare) = (1, ALL / 4);
        LicenceId middle = buy(tomas, publishUnder(_parent, maya, what), 5);
        IOffers.Offer memory offer = publishUnder(middle, tomas, _inner(5 days));
        LicenceId last = buy(eve, offer);
        licences.terminate(_parent, _outer);
        _refuseNotLive(offer, _parent, ILicences.Reason.Terminated);
        _expect(eve, last, ILicences.Reason.Terminated, _parent);
        _expect(tomas, middle, ILicences.Reason.Terminated, _parent);
    }

    /// @dev N05: who buys the parent grants from then on; what was sold lives.
    function test_WhenN05_TheParentMoves_SoldSublicencesLive() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        LicenceId licence = buy(tomas, offer);
        moveTo(eve, _parent);
        _expect(tomas, licence, ILicences.Reason.Licensed, licence);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ChangedHands.selector, _work, _parent, maya, eve));
        buy(tomas, offer);
        assertEq(licences.licensorOf(_work, _parent), eve, "licensor");
    }

    /// @dev The work's new controller has no say in it.
    function test_WhenN05_TheWorkMoves_SublicencesAreStillSold() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        transferWork(_work, ines, eve);
        LicenceId licence = buy(tomas, offer);
        _expect(tomas, licence, ILicences.Reason.Licensed, licence);
    }

    /* TIME */

    function test_RevertWhen_L09_ItWouldOutliveItsParent() public {
        IOffers.Offer memory exact = publishUnder(_parent, maya, _inner(365 days));
        IOffers.Offer memory longer = publishUnder(_parent, maya, _inner(365 days + 1));
        IOffers.Offer memory forever = publishUnder(_parent, maya, _inner(FOREVER));
        _refuseLonger(longer, NOW + 365 days + 1);
        _refuseLonger(forever, FOREVER);
        LicenceId licence = buy(tomas, exact);
        assertEq(licences.licenceOf(licence).end, NOW + 365 days, "to the last second");
        vm.warp(NOW + 1);
        _refuseLonger(exact, NOW + 365 days + 1);
    }

    function test_WhenL09_TheParentIsRenewed_ThereIsRoomAgain() public {
        IOffers.Offer memory outer = offerOf(_work, ines, terms.termsIdOf(_outer));
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(300 days));
        LicenceId licence = buy(tomas, offer);
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_OutlivesParent.selector, _parent, NOW + 600 days, NOW + 365 days)
        );
        vm.prank(tomas);
        offers.renew{value: 1 ether}(offer, renewal);
        renew(maya, outer, _parent, 1);
        renew(tomas, offer, licence, 1);
        assertEq(licences.licenceOf(licence).end, NOW + 600 days, "renewed");
    }

    /* SEATS */

    function test_RevertWhen_L09_MoreSeatsArePassedOnThanThereAre() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        _refuseSeats(offer, 11, 11);
        buy(tomas, offer, 7);
        _refuseSeats(offer, 4, 11);
        _refuseSeats(offer, 65_535, 65_542);
        buy(eve, offer, 3);
        assertEq(licences.seatsPassedOn(_parent), 10, "all of them");
        _refuseSeats(offer, 1, 11);
        // Other offers under the same parent count with it.
        IOffers.Offer memory other = publishUnder(_parent, maya, _inner(2 days));
        _refuseSeats(other, 1, 11);
        vm.warp(NOW + 1 days - 1);
        _refuseSeats(offer, 1, 11);
    }

    /// @dev One sublicence after the other, for the whole life of the parent.
    function test_WhenAllSublicencesAreOver_TheirSeatsComeBack() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(1 days));
        for (uint256 day = 0; day < 5; ++day) {
            vm.warp(NOW + day * 1 days);
            assertEq(licences.seatsPassedOn(_parent), 0, "all back");
            buy(tomas, offer, 10);
            assertEq(licences.seatsPassedOn(_parent), 10, "all passed on");
        }
    }

    /// @dev While another sublicence lives, those of one that expired do not come back, but those given back do.
    function test_WhenOneSublicenceIsGivenBack_ItsSeatsComeBackAtOnce() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(10 days));
        LicenceId seven = buy(tomas, offer, 7);
        LicenceId three = buy(eve, offer, 3);
        _refuseSeats(offer, 1, 11);
        surrender(tomas, seven);
        assertEq(licences.seatsPassedOn(_parent), 3, "three are left");
        _refuseSeats(offer, 8, 11);
        buy(tomas, offer, 7);
        surrender(eve, three);
        assertEq(licences.seatsPassedOn(_parent), 7, "seven are left");
    }

    function test_WhenASublicenceIsTerminated_ItsSeatsComeBackAtOnce() public {
        ITerms.Terms memory what = underRules(_inner(10 days));
        IOffers.Offer memory offer = publishUnder(_parent, maya, what);
        LicenceId licence = buy(tomas, offer, 10);
        licences.terminate(licence, what);
        assertEq(licences.seatsPassedOn(_parent), 0, "back");
        assertEq(licences.licenceOf(licence).seats, 10, "its rules still know them");
        buy(tomas, offer, 10);
    }

    /* MONEY */

    /// @dev A quarter to the work's holders, the rest to who granted the sublicence when it was offered.
    function testFuzz_TheParentsShareGoesToTheWork_TheRestToTheLicensor(uint256 price, uint16 seats) public {
        seats = uint16(bound(seats, 1, 10));
        price = bound(price, 1, 1_000 ether);
        IOffers.Offer memory offer = offerOf(_work, maya, terms.defineTerms(_inner(1 days)));
        (offer.parent, offer.price) = (_parent, price);
        publish(offer);
        uint256 before = royalties.received(_work, ETH);
        uint256 forWork = (price * seats) / 4;
        bytes32 memo = bytes32(LicenceId.unwrap(toLicenceId(_work, 2)));
        vm.expectEmit(address(royalties));
        emit IRoyalties.ProceedsCredited(maya, ETH, price * seats - forWork, memo);
        if (forWork != 0) {
            vm.expectEmit(address(royalties));
            emit IRoyalties.Paid(_work, ETH, tomas, forWork, memo);
        }
        buy(tomas, offer, seats);
        assertEq(royalties.received(_work, ETH) - before, forWork, "for the work");
        assertEq(royalties.proceedsOf(maya, ETH), price * seats - forWork, "for Maya");
    }

    /// @dev A share is of what is sold on below; where nothing can be, none is asked.
    function test_RevertWhen_L09_ItSellsOnForASmallerShare_UnlessNothingHangsBelow() public {
        ITerms.Terms memory what = _inner(10 days);
        (what.sublicensing, what.sublicenceShare) = (1, ALL / 4 - 1);
        IOffers.Offer memory offer = offerOf(_work, maya, terms.defineTerms(what));
        offer.parent = _parent;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, _parent, offer.terms));
        vm.prank(maya);
        offers.publish(offer);
        (what.sublicensing, what.sublicenceShare) = (0, 0);
        buy(tomas, publishUnder(_parent, maya, what));
        assertEq(royalties.proceedsOf(maya, ETH), 0.75 ether, "the parent's share of the price is the work's");
    }

    /// @dev In a token, and one level deeper. Tomas passes a half up, and Maya a quarter of what reaches her.
    function test_WhenL09_ItIsASublicenceOfASublicence_EachKeepsWhatTheirLicenceDoesNotAsk() public {
        ITerms.Terms memory what = _inner(10 days);
        (what.sublicensing, what.sublicenceShare) = (1, ALL / 2);
        LicenceId middle = buy(tomas, publishUnder(_parent, maya, what));
        PlainToken token = new PlainToken(6);
        IOffers.Offer memory offer = offerOf(_work, tomas, terms.defineTerms(_inner(1 days)));
        (offer.parent, offer.currency, offer.price) = (middle, address(token), 10_000);
        publish(offer);
        token.mint(eve, 10_000);
        vm.prank(eve);
        token.approve(address(royalties), 10_000);
        LicenceId last = buy(eve, offer);
        assertEq(royalties.proceedsOf(tomas, address(token)), 5_000, "half for Tomas");
        assertEq(royalties.proceedsOf(maya, address(token)), 3_750, "three quarters of the rest for Maya");
        assertEq(royalties.received(_work, address(token)), 1_250, "a quarter of it for the work");
        (address[] memory licensors, uint32[] memory shares) = licences.chainOf(last);
        assertEq(licensors.length, 2, "two above it");
        assertEq(shares.length, 2, "and what each passes on");
        assertEq(licensors[0], tomas, "the nearest");
        assertEq(licensors[1], maya, "the next");
        assertEq(shares[0], ALL / 2, "what Tomas passes on");
        assertEq(shares[1], ALL / 4, "what Maya passes on");
        (licensors, shares) = licences.chainOf(_parent);
        assertEq(licensors.length + shares.length, 0, "nobody above the first");
    }

    function test_WhenTheSublicenceIsRenewed_TheMoneyIsSharedAsBefore() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(10 days));
        LicenceId licence = buy(tomas, offer);
        uint256 before = royalties.received(_work, ETH);
        renew(tomas, offer, licence, 4);
        assertEq(royalties.received(_work, ETH) - before, 1 ether, "for the work");
        assertEq(royalties.proceedsOf(maya, ETH), 0.75 ether + 3 ether, "for Maya");
    }

    function test_WhenTheParentAsksNothing_AllIsTheLicensors() public {
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 1;
        WorkId work = register(ines, "other");
        LicenceId parent = buy(maya, publish(work, what));
        uint256 before = royalties.received(work, ETH);
        what.sublicensing = 0;
        buy(tomas, publishUnder(parent, maya, what));
        assertEq(royalties.received(work, ETH), before, "nothing for the work");
        assertEq(royalties.proceedsOf(maya, ETH), 1 ether, "all for Maya");
    }

    /* DEPTH */

    /// @dev Eight levels below the first; the answer names the first licence from below that fails.
    function test_WhenL09_EightLevels_TheFailingOneIsNamed() public {
        WorkId work = register(ines, "deep");
        LicenceId[9] memory chain;
        ITerms.Terms[9] memory all;
        address[9] memory holders;
        for (uint8 level = 0; level < 9; ++level) {
            ITerms.Terms memory what = someTerms();
            (what.sublicensing, what.duration) = (8 - level, 100 days - level * 1 days);
            what.deed = keccak256(abi.encode("level", level));
            what = underRules(what);
            holders[level] = vm.addr(1_000 + level);
            vm.deal(holders[level], 1 ether);
            all[level] = what;
            IOffers.Offer memory offer =
                level == 0 ? publish(work, what) : publishUnder(chain[level - 1], holders[level - 1], what);
            chain[level] = buy(holders[level], offer);
            _expect(holders[level], chain[level], ILicences.Reason.Licensed, chain[level]);
            assertEq(licences.licenceOf(chain[level]).parent, level == 0 ? NO_PARENT : chain[level - 1], "parent");
        }
        // The last has no level left.
        ITerms.Terms memory deeper = someTerms();
        deeper.deed = "deeper";
        deeper = underRules(deeper);
        IOffers.Offer memory beyond = offerOf(work, holders[8], terms.defineTerms(deeper));
        beyond.parent = chain[8];
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, chain[8], beyond.terms));
        publish(beyond);

        // Each ends a day before the one above: at the end of the last, it is the last that fails.
        expectStanding(holders[8], chain[8], NOW + 92 days, ILicences.Reason.Expired, chain[8]);
        assertEq(licences.licenceOf(chain[8]).endsAt, NOW + 92 days, "its own end");
        // Terminated from the fifth up to the first: the lowest that fails is named.
        for (uint8 level = 4; level < 5; --level) {
            licences.terminate(chain[level], all[level]);
            _expect(holders[8], chain[8], ILicences.Reason.Terminated, chain[4]);
            _expect(holders[level], chain[level], ILicences.Reason.Terminated, chain[level]);
            if (level > 0) _expect(holders[level - 1], chain[level - 1], ILicences.Reason.Licensed, chain[level - 1]);
            if (level == 0) break;
        }
    }

    /* HAPPY PATH */

    function test_SellsASublicence() public {
        IOffers.Offer memory offer = publishUnder(_parent, maya, _inner(30 days));
        LicenceId expected = toLicenceId(_work, 2);
        uint256 tokenId = LicenceId.unwrap(expected);
        bytes32 id = offers.offerIdOf(offer);
        vm.warp(NOW + 5 days);
        uint40 start = uint40(vm.getBlockTimestamp());

        vm.expectEmit(address(licences));
        emit IERC721.Transfer(address(0), tomas, tokenId);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(tokenId, start, start + 30 days);
        vm.expectEmit(address(licences));
        emit IERC5192.Unlocked(tokenId);
        vm.expectEmit(address(offers));
        emit IOffers.LicenceSold(expected, id, tomas, 3, 1);
        vm.recordLogs();
        LicenceId licence = buy(tomas, offer, 3);

        assertLogCount(6, "and the money for the work and for Maya");
        assertEq(licence, expected, "the next of the work");
        ILicences.Licence memory state = ILicences.Licence({
            work: _work,
            parent: _parent,
            holder: tomas,
            terms: offer.terms,
            start: start,
            end: start + 30 days,
            endsAt: start + 30 days,
            seats: 3,
            ended: ILicences.Reason.Licensed
        });
        assertEq(abi.encode(licences.licenceOf(licence)), abi.encode(state), "what is remembered");
        assertEq(licences.seatsPassedOn(_parent), 3, "seats passed on");
        assertEq(licences.totalLicences(_work), 2, "licences of the work");
        assertEq(licences.licensorOf(_work, licence), tomas, "who could grant further");
        _expect(tomas, licence, ILicences.Reason.Licensed, licence);
        // The parent is as it was.
        _expect(maya, _parent, ILicences.Reason.Licensed, _parent);
        assertEq(licences.licenceOf(_parent).seats, 10, "the parent's seats");
    }

    /* HELPERS */

    /// @dev Within the parent, at the end of the line. Nobody can end it, but it says that it falls with its parent.
    function _inner(uint40 duration) private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.duration, what.fallsWithParent) = (duration, true);
        what.deed = "inner";
    }

    function _expect(
        address account,
        LicenceId licence,
        ILicences.Reason expected,
        LicenceId expectedDecisive
    ) private view {
        expectStanding(account, licence, vm.getBlockTimestamp(), expected, expectedDecisive);
    }

    function _refuseNotLive(IOffers.Offer memory offer, LicenceId licence, ILicences.Reason reason) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, reason));
        buy(tomas, offer);
    }

    function _refuseLonger(IOffers.Offer memory offer, uint256 end) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_OutlivesParent.selector, _parent, end, NOW + 365 days)
        );
        buy(tomas, offer);
    }

    function _refuseSeats(IOffers.Offer memory offer, uint16 seats, uint256 total) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManySeats.selector, _parent, total, 10));
        buy(tomas, offer, seats);
    }
}
