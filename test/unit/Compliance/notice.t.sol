// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Ruled} from "../../utils/Ruled.sol";

/// @dev L11: notices, answers, and withdrawals.
contract ComplianceNoticeTest is Ruled {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        Deal memory deal = dealOf(someConditions());
        deal.licence = LicenceId.wrap(7);
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7);
        vm.expectRevert(reason);
        notice(deal, ines);
        vm.expectRevert(reason);
        compliance.answer(deal.licence, "answer");
        vm.expectRevert(reason);
        compliance.withdrawNotice(deal.licence);
        vm.expectRevert(reason);
        compliance.terminate(deal.licence, deal.terms);
    }

    /// @dev A stranger, the licensee, who deployed, and who controlled the work once: directly and in a batch.
    function test_RevertWhen_L11_TheCallerIsNotTheLicensor() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        transferWork(work, ines, tomas);
        address[4] memory others = [eve, maya, deployer, ines];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(
                ICompliance.Compliance_NotLicensor.selector,
                deal.licence,
                others[i]
            );
            vm.expectRevert(reason);
            notice(deal, others[i]);
            vm.expectRevert(reason);
            _withdraw(deal, others[i]);
            vm.expectRevert(reason);
            this.batchAs(others[i], abi.encodeCall(ICompliance.withdrawNotice, (deal.licence)));
        }
        _withdraw(deal, tomas);
        notice(deal, tomas);
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(compliance), 0, data);
    }

    /// @dev Of a sublicence the licensor is who holds the licence above it.
    function test_RevertWhen_L09_TheControllerIsNotTheLicensor() public {
        (Deal memory deal, LicenceId parent) = sublicence(someConditions());
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotLicensor.selector, deal.licence, ines));
        notice(deal, ines);
        // An agent for the work is none for the licence above it.
        vm.prank(tomas);
        licences.setAgent(WorkId.unwrap(work), eve, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotLicensor.selector, deal.licence, eve));
        notice(deal, eve);
        vm.prank(tomas);
        licences.setAgent(LicenceId.unwrap(parent), eve, FOREVER);
        notice(deal, eve);
    }

    function test_RevertWhen_ThereIsNoEvidence() public {
        Deal memory deal = dealOf(someConditions());
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_ZeroEvidence.selector));
        vm.prank(ines);
        compliance.notice(deal.licence, deal.terms, deal.conditions, 0);
        notice(deal, ines);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_ZeroEvidence.selector));
        vm.prank(maya);
        compliance.answer(deal.licence, 0);
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = dealOf(someConditions());
        deal.conditions.cure = 1;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        notice(deal, ines);
    }

    function test_RevertGiven_L11_TheLicenceIsIrrevocable() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.cure = 0;
        Deal memory deal = dealOf(conditions);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_Irrevocable.selector, deal.licence));
        notice(deal, ines);
    }

    function test_RevertGiven_L11_TheLicenceIsOver() public {
        Deal memory deal = dealOf(someConditions());
        vm.warp(NOW + 365 days - 1);
        notice(deal, ines);
        _withdraw(deal, ines);
        vm.warp(NOW + 365 days);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_Over.selector, deal.licence, NOW + 365 days));
        notice(deal, ines);
    }

    /// @dev Until 90 days after the time to cure; then it lapsed, and another may follow.
    function test_RevertGiven_L11_NoticeWasGiven() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        vm.warp(NOW + 104 days - 1);
        vm.expectRevert(_stands(deal, ICompliance.NoticeState.Given, NOW + 104 days));
        notice(deal, ines);
        vm.warp(NOW + 104 days);
        notice(deal, ines);
        assertEq(compliance.noticeOf(deal.licence).cures, NOW + 118 days, "a new clock");
    }

    function test_RevertWhen_ThereIsNothingToWithdrawOrToAnswer() public {
        Deal memory deal = dealOf(someConditions());
        bytes memory reason = _stands(deal, ICompliance.NoticeState.None, 0);
        vm.expectRevert(reason);
        _withdraw(deal, ines);
        vm.expectRevert(reason);
        vm.prank(maya);
        compliance.answer(deal.licence, "answer");
        notice(deal, ines);
        _withdraw(deal, ines);
        vm.expectRevert(reason);
        _withdraw(deal, ines);
    }

    function test_RevertWhen_AStrangerAnswers() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        address[2] memory others = [ines, eve];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, others[i]));
            vm.prank(others[i]);
            compliance.answer(deal.licence, "answer");
        }
    }

    /// @dev For the record only: nothing else changes. An agent may answer.
    function test_Answers() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        bytes memory before = abi.encode(compliance.noticeOf(deal.licence));
        vm.expectEmit(address(compliance));
        emit ICompliance.NoticeAnswered(deal.licence, maya, "answer");
        vm.prank(maya);
        compliance.answer(deal.licence, "answer");
        vm.prank(maya);
        licences.setAgent(LicenceId.unwrap(deal.licence), eve, FOREVER);
        vm.expectEmit(address(compliance));
        emit ICompliance.NoticeAnswered(deal.licence, eve, "again");
        batch(eve, address(compliance), 0, abi.encodeCall(ICompliance.answer, (deal.licence, "again")));
        assertEq(abi.encode(compliance.noticeOf(deal.licence)), before, "the notice stands");
    }

    function test_Withdraws() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        vm.expectEmit(address(compliance));
        emit ICompliance.NoticeWithdrawn(deal.licence, ines);
        vm.recordLogs();
        _withdraw(deal, ines);
        assertLogCount(1, "events");
        ICompliance.Notice memory none;
        assertEq(abi.encode(compliance.noticeOf(deal.licence)), abi.encode(none), "none stands");
        vm.warp(NOW + 14 days);
        vm.expectRevert(_stands(deal, ICompliance.NoticeState.None, 0));
        terminate(deal, ines);
    }

    function test_GivesNotice() public {
        Deal memory deal = dealOf(someConditions());
        vm.expectEmit(address(compliance));
        emit ICompliance.BreachNoticed(deal.licence, ines, "evidence", uint40(NOW + 14 days));
        vm.recordLogs();
        notice(deal, ines);
        assertLogCount(1, "events");
        ICompliance.Notice memory expected = ICompliance.Notice(
            ICompliance.NoticeState.Given,
            uint40(NOW),
            uint40(NOW + 14 days),
            uint40(NOW + 104 days)
        );
        assertEq(abi.encode(compliance.noticeOf(deal.licence)), abi.encode(expected), "notice");
    }

    function test_WhenSentInABatch_TheSenderActs() public {
        Deal memory deal = dealOf(someConditions());
        bytes memory data = abi.encodeCall(ICompliance.notice, (deal.licence, deal.terms, deal.conditions, "evidence"));
        batch(ines, address(compliance), 0, data);
        assertEq(compliance.noticeOf(deal.licence).given, NOW, "given");
        batch(ines, address(compliance), 0, abi.encodeCall(ICompliance.withdrawNotice, (deal.licence)));
        assertEq(compliance.noticeOf(deal.licence).given, 0, "withdrawn");
    }

    function _withdraw(Deal memory deal, address licensor) private {
        vm.prank(licensor);
        compliance.withdrawNotice(deal.licence);
    }

    function _stands(
        Deal memory deal,
        ICompliance.NoticeState state,
        uint256 until
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICompliance.Compliance_NoticeStands.selector, deal.licence, state, until);
    }
}
