// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId, toLicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {PlainToken} from "../mocks/Tokens.sol";
import {Deployed} from "./Deployed.sol";
import {OfferSignature} from "./OfferSignature.sol";

/// @title PublishBehavior: what must hold of every offer, whichever way it is published
abstract contract PublishBehavior is Deployed {
    WorkId internal work;
    TermsId internal someId;
    /// @dev A licence of Maya's that may be sublicensed three levels deep.
    LicenceId internal parent;

    /// @dev Publishes as the offer's licensor, with one call to the contracts.
    function act(ILicences.Offer memory offer) internal virtual returns (bytes32);

    /// @dev What has to be done before `act`, which may make only one call.
    function prepare(ILicences.Offer memory offer) internal virtual {}

    function setUp() public virtual override {
        super.setUp();
        work = register(ines, CONTENT);
        someId = terms.defineTerms(someTerms());
        parent = buy(maya, publish(work, outer()), 10);
    }

    /// @dev Terms that others can be within.
    function outer() internal pure returns (ITerms.Terms memory what) {
        what = someTerms();
        what.sublicensing = 3;
        what.territories = 0xffff;
        what.revenueShare = ALL / 10;
        what.derivatives = ITerms.Derivatives.Allowed;
        what.upstreamShare = ALL / 20;
        what.deed = "outer";
    }

    /// @dev The widest terms within those.
    function inner() internal pure returns (ITerms.Terms memory what) {
        what = outer();
        what.sublicensing = 2;
        what.deed = "inner";
    }

    function underParent(ITerms.Terms memory what) internal returns (ILicences.Offer memory offer) {
        offer = offerOf(work, maya, terms.defineTerms(what));
        offer.parent = parent;
    }

    /* WHO */

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        ILicences.Offer memory offer = offerOf(unknown, ines, someId);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, unknown, 0, ines));
    }

    function test_RevertWhen_N04_TheLicensorIsNotTheController() public {
        _refuseLicensor(tomas, NO_PARENT);
        // Nor who holds a licence.
        _refuseLicensor(maya, NO_PARENT);
        // Nor who may move the token.
        vm.startPrank(ines);
        works.approve(tomas, WorkId.unwrap(work));
        works.setApprovalForAll(tomas, true);
        vm.stopPrank();
        _refuseLicensor(tomas, NO_PARENT);
        // Nor the claimant, once the work is somebody else's.
        transferWork(work, ines, maya);
        _refuseLicensor(ines, NO_PARENT);
    }

    function test_RevertWhen_L09_TheLicensorDoesNotHoldTheParent() public {
        _refuseLicensor(ines, parent);
        _refuseLicensor(tomas, parent);
        vm.startPrank(maya);
        licences.approve(tomas, LicenceId.unwrap(parent));
        licences.setApprovalForAll(tomas, true);
        vm.stopPrank();
        _refuseLicensor(tomas, parent);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(parent));
        _refuseLicensor(maya, parent);
    }

    function test_RevertWhen_L09_TheParentIsOfAnotherWorkOrDoesNotExist() public {
        vm.prank(maya);
        WorkId other = works.register(registrationOf("other", 0), nothing());
        ILicences.Offer memory offer = underParent(inner());
        offer.work = other;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, other, parent, maya));
        offer = underParent(inner());
        offer.parent = toLicenceId(work, 99);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, offer.parent, maya));
        offer.parent = toLicenceId(work, 0);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, offer.parent, maya));
    }

    /* WHAT */

    function test_RevertWhen_TheTermsWereNeverDefined() public {
        TermsId unknown = TermsId.wrap("unknown");
        ILicences.Offer memory offer = offerOf(work, ines, unknown);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, unknown);
        _refuse(offer, reason);
        (offer.parent, offer.licensor) = (parent, maya);
        _refuse(offer, reason);
    }

    function test_RevertWhen_L04_TheSupplyIsZero() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        offer.supply = 0;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_ZeroSupply.selector));
        offer = underParent(inner());
        offer.supply = 0;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_ZeroSupply.selector));
    }

    function test_RevertWhen_L01_TheWindowIsEmptyOrOver() public {
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 10));
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 9));
        _refuseWindow(0, uint40(NOW));
        _refuseWindow(0, uint40(NOW - 1));
        _refuseWindow(0, 0);
        _refuseWindow(FOREVER, FOREVER);
        // One second is enough.
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        (offer.opens, offer.closes) = (uint40(NOW), uint40(NOW + 1));
        _accept(offer);
        (offer.opens, offer.closes) = (FOREVER - 1, FOREVER);
        _accept(offer);
    }

    function test_RevertWhen_L07_TheCurrencyHasNoCode() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        offer.currency = eve;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotAToken.selector, eve));
    }

    function test_RevertGiven_TheOfferIsPublished() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        bytes32 id = _accept(offer);
        _refuse(
            offer,
            abi.encodeWithSelector(ILicences.Licences_AlreadyPublished.selector, id, ILicences.OfferState.Open)
        );
    }

    /// @dev A closed offer stays closed: to offer the same again, something must differ.
    function test_RevertGiven_R10_TheOfferIsClosed() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        bytes32 id = _accept(offer);
        vm.prank(ines);
        licences.close(offer);
        _refuse(
            offer,
            abi.encodeWithSelector(ILicences.Licences_AlreadyPublished.selector, id, ILicences.OfferState.Closed)
        );
    }

    function test_RevertGiven_R10_TheOfferWasCancelledBeforeAnyonePublishedIt() public {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        vm.prank(ines);
        licences.close(offer);
        bytes32 id = OfferSignature.idOf(offer);
        _refuse(
            offer,
            abi.encodeWithSelector(ILicences.Licences_AlreadyPublished.selector, id, ILicences.OfferState.Closed)
        );
    }

    /// @dev Two deeds whose terms have the same first 24 bits, found by trying 2,422 of them.
    function test_RevertGiven_OtherTermsHaveTheSameClass() public {
        (TermsId one, TermsId other) = _sameClass();
        uint24 class = uint24(bytes3(TermsId.unwrap(one)));
        _accept(offerOf(work, ines, one));
        _refuse(offerOf(work, ines, other), abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, class, one));
        // The first terms can be offered again, and the second under any other work.
        ILicences.Offer memory again = offerOf(work, ines, one);
        again.price = 2 ether;
        _accept(again);
        _accept(offerOf(register(ines, "other work"), ines, other));
    }

    /// @dev One account's classes are no other's business: a licensee has a book of their own.
    function test_RevertGiven_L09_OtherTermsOfTheParentHaveTheSameClass() public {
        (TermsId one, TermsId other) = _sameClass();
        uint24 class = uint24(bytes3(TermsId.unwrap(one)));
        ILicences.Offer memory first = offerOf(work, maya, one);
        ILicences.Offer memory second = offerOf(work, maya, other);
        (first.parent, second.parent) = (parent, parent);
        _accept(offerOf(work, ines, other));
        _accept(first);
        _refuse(second, abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, class, one));
    }

    function _sameClass() private returns (TermsId one, TermsId other) {
        ITerms.Terms memory what = inner();
        what.deed = bytes32(uint256(603));
        one = terms.defineTerms(what);
        what.deed = bytes32(uint256(2422));
        other = terms.defineTerms(what);
        assertEq(bytes3(TermsId.unwrap(one)) == bytes3(TermsId.unwrap(other)), true, "the same class");
        assertEq(one == other, false, "other terms");
    }

    /* SHARE-ALIKE */

    function test_RevertGiven_TheWorkWasMadeUnderOtherTerms() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.ShareAlike;
        what.upstreamShare = ALL / 10;
        ILicences.Offer memory source = publish(work, what);
        WorkId derivative = _derive(maya, buy(maya, source));
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_ShareAlike.selector, derivative, source.terms);
        _refuse(offerOf(derivative, maya, someId), reason);
        // Whoever controls the work now is bound too.
        transferWork(derivative, maya, tomas);
        _refuse(offerOf(derivative, tomas, someId), reason);
        _accept(offerOf(derivative, tomas, source.terms));
    }

    /// @dev And so is who holds a licence of it.
    function test_RevertGiven_L09_TheSublicenceIsOfAWorkMadeUnderOtherTerms() public {
        ITerms.Terms memory what = outer();
        what.derivatives = ITerms.Derivatives.ShareAlike;
        ILicences.Offer memory source = publish(work, what);
        WorkId derivative = _derive(tomas, buy(tomas, source));
        ILicences.Offer memory offer = offerOf(derivative, tomas, source.terms);
        publish(offer);
        LicenceId licence = buy(maya, offer);
        what.sublicensing -= 1;
        offer = offerOf(derivative, maya, terms.defineTerms(what));
        offer.parent = licence;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_ShareAlike.selector, derivative, source.terms));
        // The same terms would allow as many levels as their parent: so nothing of such a work is sublicensed.
        offer.terms = source.terms;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, licence, source.terms));
    }

    function test_WhenDerivativesAreAllowedWithoutShareAlike_AnyTermsMayFollow() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.Allowed;
        WorkId derivative = _derive(maya, buy(maya, publish(work, what)));
        _accept(offerOf(derivative, maya, someId));
    }

    /* WITHIN THE PARENT */

    function test_RevertWhen_L09_TheParentAllowsNoSublicences() public {
        LicenceId licence = buy(maya, publish(work, someTerms()));
        ITerms.Terms memory what = someTerms();
        what.deed = "sub";
        ILicences.Offer memory offer = underParent(what);
        offer.parent = licence;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, licence, offer.terms));
    }

    function test_RevertWhen_L09_ItIsAsDeepAsItsParent() public {
        ITerms.Terms memory what = inner();
        what.sublicensing = 3;
        _refuseBeyond(what);
        what.sublicensing = 4;
        _refuseBeyond(what);
        for (uint8 depth = 0; depth < 3; ++depth) {
            what.sublicensing = depth;
            // A share of revenue is of the price of sublicences, or else of what is reported.
            what.period = depth == 0 ? 90 days : 0;
            _accept(underParent(what));
        }
    }

    function test_RevertWhen_L09_ItIsMoreExclusive() public {
        ITerms.Terms memory what = inner();
        what.exclusivity = ITerms.Exclusivity.Sole;
        _refuseBeyond(what);
        what.exclusivity = ITerms.Exclusivity.Exclusive;
        _refuseBeyond(what);
    }

    /// @dev Under an exclusive licence all three, under a sole one all but exclusive.
    function test_WhenL09_TheParentIsAlone_ItMayBeAsExclusive() public {
        for (uint8 above = 1; above <= 2; ++above) {
            WorkId other = register(ines, bytes32(uint256(above)));
            ITerms.Terms memory what = outer();
            what.exclusivity = ITerms.Exclusivity(above);
            LicenceId alone = buy(maya, publish(other, what));
            for (uint8 below = 0; below <= 2; ++below) {
                what = inner();
                what.exclusivity = ITerms.Exclusivity(below);
                ILicences.Offer memory offer = offerOf(other, maya, terms.defineTerms(what));
                offer.parent = alone;
                if (below <= above) _accept(offer);
                else {
                    _refuse(
                        offer,
                        abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, alone, offer.terms)
                    );
                }
            }
        }
    }

    function test_RevertWhen_L09_ItHasAUseMore() public {
        ITerms.Terms memory what = inner();
        what.uses = 24 | 1;
        _refuseBeyond(what);
        what.uses = 1 << 63;
        _refuseBeyond(what);
        what.uses = 8;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItHasATerritoryMore() public {
        ITerms.Terms memory what = inner();
        what.territories = 0x1ffff;
        _refuseBeyond(what);
        what.territories = WORLDWIDE;
        _refuseBeyond(what);
        what.territories = 1 << 255;
        _refuseBeyond(what);
        what.territories = 0x8000;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItMayMoveAndItsParentMayNot() public {
        ITerms.Terms memory what = outer();
        what.transferable = false;
        LicenceId still = buy(maya, publish(work, what));
        ILicences.Offer memory offer = underParent(inner());
        offer.parent = still;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, still, offer.terms));
        what = inner();
        what.transferable = false;
        offer.terms = terms.defineTerms(what);
        _accept(offer);
        // Under a parent that may move, both may be.
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItAsksASmallerShareOfRevenue() public {
        ITerms.Terms memory what = inner();
        what.revenueShare -= 1;
        _refuseBeyond(what);
        what.revenueShare += 2;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItAllowsOtherDerivativesOrAsksASmallerShareOfThem() public {
        ITerms.Terms memory what = inner();
        what.upstreamShare -= 1;
        _refuseBeyond(what);
        what = inner();
        what.derivatives = ITerms.Derivatives.ShareAlike;
        _refuseBeyond(what);
        what = inner();
        (what.derivatives, what.upstreamShare) = (ITerms.Derivatives.None, 0);
        _accept(underParent(what));
        what = inner();
        what.upstreamShare += 1;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItAllowsDerivativesAndItsParentDoesNot() public {
        ITerms.Terms memory what = outer();
        (what.derivatives, what.upstreamShare) = (ITerms.Derivatives.None, 0);
        LicenceId none = buy(maya, publish(work, what));
        for (uint8 kind = 1; kind <= 2; ++kind) {
            what = inner();
            what.derivatives = ITerms.Derivatives(kind);
            ILicences.Offer memory offer = underParent(what);
            offer.parent = none;
            _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, none, offer.terms));
        }
    }

    /// @dev Nothing is promised yet: what counts is what stands when it is bought.
    function test_WhenL09_TheParentIsOver_ItMayStillBePublished() public {
        vm.warp(NOW + 365 days);
        _accept(underParent(inner()));
    }

    /* HAPPY PATH */

    function test_WhenAnyFieldDiffers_ItIsAnotherOffer() public {
        bytes32 id = _accept(offerOf(work, ines, someId));
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        offer.buyer = tomas;
        vm.assertNotEq(_accept(offer), id, "buyer");
        offer = offerOf(work, ines, someId);
        offer.price = 0;
        vm.assertNotEq(_accept(offer), id, "price");
        offer = offerOf(work, ines, someId);
        offer.currency = address(new PlainToken(18));
        vm.assertNotEq(_accept(offer), id, "currency");
        offer = offerOf(work, ines, someId);
        offer.supply = 1;
        vm.assertNotEq(_accept(offer), id, "supply");
        offer = offerOf(work, ines, someId);
        offer.opens = 1;
        vm.assertNotEq(_accept(offer), id, "opens");
        offer = offerOf(work, ines, someId);
        offer.closes = FOREVER - 1;
        vm.assertNotEq(_accept(offer), id, "closes");
    }

    function testFuzz_RecordsAndTellsTheOffer(
        address buyer,
        uint256 price,
        uint32 supply,
        uint40 opens,
        uint40 closes,
        bool sublicence
    ) public {
        closes = uint40(bound(closes, NOW + 1, FOREVER));
        opens = uint40(bound(opens, 0, closes - 1));
        ILicences.Offer memory offer = sublicence ? underParent(inner()) : offerOf(work, ines, someId);
        (offer.buyer, offer.price, offer.supply) = (buyer, price, supply == 0 ? 1 : supply);
        (offer.opens, offer.closes) = (opens, closes);
        bytes32 expected = OfferSignature.idOf(offer);
        uint32 before = licences.totalLicences(work);
        prepare(offer);

        vm.expectEmit(address(licences));
        emit ILicences.OfferPublished(expected, work, offer);
        vm.recordLogs();
        bytes32 id = act(offer);

        assertLogCount(1, "events");
        assertEq(id, expected, "id");
        assertEq(licences.offerIdOf(offer), expected, "id");
        (ILicences.OfferState state, uint32 sold) = licences.offerOf(id);
        assertEq(uint256(state), uint256(ILicences.OfferState.Open), "state");
        assertEq(sold, 0, "sold");
        assertEq(licences.totalLicences(work), before, "licences");
        assertEq(licences.seatsPassedOn(parent), 0, "seats");
    }

    /* HELPERS */

    function _derive(address claimant, LicenceId source) private returns (WorkId) {
        IWorks.Registration memory registration = registrationOf("derivative", 0);
        registration.sources = new LicenceId[](1);
        registration.sources[0] = source;
        vm.prank(claimant);
        return works.register(registration, nothing());
    }

    function _accept(ILicences.Offer memory offer) private returns (bytes32 id) {
        prepare(offer);
        id = act(offer);
        (ILicences.OfferState state, ) = licences.offerOf(OfferSignature.idOf(offer));
        assertEq(uint256(state), uint256(ILicences.OfferState.Open), "open");
    }

    function _refuse(ILicences.Offer memory offer, bytes memory reason) private {
        prepare(offer);
        vm.expectRevert(reason);
        act(offer);
    }

    function _refuseLicensor(address licensor, LicenceId under) private {
        ILicences.Offer memory offer = offerOf(work, licensor, someId);
        offer.parent = under;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, under, licensor));
    }

    function _refuseWindow(uint40 opens, uint40 closes) private {
        ILicences.Offer memory offer = offerOf(work, ines, someId);
        (offer.opens, offer.closes) = (opens, closes);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_EmptyWindow.selector, opens, closes));
    }

    function _refuseBeyond(ITerms.Terms memory what) private {
        ILicences.Offer memory offer = underParent(what);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, parent, offer.terms));
    }
}
