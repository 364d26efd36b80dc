// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {Agents} from "../../../contracts/libraries/Agents.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev Somebody who publishes and closes for the controller of a work or the holder of a licence, until a date.
/// That they renew, report and give notice is told in renew.t.sol and in the tests of Compliance.
contract LicencesAgentsTest is Licensing {
    WorkId private _work;
    IOffers.Offer private _offer;
    LicenceId private _licence;

    /// @dev Tomas is the agent: of Ines for the work, of Maya for the licence.
    function setUp() public override {
        super.setUp();
        _work = register(ines, CONTENT);
        ITerms.Terms memory what = someTerms();
        what.sublicensing = 1;
        _offer = publish(_work, what);
        _licence = buy(maya, _offer);
    }

    function test_WhenNobodyWasNamed_NobodyActs() public {
        _refuse(tomas, _new(1));
        _refuse(tomas, _under(1));
        assertEq(_mayAct(ines, _work, NO_PARENT, tomas), false, "none");
    }

    function test_SaysWhoAndUntilWhen() public {
        vm.expectEmit(address(licences));
        emit ILicences.AgentSet(WorkId.unwrap(_work), ines, tomas, uint40(NOW + 1 days));
        vm.recordLogs();
        _appoint(ines, WorkId.unwrap(_work), NOW + 1 days);
        assertLogCount(1, "events");
        assertEq(licences.agentUntil(WorkId.unwrap(_work), ines, tomas), NOW + 1 days, "until");
        assertEq(_mayAct(ines, _work, NO_PARENT, tomas), true, "agent");
        assertEq(_mayAct(ines, _work, _licence, tomas), false, "not for the licence");
        assertEq(_mayAct(ines, register(ines, "other"), NO_PARENT, tomas), false, "nor for another work");
        assertEq(_mayAct(maya, _work, NO_PARENT, tomas), false, "nor of another");
        assertEq(_mayAct(ines, _work, NO_PARENT, eve), false, "nor another of hers");
    }

    function test_PublishesAndCloses_UntilTheDate() public {
        _appoint(ines, WorkId.unwrap(_work), NOW + 10);
        vm.warp(NOW + 9);
        IOffers.Offer memory offer = _new(1);
        vm.startPrank(tomas);
        offers.publish(offer);
        offers.close(_offer);
        vm.stopPrank();
        vm.warp(NOW + 10);
        _refuse(tomas, _new(2));
        _refuseToClose(tomas, offer);
        // What they published stands.
        buy(maya, offer);
    }

    function test_ActsForEver_UntilTakenBack() public {
        _appoint(ines, WorkId.unwrap(_work), FOREVER);
        vm.warp(NOW + 10_000 days);
        vm.prank(tomas);
        offers.publish(_new(1));
        _appoint(ines, WorkId.unwrap(_work), 0);
        _refuse(tomas, _new(2));
    }

    function test_WhenSentInABatch_TheSenderIsTheAgent() public {
        bytes memory data = abi.encodeCall(ILicences.setAgent, (WorkId.unwrap(_work), tomas, FOREVER));
        batch(ines, address(licences), 0, data);
        batch(tomas, address(offers), 0, abi.encodeCall(IOffers.publish, (_new(1))));
        batch(tomas, address(offers), 0, abi.encodeCall(IOffers.close, (_new(1))));
        (IOffers.OfferState state, ) = offers.offerOf(offers.offerIdOf(_new(1)));
        assertEq(uint256(state), uint256(IOffers.OfferState.Closed), "closed");
    }

    /// @dev Of a licence: for its sublicences alone, and while the one who named them holds it.
    function test_OfALicence_OffersItsSublicences_WhileItIsHeld() public {
        _appoint(maya, LicenceId.unwrap(_licence), FOREVER);
        IOffers.Offer memory offer = _under(1);
        vm.prank(tomas);
        offers.publish(offer);
        expectLicensed(eve, buy(eve, offer));
        _refuse(tomas, _new(1));
        vm.prank(maya);
        licences.transferFrom(maya, eve, LicenceId.unwrap(_licence));
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_NotController.selector, _work, _licence, maya);
        IOffers.Offer memory next = _under(2);
        vm.expectRevert(reason);
        vm.prank(tomas);
        offers.publish(next);
        next.licensor = eve;
        _refuse(tomas, next);
    }

    /// @dev Only while the one who named them is the controller. What was published for them sleeps, as their own does.
    function test_WhenN05_TheWorkIsSold_TheAgentOfTheFormerControllerActsNoMore() public {
        _appoint(ines, WorkId.unwrap(_work), FOREVER);
        transferWork(_work, ines, eve);
        IOffers.Offer memory offer = _new(1);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, _work, NO_PARENT, ines));
        vm.prank(tomas);
        offers.publish(offer);
        offer.licensor = eve;
        _refuse(tomas, offer);
        // An offer of Ines's can still be closed by whoever acts for her.
        vm.prank(tomas);
        offers.close(_offer);
        transferWork(_work, eve, ines);
        vm.prank(tomas);
        offers.publish(_new(1));
    }

    /// @dev The new controller's agent closes what the former one left open.
    function test_WhenN05_TheWorkIsSold_TheAgentOfTheNewControllerCloses() public {
        transferWork(_work, ines, eve);
        _refuseToClose(tomas, _offer);
        _appoint(eve, WorkId.unwrap(_work), FOREVER);
        vm.prank(tomas);
        offers.close(_offer);
    }

    /// @dev Anybody may name agents of their own for anything; it counts for nothing while it is not theirs.
    function test_WhenAStrangerNamesAnAgent_ItCountsForNothing() public {
        _appoint(eve, WorkId.unwrap(_work), FOREVER);
        _refuse(tomas, _new(1));
        IOffers.Offer memory offer = _new(1);
        offer.licensor = eve;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotController.selector, _work, NO_PARENT, eve));
        vm.prank(tomas);
        offers.publish(offer);
        _refuseToClose(tomas, _offer);
    }

    function test_RevertWhen_AnAgentTransfersRevisesOrGivesBack() public {
        _appoint(ines, WorkId.unwrap(_work), FOREVER);
        _appoint(maya, LicenceId.unwrap(_licence), FOREVER);
        (uint256 work, uint256 licence) = (WorkId.unwrap(_work), LicenceId.unwrap(_licence));
        vm.startPrank(tomas);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, tomas, work));
        works.transferFrom(ines, tomas, work);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, tomas));
        works.approve(tomas, work);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_NotController.selector, _work, tomas));
        works.revise(_work, "new", 0, "metadata", nothing());
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, tomas, licence));
        licences.transferFrom(maya, tomas, licence);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, tomas));
        licences.approve(tomas, licence);
        vm.expectRevert(notLive(_licence, ILicences.Reason.NotHolder));
        licences.surrender(_licence);
        vm.stopPrank();
        // Nor name another: that is for themselves.
        vm.prank(tomas);
        licences.setAgent(work, eve, FOREVER);
        _refuse(eve, _new(1));
        assertEq(IERC721(address(works)).ownerOf(work), ines, "the work");
        assertEq(licences.ownerOf(licence), maya, "the licence");
    }

    /* HELPERS */

    function _mayAct(address account, WorkId work, LicenceId licence, address agent) private view returns (bool) {
        return Agents.mayActFor(licences, account, work, licence, agent);
    }

    function _appoint(address account, uint256 grantor, uint256 until) private {
        vm.prank(account);
        licences.setAgent(grantor, tomas, uint40(until));
    }

    function _new(uint40 opens) private view returns (IOffers.Offer memory offer) {
        offer = _offer;
        offer.opens = opens;
    }

    function _under(uint40 opens) private returns (IOffers.Offer memory offer) {
        ITerms.Terms memory what = someTerms();
        what.duration = 10 days;
        offer = offerOf(_work, maya, terms.defineTerms(what));
        (offer.parent, offer.opens) = (_licence, opens);
    }

    function _refuse(address caller, IOffers.Offer memory offer) private {
        vm.expectRevert(abi.encodeWithSelector(IOffers.Offers_NotLicensor.selector, offer.licensor, caller));
        vm.prank(caller);
        offers.publish(offer);
    }

    function _refuseToClose(address caller, IOffers.Offer memory offer) private {
        vm.expectRevert(
            abi.encodeWithSelector(IOffers.Offers_NotController.selector, offer.work, offer.parent, caller)
        );
        vm.prank(caller);
        offers.close(offer);
    }
}
