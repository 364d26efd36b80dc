// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";

/// @dev L10. The rules of the offer itself are in offers.t.sol, the parent's end in sublicense.t.sol.
contract OffersRenewTest is Licensing {
    WorkId private _work;
    IOffers.Offer private _offer;
    LicenceId private _licence;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _licence = buy(maya, _offer, 2);
    }

    /* WHICH LICENCE */

    function test_RevertWhen_ThereIsNoSuchLicence() public {
        LicenceId unknown = toLicenceId(_work, 9);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_OtherTerms.selector, unknown);
        _renew(_offer, IOffers.Renewal(unknown, 1, 2 ether, NOW), 2 ether, reason);
        reason = abi.encodeWithSelector(ILicences.Licences_OtherTerms.selector, LicenceId.wrap(0));
        _renew(_offer, IOffers.Renewal(LicenceId.wrap(0), 1, 2 ether, NOW), 2 ether, reason);
    }

    function test_RevertWhen_L10_TheOfferHasOtherTerms() public {
        ITerms.Terms memory what = someTerms();
        what.deed = "other";
        _refuseOther(publish(_work, what), _licence);
    }

    function test_RevertWhen_L10_TheOfferIsOfAnotherWork() public {
        _refuseOther(publish(register(ines, "other"), someTerms()), _licence);
    }

    function test_RevertWhen_L10_TheOfferIsOfAnotherParentOrOfNone() public {
        ITerms.Terms memory what = someTerms();
        (what.sublicensing, what.deed) = (1, "outer");
        IOffers.Offer memory outer = publish(_work, what);
        LicenceId one = buy(maya, outer);
        LicenceId other = buy(tomas, outer);
        IOffers.Offer memory underOne = publishUnder(one, maya, someTerms());
        IOffers.Offer memory underOther = publishUnder(other, tomas, someTerms());
        LicenceId sublicence = buy(eve, underOne);
        _refuseOther(underOther, sublicence);
        _refuseOther(_offer, sublicence);
        _refuseOther(underOne, _licence);
        renew(maya, _offer, _licence, 1);
    }

    /* WHO */

    /// @dev Without duties a longer licence burdens nobody, so anybody may pay for one.
    function test_WhenTheTermsNameNoRules_AnybodyMayRenew() public {
        renew(eve, _offer, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
        assertEq(licences.ownerOf(LicenceId.unwrap(_licence)), maya, "it stays Maya's");
    }

    /// @dev A longer licence can owe more, so nobody makes one with duties longer for its holder unasked.
    function test_RevertWhen_TheTermsNameRules_AndAStrangerRenews() public {
        IOffers.Offer memory offer = publish(_work, underRules(someTerms()));
        LicenceId licence = buy(maya, offer);
        uint256 tokenId = LicenceId.unwrap(licence);
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        address[3] memory strangers = [eve, ines, address(this)];
        vm.deal(address(this), 1 ether);
        for (uint256 i = 0; i < strangers.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, strangers[i], tokenId)
            );
            vm.prank(strangers[i]);
            offers.renew{value: 1 ether}(offer, renewal);
        }
        // Whoever the holder approved may, their operator, and their agent.
        vm.prank(maya);
        licences.approve(eve, tokenId);
        renew(eve, offer, licence, 1);
        vm.prank(maya);
        licences.setApprovalForAll(tomas, true);
        renew(tomas, offer, licence, 1);
        vm.prank(maya);
        licences.setAgent(tokenId, ines, uint40(NOW + 1));
        renew(ines, offer, licence, 1);
        assertEq(licences.licenceOf(licence).end, NOW + 4 * 365 days, "end");
        vm.warp(NOW + 1);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, ines, tokenId));
        vm.prank(ines);
        offers.renew{value: 1 ether}(offer, renewal);
    }

    /// @dev A router serves the one buyer whom an offer names, for a renewal too.
    function test_WhenTheOfferNamesTheHolder_ARouterMayRenewForThem() public {
        IOffers.Offer memory named = _offer;
        named.buyer = maya;
        publish(named);
        renew(eve, named, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(_licence));
        IOffers.Renewal memory renewal = renewalOf(named, _licence, 1);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotForYou.selector, maya, eve));
        vm.prank(eve);
        offers.renew{value: 2 ether}(named, renewal);
        // It names Maya, who may still pay for Tomas.
        renew(maya, named, _licence, 1);
    }

    function test_RevertWhen_NoPeriodsAreAsked() public {
        IOffers.Renewal memory renewal = IOffers.Renewal(_licence, 0, 2 ether, NOW);
        _renew(_offer, renewal, 0, abi.encodeWithSelector(IOffers.Offers_Nothing.selector));
    }

    /// @dev After a sale of the work, its next controller's offer of the same terms renews.
    function test_WhenN05_TheWorkWasSold_TheNewControllersOfferRenews() public {
        transferWork(_work, ines, tomas);
        IOffers.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        _renew(
            _offer,
            renewal,
            2 ether,
            abi.encodeWithSelector(ILicences.Licences_ChangedHands.selector, _work, NO_PARENT, ines, tomas)
        );
        IOffers.Offer memory next = _offer;
        next.licensor = tomas;
        publish(next);
        renew(maya, next, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
    }

    /* WHEN */

    function test_RevertWhen_L10_TheLicenceIsOver() public {
        bytes memory reason = abi.encodeWithSelector(
            ILicences.Licences_NotLive.selector,
            _licence,
            ILicences.Reason.Expired
        );
        IOffers.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        vm.warp(NOW + 365 days);
        _renew(_offer, renewal, 2 ether, reason);
        vm.warp(NOW + 1000 days);
        _renew(_offer, renewal, 2 ether, reason);
    }

    function test_RevertGiven_L11_TheLicenceIsTerminated() public {
        ITerms.Terms memory what = underRules(someTerms());
        IOffers.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        licences.terminate(licence, what);
        _renew(
            offer,
            IOffers.Renewal(licence, 1, 1 ether, NOW),
            1 ether,
            abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, ILicences.Reason.Terminated)
        );
    }

    function test_WhenL10_ItIsTheLastSecond_NoDayIsLost() public {
        vm.warp(NOW + 365 days - 1);
        renew(maya, _offer, _licence, 1);
        assertEq(licences.licenceOf(_licence).end, NOW + 730 days, "end");
        assertEq(licences.licenceOf(_licence).start, NOW, "start");
        expectStanding(maya, _licence, NOW + 730 days - 1, ILicences.Reason.Licensed, _licence);
    }

    function test_WhenL10_ItIsRenewedAtOnce_AndAgain() public {
        for (uint256 i = 2; i < 6; ++i) {
            renew(maya, _offer, _licence, 1);
            assertEq(licences.licenceOf(_licence).end, NOW + i * 365 days, "end");
        }
    }

    /* HOW LONG */

    function test_RevertWhen_L10_TheLicenceHasNoEnd() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        IOffers.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        _renew(offer, renewal, 1 ether, abi.encodeWithSelector(ILicences.Licences_NoEnd.selector, licence));
    }

    /// @dev A licence that reaches for ever by renewal has no end from then on.
    /// @dev What has an end keeps one: a right that is blocked by it is free one day.
    function test_RevertWhen_L10_ItWouldReachForever() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER / 2;
        IOffers.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        _renew(
            offer,
            IOffers.Renewal(licence, 1, 1 ether, NOW),
            1 ether,
            abi.encodeWithSelector(ILicences.Licences_TooManyPeriods.selector, licence, 2)
        );
    }

    function test_RevertWhen_L10_ItHasNoEnd() public {
        ITerms.Terms memory what = someTerms();
        what.duration = FOREVER;
        IOffers.Offer memory offer = publish(_work, what);
        LicenceId licence = buy(maya, offer);
        _renew(
            offer,
            IOffers.Renewal(licence, 1, 1 ether, NOW),
            1 ether,
            abi.encodeWithSelector(ILicences.Licences_NoEnd.selector, licence)
        );
    }

    function test_RevertWhen_L10_ItWouldHaveMoreThan4095Periods() public {
        IOffers.Offer memory offer = _offer;
        offer.price = 0;
        publish(offer);
        IOffers.Renewal memory renewal = IOffers.Renewal(_licence, 4_095, 0, NOW);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_TooManyPeriods.selector, _licence, 4_096);
        _renew(offer, renewal, 0, reason);
        renewal.periods = type(uint16).max;
        _renew(offer, renewal, 0, abi.encodeWithSelector(ILicences.Licences_TooManyPeriods.selector, _licence, 65_536));
        renewal.periods = 4_094;
        _act(offer, renewal, 0);
        assertEq(licences.licenceOf(_licence).end, NOW + 4_095 * 365 days, "all that can be written");
        assertEq(licences.licenceOf(_licence).seats, 2, "nothing else changes");
        assertEq(licences.licenceOf(_licence).terms == _offer.terms, true, "nor the terms");
        renewal.periods = 1;
        _renew(offer, renewal, 0, reason);
    }

    /* PRICE AND PAYER */

    /// @dev Renewing uses any open offer of the same terms: what the licence once cost does not matter.
    function test_WhenL10_ThePriceHasChanged_TheNewOneIsPaid() public {
        vm.prank(ines);
        offers.close(_offer);
        IOffers.Renewal memory renewal = renewalOf(_offer, _licence, 1);
        _renew(
            _offer,
            renewal,
            2 ether,
            abi.encodeWithSelector(
                IOffers.Offers_NotOpen.selector,
                OfferSignature.idOf(_offer),
                IOffers.OfferState.Closed
            )
        );
        IOffers.Offer memory dearer = _offer;
        dearer.price = 3 ether;
        publish(dearer);
        // Not even at a price that the payer did not agree to.
        _renew(
            dearer,
            renewal,
            6 ether,
            abi.encodeWithSelector(IOffers.Offers_AboveMaximum.selector, 6 ether, 2 ether)
        );
        renew(maya, dearer, _licence, 1);
        assertEq(royalties.received(_work, ETH), 2 ether + 6 ether, "received");
    }

    function test_WhenSentInABatch_TheSenderPays() public {
        IOffers.Renewal memory renewal = IOffers.Renewal(_licence, 1, 2 ether, NOW);
        vm.prank(maya);
        licences.setApprovalForAll(eve, true);
        vm.expectEmit(address(offers));
        emit IOffers.LicenceRenewed(_licence, OfferSignature.idOf(_offer), eve, 1, uint40(NOW + 730 days));
        batch(eve, address(offers), 2 ether, abi.encodeCall(IOffers.renew, (_offer, renewal)));
        assertEq(licences.ownerOf(LicenceId.unwrap(_licence)), maya, "it stays Maya's");
    }

    function testFuzz_AddsPeriodsAfterTheEnd(uint16 periods, uint40 duration, uint40 pause) public {
        periods = uint16(bound(periods, 1, 4_094));
        duration = uint40(bound(duration, 1, FOREVER));
        ITerms.Terms memory what = someTerms();
        what.duration = duration;
        IOffers.Offer memory offer = offerOf(_work, ines, terms.defineTerms(what));
        offer.price = 3;
        bytes32 id = publish(offer);
        LicenceId licence = buy(maya, offer, 5);
        uint40 expected = _endOf(duration, uint256(periods) + 1);
        if (expected == FOREVER) return;
        vm.warp(NOW + (pause % duration));
        bytes memory state = _stateWith(licence, expected);
        _renewAs(maya, offer, licence, periods, expected);
        assertEq(abi.encode(licences.licenceOf(licence)), state, "only the end changes");
        assertEq(royalties.received(_work, ETH), 2 ether + 15 + uint256(periods) * 15, "paid");
        (, uint32 sold) = offers.offerOf(id);
        assertEq(sold, 5 + uint32(periods) * 5, "seats and periods");
        assertEq(licences.totalLicences(_work), 2, "no new licence");
    }

    function _renewAs(
        address payer,
        IOffers.Offer memory offer,
        LicenceId licence,
        uint16 periods,
        uint40 end
    ) private {
        uint256 price = uint256(periods) * 15;
        IOffers.Renewal memory renewal = IOffers.Renewal(licence, periods, price, type(uint256).max);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(LicenceId.unwrap(licence), NOW, end == FOREVER ? 0 : end);
        vm.expectEmit(address(offers));
        emit IOffers.LicenceRenewed(licence, OfferSignature.idOf(offer), payer, periods, end);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, payer, price, bytes32(LicenceId.unwrap(licence)));
        vm.recordLogs();
        vm.prank(payer);
        offers.renew{value: price}(offer, renewal);
        assertLogCount(3, "events");
    }

    /* HELPERS */

    function _endOf(uint256 duration, uint256 periods) private pure returns (uint40) {
        uint256 end = NOW + duration * periods;
        return end >= FOREVER ? FOREVER : uint40(end);
    }

    function _stateWith(LicenceId licence, uint40 end) private view returns (bytes memory) {
        ILicences.Licence memory state = licences.licenceOf(licence);
        (state.end, state.endsAt) = (end, end);
        return abi.encode(state);
    }

    function _act(IOffers.Offer memory offer, IOffers.Renewal memory renewal, uint256 value) private {
        vm.prank(maya);
        offers.renew{value: value}(offer, renewal);
    }

    function _renew(
        IOffers.Offer memory offer,
        IOffers.Renewal memory renewal,
        uint256 value,
        bytes memory reason
    ) private {
        vm.expectRevert(reason);
        _act(offer, renewal, value);
    }

    function _refuseOther(IOffers.Offer memory offer, LicenceId licence) private {
        IOffers.Renewal memory renewal = renewalOf(offer, licence, 1);
        _renew(
            offer,
            renewal,
            renewal.maximum,
            abi.encodeWithSelector(ILicences.Licences_OtherTerms.selector, licence)
        );
    }
}
