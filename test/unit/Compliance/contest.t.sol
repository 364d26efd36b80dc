// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IArbitrable} from "../../../contracts/interfaces/IArbitration.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {
    CentralArbitrator,
    DearerArbitrator,
    ReenteringArbitrator,
    RepeatingArbitrator
} from "../../mocks/Arbitrators.sol";
import {Contested} from "../../utils/Contested.sol";

/// @dev L11: a notice that is brought before an arbitrator.
contract ComplianceContestTest is Contested {
    function test_RevertWhen_TheCallerDoesNotActForTheHolder() public {
        Deal memory deal = noticed();
        address[3] memory others = [ines, eve, deployer];
        for (uint256 i = 0; i < 3; ++i) {
            deal.holder = others[i];
            vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, others[i]));
            contest(deal);
        }
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = noticed();
        deal.conditions.arbitrator = address(new CentralArbitrator());
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        contest(deal);
    }

    function test_RevertGiven_TheLicenceIsOver() public {
        Deal memory deal = dealOf(contestable());
        vm.warp(NOW + 365 days - 1);
        notice(deal, ines);
        vm.warp(NOW + 365 days);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_Over.selector, deal.licence, NOW + 365 days));
        contest(deal);
    }

    function test_RevertGiven_NoNoticeStands() public {
        Deal memory deal = dealOf(contestable());
        vm.expectRevert(standing(deal, ICompliance.NoticeState.None, 0));
        contest(deal);
        notice(deal, ines);
        contest(deal);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Contested, NOW + 200 days));
        contest(deal);
        rule(0, GOES_ON);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Rejected, NOW));
        contest(deal);
    }

    function test_RevertGiven_ThereIsNoArbitrator() public {
        Deal memory deal = dealOf(someConditions());
        notice(deal, ines);
        vm.expectRevert(standing(deal, ICompliance.NoticeState.Given, NOW + 104 days));
        contest(deal);
    }

    function test_RevertGiven_TheTimeToCureIsOver() public {
        Deal memory deal = noticed();
        vm.warp(NOW + 14 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICompliance.Compliance_CureIsOver.selector,
                deal.licence,
                NOW + 14 days,
                NOW + 14 days
            )
        );
        contest(deal);
        vm.warp(NOW + 14 days - 1);
        contest(deal);
    }

    function test_RevertWhen_L06_TheEthIsNotExactlyWhatTheArbitratorAsks() public {
        Deal memory deal = noticed();
        uint256[3] memory values = [uint256(0), 1 ether - 1, 1 ether + 1];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, values[i], 1 ether));
            contest(deal, values[i]);
        }
        court.setPrice(3 ether);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_WrongValue.selector, 1 ether, 3 ether));
        contest(deal, 1 ether);
        contest(deal, 3 ether);
        assertEq(address(court).balance, 3 ether, "paid");
        assertEq(address(compliance).balance, 0, "nothing stays");
    }

    /// @dev The notice stands as it did, and can still be contested if the arbitrator comes to reason.
    function test_RevertWhen_TheArbitratorAsksMoreThanItSaid() public {
        court = new DearerArbitrator();
        Deal memory deal = noticed();
        vm.expectRevert(abi.encodeWithSelector(CentralArbitrator.TooLittle.selector, 1 ether, 2 ether));
        contest(deal);
        assertState(deal, ICompliance.NoticeState.Given);
    }

    function test_RevertWhen_ThereIsNobodyAtTheAddress() public {
        ICompliance.Conditions memory conditions = contestable();
        conditions.arbitrator = eve;
        Deal memory deal = dealOf(conditions);
        notice(deal, ines);
        vm.expectRevert();
        contest(deal);
    }

    /// @dev One number, one dispute: until it is ruled.
    function test_RevertWhen_TheArbitratorAnswersANumberInUse() public {
        court = new RepeatingArbitrator();
        Deal memory first = noticed();
        Deal memory second = noticed();
        contest(first);
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, court, 7));
        contest(second);
        rule(7, GOES_ON);
        contest(second);
        rule(7, MAY_BE_ENDED);
        assertState(first, ICompliance.NoticeState.Rejected);
        assertState(second, ICompliance.NoticeState.Upheld);
    }

    function test_Contests() public {
        Deal memory deal = noticed();
        vm.warp(NOW + 3 days);
        vm.expectEmit(address(compliance));
        emit ICompliance.NoticeContested(deal.licence, address(court), 0, uint40(NOW + 203 days));
        vm.recordLogs();
        assertEq(contest(deal), 0, "dispute");
        assertLogCount(1, "events");
        ICompliance.Notice memory expected = ICompliance.Notice(
            ICompliance.NoticeState.Contested,
            uint40(NOW),
            uint40(NOW + 14 days),
            uint40(NOW + 203 days)
        );
        assertEq(abi.encode(compliance.noticeOf(deal.licence)), abi.encode(expected), "notice");
        assertEq(court.lastChoices(), 2, "choices");
        assertEq(court.lastExtraData(), "court 3", "extra data");
        assertEq(address(court).balance, 1 ether, "paid");
    }

    function test_WhenAnAgentActs_InABatch_ItIsContested() public {
        Deal memory deal = noticed();
        vm.prank(maya);
        licences.setAgent(LicenceId.unwrap(deal.licence), eve, FOREVER);
        bytes memory data = abi.encodeCall(ICompliance.contest, (deal.licence, deal.terms, deal.conditions));
        batch(eve, address(compliance), 1 ether, data);
        assertState(deal, ICompliance.NoticeState.Contested);
    }

    /* RE-ENTRY */

    /// @dev A ruling while the dispute is opened is a ruling of no dispute.
    function test_WhenTheArbitratorRulesAtOnce_ItIsRefused() public {
        ReenteringArbitrator arbitrator = _reentering();
        Deal memory deal = noticed();
        arbitrator.prepare(address(compliance), abi.encodeCall(IArbitrable.rule, (0, MAY_BE_ENDED)));
        contest(deal);
        assertEq(arbitrator.succeeded(), false, "refused");
        assertEq(
            arbitrator.result(),
            abi.encodeWithSelector(ICompliance.Compliance_NoSuchDispute.selector, arbitrator, 0),
            "why"
        );
        assertState(deal, ICompliance.NoticeState.Contested);
        rule(0, GOES_ON);
        assertState(deal, ICompliance.NoticeState.Rejected);
    }

    /// @dev Nor does it end the licence meanwhile, though the licensor made it their agent.
    function test_WhenTheArbitratorEndsTheLicenceMeanwhile_ItIsRefused() public {
        ReenteringArbitrator arbitrator = _reentering();
        Deal memory deal = noticed();
        vm.prank(ines);
        licences.setAgent(WorkId.unwrap(work), address(arbitrator), FOREVER);
        arbitrator.prepare(address(compliance), abi.encodeCall(ICompliance.terminate, (deal.licence, deal.terms)));
        contest(deal);
        assertEq(arbitrator.succeeded(), false, "refused");
        arbitrator.prepare(address(compliance), abi.encodeCall(ICompliance.withdrawNotice, (deal.licence)));
        Deal memory other = noticed();
        contest(other);
        assertEq(arbitrator.succeeded(), true, "another notice, withdrawn meanwhile");
        assertState(deal, ICompliance.NoticeState.None);
        assertState(other, ICompliance.NoticeState.Contested);
    }

    /// @dev Withdrawn while it is contested: the ruling that follows changes nothing.
    function test_WhenTheNoticeIsWithdrawnMeanwhile_TheRulingChangesNothing() public {
        ReenteringArbitrator arbitrator = _reentering();
        Deal memory deal = noticed();
        vm.prank(ines);
        licences.setAgent(WorkId.unwrap(work), address(arbitrator), FOREVER);
        arbitrator.prepare(address(compliance), abi.encodeCall(ICompliance.withdrawNotice, (deal.licence)));
        contest(deal);
        assertEq(arbitrator.succeeded(), true, "withdrawn");
        rule(0, MAY_BE_ENDED);
        assertState(deal, ICompliance.NoticeState.None);
    }

    /// @dev The dispute about an earlier notice, that was withdrawn, decides nothing about this one, even while this one
    /// is brought before the same arbitrator.
    function test_WhenAnEarlierDisputeIsRuledMeanwhile_ItDecidesNothing() public {
        ReenteringArbitrator arbitrator = _reentering();
        Deal memory deal = noticed();
        contest(deal);
        vm.prank(ines);
        compliance.withdrawNotice(deal.licence);
        notice(deal, ines);
        arbitrator.prepare(address(compliance), abi.encodeCall(IArbitrable.rule, (0, MAY_BE_ENDED)));
        contest(deal);
        assertEq(arbitrator.succeeded(), true, "ruled");
        assertState(deal, ICompliance.NoticeState.Contested);
        rule(1, GOES_ON);
        assertState(deal, ICompliance.NoticeState.Rejected);
    }

    function _reentering() internal returns (ReenteringArbitrator arbitrator) {
        arbitrator = new ReenteringArbitrator();
        court = arbitrator;
    }
}
