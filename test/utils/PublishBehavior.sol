// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LAST_START} from "../../contracts/types/LicenceData.sol";
import {LicenceId, toLicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {PlainCollectible} from "../mocks/PlainCollectible.sol";
import {PlainToken} from "../mocks/Tokens.sol";
import {Licensing} from "./Licensing.sol";
import {OfferSignature} from "./OfferSignature.sol";

/// @title PublishBehavior: what must hold of every offer, whichever way it is published
abstract contract PublishBehavior is Licensing {
    WorkId internal work;
    TermsId internal someId;
    /// @dev A licence of Maya's that may be sublicensed three levels deep.
    LicenceId internal parent;

    /// @dev Publishes as the offer's licensor, with one call to the contracts.
    function act(IOffers.Offer memory offer) internal virtual returns (bytes32);

    /// @dev What has to be done before `act`, which may make only one call.
    function prepare(IOffers.Offer memory offer) internal virtual {}

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
        what.sublicenceShare = ALL / 10;
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

    function underParent(ITerms.Terms memory what) internal returns (IOffers.Offer memory offer) {
        offer = offerOf(work, maya, terms.defineTerms(what));
        offer.parent = parent;
    }

    /* WHO */

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        IOffers.Offer memory offer = offerOf(unknown, ines, someId);
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
        IOffers.Offer memory offer = underParent(inner());
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
        IOffers.Offer memory offer = offerOf(work, ines, unknown);
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, unknown);
        _refuse(offer, reason);
        // Under a parent for some territories, what says nothing says too much; under others it is unknown.
        (offer.parent, offer.licensor) = (parent, maya);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, parent, unknown));
        ITerms.Terms memory what = outer();
        what.territories = WORLDWIDE;
        offer.parent = buy(maya, publish(work, what));
        _refuse(offer, reason);
    }

    function test_RevertWhen_L04_TheSupplyIsZero() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        offer.supply = 0;
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_ZeroSupply.selector));
        offer = underParent(inner());
        offer.supply = 0;
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_ZeroSupply.selector));
    }

    function test_RevertWhen_L01_TheWindowIsEmptyOrOver() public {
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 10));
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 9));
        _refuseWindow(0, uint40(NOW));
        _refuseWindow(0, uint40(NOW - 1));
        _refuseWindow(0, 0);
        _refuseWindow(FOREVER, FOREVER);
        // One second is enough.
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        (offer.opens, offer.closes) = (uint40(NOW), uint40(NOW + 1));
        _accept(offer);
        (offer.opens, offer.closes) = (FOREVER - 1, FOREVER);
        _accept(offer);
    }

    function test_RevertWhen_L07_TheCurrencyHasNoCode() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        offer.currency = eve;
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_NotACurrency.selector, eve));
    }

    /// @dev A contract of single tokens would take a price for the number of a token, and keep that one for ever.
    function test_RevertWhen_L07_TheCurrencyIsOfSingleTokens() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        address[3] memory single = [address(new PlainCollectible()), address(works), address(licences)];
        for (uint256 i = 0; i < single.length; ++i) {
            offer.currency = single[i];
            _refuse(offer, abi.encodeWithSelector(IOffers.Offers_NotACurrency.selector, single[i]));
        }
        // What knows no ERC-165 is taken for a currency, and what does and is no ERC-721.
        offer.currency = address(timestamps);
        _accept(offer);
        offer.currency = address(royalties);
        _accept(offer);
    }

    /// @dev 34 bits hold a start: until 30 May 2514.
    function test_RevertWhen_L01_TheLicencesWouldStartLaterThanCanBeRecorded() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        uint40[3] memory late = [LAST_START + 1, FOREVER - 1, FOREVER];
        for (uint256 i = 0; i < late.length; ++i) {
            offer.starts = late[i];
            _refuse(offer, abi.encodeWithSelector(IOffers.Offers_TooLate.selector, late[i], LAST_START));
        }
        offer.starts = LAST_START;
        _accept(offer);
    }

    function test_RevertGiven_TheOfferIsPublished() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        bytes32 id = _accept(offer);
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_AlreadyPublished.selector, id, IOffers.OfferState.Open));
    }

    /// @dev A closed offer stays closed: to offer the same again, something must differ.
    function test_RevertGiven_R10_TheOfferIsClosed() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        bytes32 id = _accept(offer);
        vm.prank(ines);
        offers.close(offer);
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_AlreadyPublished.selector, id, IOffers.OfferState.Closed));
    }

    function test_RevertGiven_R10_TheOfferWasCancelledBeforeAnyonePublishedIt() public {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        vm.prank(ines);
        offers.close(offer);
        bytes32 id = OfferSignature.idOf(offer);
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_AlreadyPublished.selector, id, IOffers.OfferState.Closed));
    }

    /// @dev Two deeds whose terms have the same first 24 bits, found by trying 2,285 of them.
    function test_RevertGiven_OtherTermsHaveTheSameClass() public {
        (TermsId one, TermsId other) = _sameClass();
        uint24 class = uint24(bytes3(TermsId.unwrap(one)));
        _accept(offerOf(work, ines, one));
        _refuse(offerOf(work, ines, other), abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, class, one));
        // The first terms can be offered again, and the second under any other work.
        IOffers.Offer memory again = offerOf(work, ines, one);
        again.price = 2 ether;
        _accept(again);
        _accept(offerOf(register(ines, "other work"), ines, other));
    }

    /// @dev One account's classes are no other's business: a licensee has a book of their own.
    function test_RevertGiven_L09_OtherTermsOfTheParentHaveTheSameClass() public {
        (TermsId one, TermsId other) = _sameClass();
        uint24 class = uint24(bytes3(TermsId.unwrap(one)));
        IOffers.Offer memory first = offerOf(work, maya, one);
        IOffers.Offer memory second = offerOf(work, maya, other);
        (first.parent, second.parent) = (parent, parent);
        _accept(offerOf(work, ines, other));
        _accept(first);
        _refuse(second, abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, class, one));
    }

    function _sameClass() private returns (TermsId one, TermsId other) {
        ITerms.Terms memory what = inner();
        what.deed = bytes32(uint256(1138));
        one = terms.defineTerms(what);
        what.deed = bytes32(uint256(2285));
        other = terms.defineTerms(what);
        assertEq(bytes3(TermsId.unwrap(one)) == bytes3(TermsId.unwrap(other)), true, "the same class");
        assertEq(one == other, false, "other terms");
    }

    /* SHARE-ALIKE */

    function test_RevertGiven_TheWorkWasMadeUnderOtherTerms() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.ShareAlike;
        what.upstreamShare = ALL / 10;
        IOffers.Offer memory source = publish(work, what);
        WorkId derivative = makeFrom(maya, "derivative", buy(maya, source));
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
        IOffers.Offer memory source = publish(work, what);
        WorkId derivative = makeFrom(tomas, "derivative", buy(tomas, source));
        IOffers.Offer memory offer = offerOf(derivative, tomas, source.terms);
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

    /// @dev Who lets others make something from a derivative asks at least what the derivative owes itself.
    function test_RevertGiven_TheWorkOwesOn_AndItsOfferAsksLess() public {
        ITerms.Terms memory what = someTerms();
        (what.derivatives, what.upstreamShare) = (ITerms.Derivatives.Allowed, ALL / 2);
        what.further = ITerms.Further.OwesOn;
        WorkId derivative = makeFrom(maya, "derivative", buy(maya, publish(work, what)));
        // Nothing is asked of licences that let nothing be made.
        _accept(offerOf(derivative, maya, someId));
        what.further = ITerms.Further.Free;
        uint32[3] memory shares = [uint32(0), ALL / 2 - 1, ALL / 2];
        for (uint256 i = 0; i < shares.length; ++i) {
            what.upstreamShare = shares[i];
            IOffers.Offer memory offer = offerOf(derivative, maya, terms.defineTerms(what));
            if (i == 2) _accept(offer);
            else {
                _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondSources.selector, derivative, ALL / 2));
            }
        }
    }

    function test_RevertGiven_NothingMayBeMadeFromTheWork() public {
        ITerms.Terms memory what = someTerms();
        (what.derivatives, what.further) = (ITerms.Derivatives.Allowed, ITerms.Further.EndsThere);
        WorkId derivative = makeFrom(maya, "derivative", buy(maya, publish(work, what)));
        _accept(offerOf(derivative, maya, someId));
        what.upstreamShare = ALL;
        IOffers.Offer memory offer = offerOf(derivative, maya, terms.defineTerms(what));
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_BeyondSources.selector, derivative, 0);
        _refuse(offer, reason);
        // Nor by who controls the work next.
        transferWork(derivative, maya, tomas);
        offer.licensor = tomas;
        _refuse(offer, reason);
    }

    function test_WhenDerivativesAreAllowedWithoutShareAlike_AnyTermsMayFollow() public {
        ITerms.Terms memory what = someTerms();
        what.derivatives = ITerms.Derivatives.Allowed;
        WorkId derivative = makeFrom(maya, "derivative", buy(maya, publish(work, what)));
        _accept(offerOf(derivative, maya, someId));
    }

    /* WITHIN THE PARENT */

    function test_RevertWhen_L09_TheParentAllowsNoSublicences() public {
        LicenceId licence = buy(maya, publish(work, someTerms()));
        ITerms.Terms memory what = someTerms();
        what.deed = "sub";
        IOffers.Offer memory offer = underParent(what);
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
            // Where nothing hangs below, no share is asked of it.
            if (depth == 0) what.sublicenceShare = 0;
            else what.sublicenceShare = ALL / 10;
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
                IOffers.Offer memory offer = offerOf(other, maya, terms.defineTerms(what));
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
        IOffers.Offer memory offer = underParent(inner());
        offer.parent = still;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, still, offer.terms));
        what = inner();
        what.transferable = false;
        offer.terms = terms.defineTerms(what);
        _accept(offer);
        // Under a parent that may move, both may be.
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItAsksASmallerShareOfWhatIsSoldBelow() public {
        ITerms.Terms memory what = inner();
        what.sublicenceShare -= 1;
        _refuseBeyond(what);
        what.sublicenceShare += 2;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItHasAPurposeMore() public {
        ITerms.Terms memory what = inner();
        what.purposes = 6 | 1;
        _refuseBeyond(what);
        what.purposes = 1 << 31;
        _refuseBeyond(what);
        what.purposes = 4;
        _accept(underParent(what));
    }

    function test_RevertWhen_L09_ItIsForAnotherFieldThanItsParent() public {
        ITerms.Terms memory what = outer();
        what.field = "French";
        LicenceId french = buy(maya, publish(work, what));
        bytes32[3] memory fields = [bytes32(0), "German", "French"];
        for (uint256 i = 0; i < fields.length; ++i) {
            what = inner();
            what.field = fields[i];
            IOffers.Offer memory offer = underParent(what);
            offer.parent = french;
            if (i == 2) _accept(offer);
            else _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, french, offer.terms));
        }
        // Under a parent for all fields, one is less.
        what = inner();
        what.field = "German";
        _accept(underParent(what));
    }

    /// @dev What nobody can end is not granted under what can be ended, unless it says that it falls with it.
    function test_RevertWhen_L09_NobodyCanEndItButItsParent() public {
        ITerms.Terms memory what = underRules(outer());
        LicenceId ruled = buy(maya, publish(work, what));
        IOffers.Offer memory offer = underParent(inner());
        offer.parent = ruled;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, ruled, offer.terms));
        what = inner();
        what.fallsWithParent = true;
        offer.terms = terms.defineTerms(what);
        _accept(offer);
        offer.terms = terms.defineTerms(underRules(inner()));
        _accept(offer);
        // Other rules, or other conditions, are rules all the same.
        what = inner();
        what.rules = address(compliance);
        offer.terms = terms.defineTerms(what);
        _accept(offer);
        // And under a parent that nobody can end, it may be ended.
        _accept(underParent(underRules(inner())));
    }

    /// @dev What the parent asks to pass down is passed down to the letter, and further down.
    function test_RevertWhen_L09_ItDoesNotPassDownWhatItsParentAsks() public {
        ITerms.Terms memory what = underRules(outer());
        what.passesDown = true;
        LicenceId above = buy(maya, publish(work, what));
        ITerms.Terms[6] memory wrong;
        for (uint256 i = 0; i < 6; ++i) {
            wrong[i] = underRules(inner());
            wrong[i].passesDown = true;
        }
        wrong[0].passesDown = false;
        wrong[1].conditions = "other conditions";
        wrong[2].rules = address(compliance);
        (wrong[3].passesDown, wrong[3].rules, wrong[3].conditions) = (false, address(0), 0);
        (wrong[4].passesDown, wrong[4].rules, wrong[4].conditions) = (false, address(0), 0);
        wrong[4].fallsWithParent = true;
        IOffers.Offer memory offer;
        for (uint256 i = 0; i < 5; ++i) {
            offer = underParent(wrong[i]);
            offer.parent = above;
            _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, above, offer.terms));
        }
        offer = underParent(wrong[5]);
        offer.parent = above;
        _accept(offer);
    }

    function test_RevertWhen_L09_ItAllowsMoreWorksThanItsParent() public {
        ITerms.Terms memory what = outer();
        what.works = 2;
        LicenceId two = buy(maya, publish(work, what));
        uint8[4] memory most = [uint8(0), 3, 2, 1];
        for (uint256 i = 0; i < most.length; ++i) {
            what = inner();
            what.works = most[i];
            IOffers.Offer memory offer = underParent(what);
            offer.parent = two;
            if (i >= 2) _accept(offer);
            else _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, two, offer.terms));
        }
        what = inner();
        what.works = 63;
        _accept(underParent(what));
    }

    /// @dev What is asked of derivatives of derivatives: more may be asked below, not less.
    function test_RevertWhen_L09_ItBindsDerivativesLessThanItsParent() public {
        for (uint8 above = 0; above < 3; ++above) {
            ITerms.Terms memory what = outer();
            (what.further, what.deed) = (ITerms.Further(above), bytes32(uint256(above)) | "above");
            LicenceId licence = buy(maya, publish(work, what));
            for (uint8 below = 0; below < 3; ++below) {
                what = inner();
                what.further = ITerms.Further(below);
                IOffers.Offer memory offer = underParent(what);
                offer.parent = licence;
                if (below >= above) _accept(offer);
                else {
                    _refuse(
                        offer,
                        abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, licence, offer.terms)
                    );
                }
            }
        }
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
            IOffers.Offer memory offer = underParent(what);
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
        IOffers.Offer memory offer = offerOf(work, ines, someId);
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
        offer = offerOf(work, ines, someId);
        offer.starts = 1;
        vm.assertNotEq(_accept(offer), id, "starts");
        offer = offerOf(work, ines, someId);
        offer.schedule = sha256("named project");
        vm.assertNotEq(_accept(offer), id, "schedule");
    }

    function testFuzz_RecordsAndTellsTheOffer(
        address buyer,
        uint256 price,
        uint32 supply,
        uint40 opens,
        uint40 closes,
        uint40 starts,
        bytes32 schedule,
        bool sublicence
    ) public {
        closes = uint40(bound(closes, NOW + 1, FOREVER));
        opens = uint40(bound(opens, 0, closes - 1));
        IOffers.Offer memory offer = sublicence ? underParent(inner()) : offerOf(work, ines, someId);
        (offer.buyer, offer.price, offer.supply) = (buyer, price, supply == 0 ? 1 : supply);
        (offer.opens, offer.closes) = (opens, closes);
        (offer.starts, offer.schedule) = (uint40(bound(starts, 0, LAST_START)), schedule);
        bytes32 expected = OfferSignature.idOf(offer);
        uint32 before = licences.totalLicences(work);
        prepare(offer);

        vm.expectEmit(address(offers));
        emit IOffers.OfferPublished(expected, work, offer);
        vm.recordLogs();
        bytes32 id = act(offer);

        assertLogCount(1, "events");
        assertEq(id, expected, "id");
        assertEq(offers.offerIdOf(offer), expected, "id");
        (IOffers.OfferState state, uint32 sold) = offers.offerOf(id);
        assertEq(uint256(state), uint256(IOffers.OfferState.Open), "state");
        assertEq(sold, 0, "sold");
        assertEq(licences.totalLicences(work), before, "licences");
        assertEq(licences.seatsPassedOn(parent), 0, "seats");
    }

    /* HELPERS */

    function _accept(IOffers.Offer memory offer) private returns (bytes32 id) {
        prepare(offer);
        id = act(offer);
        (IOffers.OfferState state, ) = offers.offerOf(OfferSignature.idOf(offer));
        assertEq(uint256(state), uint256(IOffers.OfferState.Open), "open");
    }

    function _refuse(IOffers.Offer memory offer, bytes memory reason) private {
        prepare(offer);
        vm.expectRevert(reason);
        act(offer);
    }

    function _refuseLicensor(address licensor, LicenceId under) private {
        IOffers.Offer memory offer = offerOf(work, licensor, someId);
        offer.parent = under;
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_NotController.selector, work, under, licensor));
    }

    function _refuseWindow(uint40 opens, uint40 closes) private {
        IOffers.Offer memory offer = offerOf(work, ines, someId);
        (offer.opens, offer.closes) = (opens, closes);
        _refuse(offer, abi.encodeWithSelector(IOffers.Offers_EmptyWindow.selector, opens, closes));
    }

    function _refuseBeyond(ITerms.Terms memory what) private {
        IOffers.Offer memory offer = underParent(what);
        _refuse(offer, abi.encodeWithSelector(ILicences.Licences_BeyondParent.selector, parent, offer.terms));
    }
}
