// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";
import {OfferSignature} from "../../utils/OfferSignature.sol";

contract OffersCloseTest is Licensing {
    WorkId private _work;
    IOffers.Offer private _offer;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _offer = publish(_work, someTerms());
        _id = OfferSignature.idOf(_offer);
    }

    function test_RevertWhen_TheCallerIsNeitherLicensorNorController() public {
        address[4] memory strangers = [eve, deployer, tomas, maya];
        vm.prank(ines);
        works.setApprovalForAll(tomas, true);
        buy(maya, _offer);
        for (uint256 i = 0; i < strangers.length; ++i) _refuse(strangers[i], _offer, NO_PARENT);
    }

    function test_RevertWhen_L09_TheOfferIsOfSublicences_AndTheCallerNotItsHolder() public {
        IOffers.Offer memory offer = _sublicence();
        // Who controls the work does not hold the licence.
        address[4] memory strangers = [eve, deployer, ines, tomas];
        vm.prank(maya);
        licences.setApprovalForAll(tomas, true);
        for (uint256 i = 0; i < strangers.length; ++i) _refuse(strangers[i], offer, offer.parent);
    }

    function test_RevertWhen_SentInABatchByAStranger() public {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotController.selector, _work, NO_PARENT, eve));
        this.batchAs(eve, abi.encodeCall(IOffers.close, (_offer)));
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(offers), 0, data);
    }

    /// @dev Who controls the work may close what was published. What was not, they cannot know of.
    function test_RevertWhen_TheControllerClosesWhatNobodyPublished() public {
        IOffers.Offer memory changed = _offer;
        changed.licensor = eve;
        vm.expectRevert(
            abi.encodeWithSelector(
                IOffers.Offers_NotOpen.selector,
                OfferSignature.idOf(changed),
                IOffers.OfferState.Unknown
            )
        );
        vm.prank(ines);
        offers.close(changed);
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        IOffers.Offer memory changed = _offer;
        changed.work = WorkId.wrap(1);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotController.selector, 1, NO_PARENT, eve));
        vm.prank(eve);
        offers.close(changed);
    }

    function test_RevertGiven_TheOfferIsClosed() public {
        bytes memory reason = abi.encodeWithSelector(IOffers.Offers_NotOpen.selector, _id, IOffers.OfferState.Closed);
        vm.prank(ines);
        offers.close(_offer);
        vm.expectRevert(reason);
        vm.prank(ines);
        offers.close(_offer);
        // Nor by whoever controls the work next.
        transferWork(_work, ines, maya);
        vm.expectRevert(reason);
        vm.prank(maya);
        offers.close(_offer);
    }

    /// @dev Naming oneself as licensor closes nothing of anybody else's: it is another offer, which cannot be published.
    function test_WhenAStrangerNamesThemselvesAsLicensor_NothingElseIsClosed() public {
        IOffers.Offer memory changed = _offer;
        changed.licensor = eve;
        vm.prank(eve);
        offers.close(changed);
        _expectState(changed, IOffers.OfferState.Closed);
        _expectState(_offer, IOffers.OfferState.Open);
        buy(maya, _offer);
    }

    function test_WhenR10_TheLicensorCancelsAQuote_ItCountsNoMore() public {
        IOffers.Offer memory quote = _offer;
        quote.buyer = maya;
        bytes32 digest = OfferSignature.digestOf(
            OfferSignature.Domain("Colophon Offers", "1", block.chainid, address(offers)),
            quote
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, digest);
        vm.expectEmit(address(offers));
        emit IOffers.OfferClosed(OfferSignature.idOf(quote), _work);
        vm.prank(ines);
        offers.close(quote);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOffers.Offers_AlreadyPublished.selector,
                OfferSignature.idOf(quote),
                IOffers.OfferState.Closed
            )
        );
        vm.prank(maya);
        offers.publishFor(quote, abi.encodePacked(r, s, v));
    }

    function test_WhenN05_TheWorkWasSold_TheFormerAndTheNewControllerMayClose() public {
        IOffers.Offer memory second = _offer;
        second.price = 2 ether;
        publish(second);
        transferWork(_work, ines, maya);
        vm.prank(ines);
        offers.close(_offer);
        vm.prank(maya);
        offers.close(second);
        _expectState(_offer, IOffers.OfferState.Closed);
        _expectState(second, IOffers.OfferState.Closed);
    }

    function test_WhenN05_TheParentWasSold_TheFormerAndTheNewHolderMayClose() public {
        IOffers.Offer memory offer = _sublicence();
        ITerms.Terms memory what = someTerms();
        what.deed = "second";
        IOffers.Offer memory second = publishUnder(offer.parent, maya, what);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(offer.parent));
        vm.prank(maya);
        offers.close(offer);
        vm.prank(tomas);
        offers.close(second);
        _expectState(offer, IOffers.OfferState.Closed);
        _expectState(second, IOffers.OfferState.Closed);
    }

    function test_WhenSentInABatch_TheSenderCloses() public {
        batch(ines, address(offers), 0, abi.encodeCall(IOffers.close, (_offer)));
        _expectState(_offer, IOffers.OfferState.Closed);
    }

    function test_ClosesForGood_AndSoldLicencesStayAsTheyAre() public {
        LicenceId licence = buy(maya, _offer);
        bytes memory before = abi.encode(licences.licenceOf(licence));

        vm.expectEmit(address(offers));
        emit IOffers.OfferClosed(_id, _work);
        vm.recordLogs();
        vm.prank(ines);
        offers.close(_offer);

        assertLogCount(1, "events");
        (IOffers.OfferState state, uint32 sold) = offers.offerOf(_id);
        assertEq(uint256(state), uint256(IOffers.OfferState.Closed), "state");
        assertEq(sold, 1, "sold");
        assertEq(abi.encode(licences.licenceOf(licence)), before, "the licence");
        expectLicensed(maya, licence);
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotOpen.selector, _id, IOffers.OfferState.Closed));
        buy(maya, _offer);
    }

    /// @dev Offered by Maya under a licence of hers.
    function _sublicence() private returns (IOffers.Offer memory) {
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 1;
        LicenceId parent = buy(maya, publish(_work, what));
        what.sublicensing = 0;
        what.deed = "sub";
        return publishUnder(parent, maya, what);
    }

    function _refuse(address caller, IOffers.Offer memory offer, LicenceId parent) private {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotController.selector, _work, parent, caller));
        vm.prank(caller);
        offers.close(offer);
    }

    function _expectState(IOffers.Offer memory offer, IOffers.OfferState expected) private view {
        (IOffers.OfferState state, ) = offers.offerOf(OfferSignature.idOf(offer));
        assertEq(uint256(state), uint256(expected), "state");
    }
}
