// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract LicencesPublishTest is Deployed {
    WorkId private _work;
    bytes32 private _terms;

    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        _terms = licences.defineTerms(someTerms());
    }

    function test_RevertWhen_TheLicensorIsSomebodyElse() public {
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLicensor.selector, ines, eve));
        vm.prank(eve);
        licences.publish(offer);
    }

    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, "unknown");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, WorkId.unwrap(unknown)));
        publish(offerOf(unknown, ines, _terms));
    }

    function test_RevertWhen_N04_TheCallerIsNotTheController() public {
        _refuse(eve);
        _refuse(deployer);
        // Nor who may move the token.
        vm.startPrank(ines);
        works.approve(tomas, WorkId.unwrap(_work));
        works.setApprovalForAll(tomas, true);
        vm.stopPrank();
        _refuse(tomas);
        // Nor the claimant, once the work is somebody else's.
        transferWork(_work, ines, maya);
        _refuse(ines);
    }

    function test_RevertWhen_TheTermsWereNeverDefined() public {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, bytes32("unknown")));
        publish(offerOf(_work, ines, "unknown"));
    }

    function test_RevertWhen_L04_TheSupplyIsZero() public {
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        offer.supply = 0;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ZeroSupply.selector));
        publish(offer);
    }

    function test_RevertWhen_L01_TheWindowIsEmptyOrOver() public {
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 10));
        _refuseWindow(uint40(NOW + 10), uint40(NOW + 9));
        _refuseWindow(0, uint40(NOW));
        _refuseWindow(0, uint40(NOW - 1));
        _refuseWindow(0, 0);
        _refuseWindow(FOREVER, FOREVER);
        // One second is enough.
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        (offer.opens, offer.closes) = (uint40(NOW), uint40(NOW + 1));
        publish(offer);
        (offer.opens, offer.closes) = (FOREVER - 1, FOREVER);
        publish(offer);
    }

    function test_RevertWhen_L07_TheCurrencyHasNoCode() public {
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        offer.currency = eve;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAToken.selector, eve));
        publish(offer);
    }

    function test_RevertGiven_TheOfferIsPublished() public {
        bytes32 id = publish(offerOf(_work, ines, _terms));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_AlreadyPublished.selector, id));
        publish(offerOf(_work, ines, _terms));
    }

    /// @dev A closed offer stays closed: to offer the same again, something must differ.
    function test_RevertGiven_TheOfferIsClosed() public {
        bytes32 id = publish(offerOf(_work, ines, _terms));
        vm.prank(ines);
        licences.close(offerOf(_work, ines, _terms));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_AlreadyPublished.selector, id));
        publish(offerOf(_work, ines, _terms));
    }

    /// @dev Two deeds whose terms have the same first 32 bits, found by trying 97,941 of them.
    function test_RevertGiven_OtherTermsOfTheWorkHaveTheSameClass() public {
        ILicences.Terms memory terms = someTerms();
        terms.deed = bytes32(uint256(97863));
        bytes32 first = licences.defineTerms(terms);
        terms.deed = bytes32(uint256(97941));
        bytes32 second = licences.defineTerms(terms);
        assertEq(bytes32(bytes4(first)), bytes32(bytes4(second)), "the same class");
        assertEq(first == second, false, "other terms");

        publish(offerOf(_work, ines, first));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, _work, 0x97cd4dd4, first));
        publish(offerOf(_work, ines, second));

        // The first terms can be offered again, the second with any other deed, and under any other work.
        ILicences.Offer memory again = offerOf(_work, ines, first);
        again.price = 2 ether;
        publish(again);
        terms.deed = bytes32(uint256(97942));
        publish(offerOf(_work, ines, licences.defineTerms(terms)));
        publish(offerOf(register(ines, "other work"), ines, second));
    }

    function test_WhenAnyFieldDiffers_ItIsAnotherOffer() public {
        bytes32 id = publish(offerOf(_work, ines, _terms));
        address token = address(new PlainToken(18));
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        offer.price = 0;
        vm.assertNotEq(publish(offer), id, "price");
        offer = offerOf(_work, ines, _terms);
        offer.currency = token;
        vm.assertNotEq(publish(offer), id, "currency");
        offer = offerOf(_work, ines, _terms);
        offer.supply = 1;
        vm.assertNotEq(publish(offer), id, "supply");
        offer = offerOf(_work, ines, _terms);
        offer.opens = 1;
        vm.assertNotEq(publish(offer), id, "opens");
        offer = offerOf(_work, ines, _terms);
        offer.closes = FOREVER - 1;
        vm.assertNotEq(publish(offer), id, "closes");
    }

    function test_WhenSentInABatch_TheSenderIsTheLicensor() public {
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        batch(ines, address(licences), 0, abi.encodeCall(ILicences.publish, (offer)));
        (ILicences.OfferState state, ) = licences.offerOf(keccak256(abi.encode(offer)));
        assertEq(uint256(state), uint256(ILicences.OfferState.Open), "state");
    }

    function testFuzz_RecordsAndTellsTheOffer(uint256 price, uint32 supply, uint40 opens, uint40 closes) public {
        closes = uint40(bound(closes, NOW + 1, FOREVER));
        opens = uint40(bound(opens, 0, closes - 1));
        if (supply == 0) supply = 1;
        ILicences.Offer memory offer = ILicences.Offer({
            work: _work,
            licensor: ines,
            terms: _terms,
            currency: ETH,
            price: price,
            supply: supply,
            opens: opens,
            closes: closes
        });
        bytes32 expected = keccak256(abi.encode(_work, ines, _terms, ETH, price, supply, opens, closes));

        vm.expectEmit(address(licences));
        emit ILicences.OfferPublished(expected, _work, ines, offer);
        vm.recordLogs();
        bytes32 id = publish(offer);

        assertLogCount(1, "events");
        assertEq(id, expected, "hash");
        (ILicences.OfferState state, uint32 sold) = licences.offerOf(id);
        assertEq(uint256(state), uint256(ILicences.OfferState.Open), "state");
        assertEq(sold, 0, "sold");
        assertEq(licences.totalLicences(_work), 0, "licences");
    }

    function _refuse(address caller) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, _work, caller));
        publish(offerOf(_work, caller, _terms));
    }

    function _refuseWindow(uint40 opens, uint40 closes) private {
        ILicences.Offer memory offer = offerOf(_work, ines, _terms);
        (offer.opens, offer.closes) = (opens, closes);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_EmptyWindow.selector, opens, closes));
        publish(offer);
    }
}
