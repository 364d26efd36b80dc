// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC7858} from "../../../contracts/interfaces/IERC7858.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Ruled} from "../../utils/Ruled.sol";

/// @dev L11: the end for a breach that nobody contested. See rule.t.sol for the others.
contract ComplianceTerminateTest is Ruled {
    function test_RevertWhen_L11_TheCallerIsNotTheLicensor() public {
        Deal memory deal = _noticed();
        transferWork(work, ines, tomas);
        vm.warp(NOW + 14 days);
        address[4] memory others = [eve, maya, deployer, ines];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(
                ICompliance.Compliance_NotLicensor.selector,
                deal.licence,
                others[i]
            );
            vm.expectRevert(reason);
            terminate(deal, others[i]);
            vm.expectRevert(reason);
            this.batchAs(others[i], abi.encodeCall(ICompliance.terminate, (deal.licence, deal.terms)));
        }
        // Who controls the work now goes on where the other stopped.
        terminate(deal, tomas);
        assertEnded(deal.licence);
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(compliance), 0, data);
    }

    function test_RevertGiven_L11_NoNoticeWasGiven() public {
        Deal memory deal = dealOf(someConditions());
        vm.expectRevert(_stands(deal, ICompliance.NoticeState.None, 0));
        terminate(deal, ines);
    }

    function test_RevertWhen_L11_TheTimeToCureIsNotOver() public {
        Deal memory deal = _noticed();
        vm.warp(NOW + 14 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICompliance.Compliance_NotCured.selector,
                deal.licence,
                NOW + 14 days,
                NOW + 14 days - 1
            )
        );
        terminate(deal, ines);
    }

    /// @dev It hangs over nobody for ever.
    function test_RevertGiven_L11_TheNoticeLapsed() public {
        Deal memory deal = _noticed();
        vm.warp(NOW + 104 days);
        vm.expectRevert(_stands(deal, ICompliance.NoticeState.Given, NOW + 104 days));
        terminate(deal, ines);
        vm.warp(NOW + 104 days - 1);
        terminate(deal, ines);
        assertEnded(deal.licence);
    }

    function test_RevertGiven_L11_TheLicenceIsOver() public {
        Deal memory deal = dealOf(someConditions());
        vm.warp(NOW + 365 days - 1);
        notice(deal, ines);
        vm.warp(NOW + 400 days);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_Over.selector, deal.licence, NOW + 365 days));
        terminate(deal, ines);
    }

    function test_RevertGiven_L11_ItIsTerminatedAlready() public {
        Deal memory deal = _noticed();
        vm.warp(NOW + 40 days);
        terminate(deal, ines);
        vm.warp(NOW + 50 days);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_Over.selector, deal.licence, NOW + 40 days);
        vm.expectRevert(reason);
        terminate(deal, ines);
        vm.expectRevert(reason);
        notice(deal, ines);
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = _noticed();
        vm.warp(NOW + 14 days);
        deal.terms.deed = "another";
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, compliance));
        terminate(deal, ines);
    }

    /// @dev Of a licence under other rules, or none, nobody can give notice here, so nobody can end it here.
    function test_RevertGiven_TheLicenceHasOtherRules() public {
        Deal memory deal = dealOf(someTerms(), someConditions(), ines, NO_PARENT, 1);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        notice(deal, ines);
        vm.expectRevert(_stands(deal, ICompliance.NoticeState.None, 0));
        terminate(deal, ines);
    }

    function test_WhenL09_ItIsASublicence_ItsLicensorEndsIt() public {
        (Deal memory deal, LicenceId parent) = sublicence(someConditions());
        notice(deal, tomas);
        vm.warp(NOW + 14 days);
        terminate(deal, tomas);
        assertEnded(deal.licence);
        assertEq(licences.licenceOf(parent).end, NOW + 365 days, "the parent goes on");
    }

    function test_WhenAnAgentActs_TheLicenceEnds() public {
        Deal memory deal = _noticed();
        vm.prank(ines);
        licences.setAgent(WorkId.unwrap(work), eve, uint40(NOW + 15 days));
        vm.warp(NOW + 15 days);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotLicensor.selector, deal.licence, eve));
        terminate(deal, eve);
        vm.warp(NOW + 15 days - 1);
        terminate(deal, eve);
        assertEnded(deal.licence);
    }

    /// @dev What is owed does not go with the licence.
    function test_WhenItEnds_ItsDebtStays() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 100 days);
        report(deal, 0, 0, 0);
        endForBreach(deal, ines, NOW + 150 days);
        assertDebt(deal, 1000, 0);
        assertArrears(deal, 1, 500);
        payDebt(deal, maya, 1000);
        assertDebt(deal, 0, 0);
    }

    function test_EndsALicenceAfterNoticeAndCure() public {
        Deal memory deal = _noticed();
        ILicences.Licence memory state = licences.licenceOf(deal.licence);
        vm.warp(NOW + 14 days);
        uint256 token = LicenceId.unwrap(deal.licence);
        vm.expectEmit(address(licences));
        emit IERC7858.TokenExpiryUpdated(token, NOW, NOW + 14 days);
        vm.expectEmit(address(licences));
        emit ILicences.LicenceTerminated(deal.licence, uint40(NOW + 14 days));
        vm.recordLogs();
        terminate(deal, ines);
        assertLogCount(2, "events");
        (state.end, state.endsAt) = (uint40(NOW + 14 days), uint40(NOW + 14 days));
        state.ended = ILicences.Reason.Terminated;
        assertEq(abi.encode(licences.licenceOf(deal.licence)), abi.encode(state), "licence");
        // What the licensee paid for stays in the record, and theirs.
        assertEq(licences.ownerOf(token), maya, "holder");
    }

    /* HELPERS */

    function assertEnded(LicenceId licence) private view {
        assertEq(licences.licenceOf(licence).ended == ILicences.Reason.Terminated, true, "terminated");
    }

    function _noticed() private returns (Deal memory deal) {
        deal = dealOf(someConditions());
        notice(deal, ines);
    }

    function _stands(
        Deal memory deal,
        ICompliance.NoticeState state,
        uint256 until
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICompliance.Compliance_NoticeStands.selector, deal.licence, state, until);
    }
}
