// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IArbitrable} from "../../../contracts/interfaces/IArbitration.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {CentralArbitrator} from "../../mocks/Arbitrators.sol";
import {Contested} from "../../utils/Contested.sol";

/// @dev L11: what becomes of a notice that was contested.
contract ComplianceRuleTest is Contested {
    function test_RevertWhen_SomebodyElseRules() public {
        Deal memory deal = noticed();
        contest(deal);
        address[4] memory others = [ines, maya, eve, deployer];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, others[i], 0);
            vm.expectRevert(reason);
            vm.prank(others[i]);
            compliance.rule(0, MAY_BE_ENDED);
        }
        // Nor the sender of a batch: who calls is what counts.
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, address(colophon), 0));
        this.batchAs(address(court), abi.encodeCall(IArbitrable.rule, (0, MAY_BE_ENDED)));
        CentralArbitrator other = new CentralArbitrator();
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, other, 0));
        other.give(compliance, 0, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.Contested);
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(compliance), 0, data);
    }

    function test_RevertWhen_TheArbitratorRulesTwiceOrOfAnotherDispute() public {
        Deal memory deal = noticed();
        contest(deal);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, court, 1));
        rule(1, MAY_BE_ENDED);
        rule(0, GOES_ON);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, court, 0));
        rule(0, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.Rejected);
    }

    /// @dev Whatever is not the choice that the licence may be ended.
    function test_WhenTheRulingIsAnythingElse_TheLicenceGoesOn() public {
        uint256[4] memory rulings = [uint256(0), GOES_ON, 3, type(uint256).max];
        for (uint256 i = 0; i < 4; ++i) {
            Deal memory deal = noticed();
            uint256 dispute = contest(deal);
            vm.expectEmit(address(compliance));
            emit IArbitrable.Ruling(address(court), dispute, rulings[i]);
            rule(dispute, rulings[i]);
            assertState(deal, ICompliance.NoticeState.Rejected);
            vm.warp(vm.getBlockTimestamp() + 20 days);
            vm.expectRevert(standing(deal, ICompliance.NoticeState.Rejected, vm.getBlockTimestamp() - 20 days));
            terminate(deal, ines);
            vm.expectRevert(standing(deal, ICompliance.NoticeState.Rejected, vm.getBlockTimestamp() - 20 days));
            vm.prank(ines);
            compliance.withdrawNotice(deal.licence);
            // Another notice is another proceeding.
            notice(deal, ines);
            assertState(deal, ICompliance.NoticeState.Given);
        }
    }

    function test_WhenTheRulingSaysSo_TheLicenceMayBeEnded() public {
        Deal memory deal = noticed();
        contest(deal);
        vm.warp(NOW + 100 days);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Contested, NOW + 200 days));
        terminate(deal, ines);
        vm.expectEmit(address(compliance));
        emit IArbitrable.Ruling(address(court), 0, MAY_BE_ENDED);
        vm.recordLogs();
        rule(0, MAY_BE_ENDED);
        assertLogCount(1, "events");
        ICompliance.Notice memory expected = ICompliance.Notice(
            ICompliance.NoticeState.Upheld,
            uint40(NOW),
            uint40(NOW + 14 days),
            uint40(NOW + 190 days)
        );
        assertEq(abi.encode(compliance.noticeOf(deal.licence)), abi.encode(expected), "notice");
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Upheld, NOW + 190 days));
        notice(deal, ines);
        terminate(deal, ines);
        assertEq(licences.licenceOf(deal.licence).ended == ILicences.Reason.Terminated, true, "ended");
    }

    /// @dev Whoever contests loses no time to cure by it.
    function test_WhenTheRulingIsQuick_TheTimeToCureIsLeft() public {
        Deal memory deal = noticed();
        contest(deal);
        vm.warp(NOW + 1 days);
        rule(0, MAY_BE_ENDED);
        assertEq(compliance.noticeOf(deal.licence).until, NOW + 104 days, "90 days from when it may be ended");
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
        vm.warp(NOW + 14 days);
        terminate(deal, ines);
    }

    function test_WhenNobodyActsOnIt_TheRulingLapses() public {
        Deal memory deal = noticed();
        contest(deal);
        vm.warp(NOW + 100 days);
        rule(0, MAY_BE_ENDED);
        vm.warp(NOW + 190 days);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Upheld, NOW + 190 days));
        terminate(deal, ines);
        notice(deal, ines);
        assertState(deal, ICompliance.NoticeState.Given);
    }

    function test_WhenTheLicensorTakesItBack_AnUpheldNoticeIsGone() public {
        Deal memory deal = noticed();
        contest(deal);
        rule(0, MAY_BE_ENDED);
        vm.prank(ines);
        compliance.withdrawNotice(deal.licence);
        vm.warp(NOW + 20 days);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.None, 0));
        terminate(deal, ines);
    }

    /// @dev The licence goes on; a late ruling changes nothing, and another notice may be given.
    function test_WhenTheArbitratorIsSilent_TheLicenceGoesOn() public {
        Deal memory deal = noticed();
        Deal memory other = noticed();
        contest(deal);
        contest(other);
        vm.warp(NOW + 200 days - 1);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Contested, NOW + 200 days));
        notice(deal, ines);
        rule(1, MAY_BE_ENDED);
        assertState(other, ICompliance.NoticeState.Upheld);
        vm.warp(NOW + 200 days);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Contested, NOW + 200 days));
        terminate(deal, ines);
        rule(0, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.Contested);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Contested, NOW + 200 days));
        terminate(deal, ines);
        notice(deal, ines);
        assertEq(compliance.noticeOf(deal.licence).cures, NOW + 214 days, "a new clock");
        assertEq(contest(deal), 2, "a new dispute");
    }

    /// @dev A ruling about a notice that was taken back is none about the next.
    function test_WhenTheNoticeWasTakenBack_TheRulingChangesNothing() public {
        Deal memory deal = noticed();
        contest(deal);
        vm.prank(ines);
        compliance.withdrawNotice(deal.licence);
        notice(deal, ines);
        rule(0, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.Given);
        contest(deal);
        vm.prank(ines);
        compliance.withdrawNotice(deal.licence);
        notice(deal, ines);
        contest(deal);
        rule(1, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.Contested);
        rule(2, GOES_ON);
        assertState(deal, ICompliance.NoticeState.Rejected);
    }
}
