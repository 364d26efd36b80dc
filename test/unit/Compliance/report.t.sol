// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {Ruled} from "../../utils/Ruled.sol";

/// @dev L13: a year in periods of 100 days, so four, the last of 65.
contract ComplianceReportTest is Ruled {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        Deal memory deal = dealOf(aTenth());
        deal.licence = LicenceId.wrap(7);
        refuse(deal, 0, 0, abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
    }

    function test_RevertWhen_TheCallerDoesNotActForTheHolder() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 100 days);
        address[3] memory others = [ines, eve, deployer];
        for (uint256 i = 0; i < others.length; ++i) {
            deal.holder = others[i];
            refuse(
                deal,
                0,
                0,
                abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, others[i])
            );
        }
    }

    /// @dev Neither other terms, nor other conditions, nor terms of other rules, nor those of another licence.
    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = dealOf(aTenth());
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence);
        vm.warp(NOW + 100 days);
        deal.terms.deed = "another";
        refuse(deal, 0, 0, reason);
        deal.terms.deed = someTerms().deed;
        deal.conditions.minimum = 1;
        refuse(deal, 0, 0, reason);
        deal.terms.conditions = keccak256(abi.encode(deal.conditions));
        refuse(deal, 0, 0, reason);

        ITerms.Terms memory what = ruled(someTerms(), aTenth());
        what.rules = address(royalties);
        deal = dealOf(what, aTenth(), ines, NO_PARENT, 1);
        refuse(deal, 0, 0, abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        deal = dealOf(someTerms(), aTenth(), ines, NO_PARENT, 1);
        refuse(deal, 0, 0, abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
    }

    /// @dev Whoever sold such a licence gets nothing for it, and can't end it either.
    function test_RevertGiven_TheConditionsCannotBeCountedWith() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.tiers = new ICompliance.Tier[](0);
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 100 days);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_InvalidConditions.selector);
        refuse(deal, 0, 0, reason);
        vm.expectRevert(reason);
        notice(deal, ines);
    }

    function test_RevertWhen_L13_ThePeriodIsNotTheNext() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 300 days);
        refuse(deal, 1, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, deal.licence, 0, 1));
        report(deal, 0, 0, 0);
        refuse(deal, 0, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, deal.licence, 1, 0));
        refuse(deal, 2, 0, abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, deal.licence, 1, 2));
    }

    function test_RevertWhen_L13_ThePeriodIsNotOver() public {
        Deal memory deal = dealOf(aTenth());
        uint256 end = NOW + 100 days;
        vm.warp(end - 1);
        refuse(
            deal,
            0,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_PeriodNotOver.selector, deal.licence, end, end - 1)
        );
        vm.warp(end);
        assertEq(report(deal, 0, 0, 0), 1000, "at its end");
    }

    /// @dev The last period ends with the licence.
    function test_RevertWhen_L13_ThePeriodIsAfterTheEnd() public {
        Deal memory deal = dealOf(aTenth());
        uint256 end = NOW + 365 days;
        vm.warp(end - 1);
        for (uint32 i = 0; i < 3; ++i) report(deal, i, 0, 0);
        refuse(
            deal,
            3,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_PeriodNotOver.selector, deal.licence, end, end - 1)
        );
        vm.warp(end);
        assertEq(report(deal, 3, 0, 0), 650, "65 days of 100");
        vm.warp(NOW + 1000 days);
        refuse(deal, 4, 0, abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 4, end));
    }

    /// @dev A year in four periods: there is no fifth of no length.
    function test_RevertWhen_L13_TheLicenceEndsWithAPeriod() public {
        Deal memory deal = dealOf(aTenth(), 400 days, 1);
        vm.warp(NOW + 400 days);
        for (uint32 i = 0; i < 4; ++i) assertEq(report(deal, i, 0, 0), 1000, "a whole one");
        refuse(
            deal,
            4,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 4, NOW + 400 days)
        );
    }

    function test_RevertWhen_L04_MoreUnitsOrRevenueThanCanBeCounted() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.tiers = oneTier(0, 0);
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 200 days);
        report(deal, 0, type(uint128).max - 5, type(uint128).max - 7);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_TooMuch.selector, deal.licence);
        vm.expectRevert(reason);
        report(deal, 1, 6, 7);
        vm.expectRevert(reason);
        report(deal, 1, 5, 8);
        report(deal, 1, 5, 7);
        ICompliance.Account memory account = compliance.accountOf(deal.licence);
        assertEq(account.units, type(uint128).max, "units");
        assertEq(account.revenue, type(uint128).max, "revenue");
        assertEq(account.owed, 2000, "the minimums");
    }

    /// @dev In all, not in one report: what is owed is kept in 112 bits, with carry-over and without.
    function test_RevertWhen_L04_MoreIsOwedThanCanBeCounted() public {
        for (uint256 i = 0; i < 2; ++i) {
            ICompliance.Conditions memory conditions = someConditions();
            (conditions.tiers, conditions.carriesOver) = (oneTier(ALL, 0), i == 1);
            Deal memory deal = dealOf(conditions);
            vm.warp(vm.getBlockTimestamp() + 60 days);
            bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_TooMuch.selector, deal.licence);
            refuse(deal, 0, uint128(type(uint112).max) + 1, reason);
            report(deal, 0, 0, type(uint112).max - 1);
            refuse(deal, 1, 2, reason);
            assertEq(report(deal, 1, 0, 1), 1, "the last");
            assertEq(compliance.accountOf(deal.licence).owed, type(uint112).max, "owed");
        }
    }

    function test_RevertWhen_L04_MinimumsAddUpToMoreThanCanBeCounted() public {
        ICompliance.Conditions memory conditions = someConditions();
        (conditions.minimum, conditions.perSeat, conditions.carriesOver) = (type(uint96).max, true, true);
        Deal memory deal = dealOf(conditions, 365 days, type(uint16).max);
        vm.warp(NOW + 60 days);
        assertEq(report(deal, 0, 0, 0), uint256(type(uint96).max) * type(uint16).max, "fits");
        refuse(deal, 1, 0, abi.encodeWithSelector(ICompliance.Compliance_TooMuch.selector, deal.licence));
    }

    /// @dev An honest licensee without money reports all the same.
    function test_WhenNothingIsPaid_ItIsADebt() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 100 days);
        assertEq(report(deal, 0, 3, 50_000), 5000, "owed");
        assertDebt(deal, 5000, 0);
        assertEq(royalties.received(work, ETH), 0, "nothing came in");
    }

    function test_WhenTheLicenceMoves_TheNewHolderReports() public {
        Deal memory deal = dealOf(aTenth());
        vm.prank(tomas);
        licences.accept(deal.licence);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(deal.licence));
        vm.warp(NOW + 100 days);
        refuse(deal, 0, 0, abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, maya));
        deal.holder = tomas;
        report(deal, 0, 0, 0);
        assertEq(compliance.accountOf(deal.licence).reported, 1, "reported");
    }

    /// @dev An agent for the time they have, an account approved for the token, and one approved for all.
    function test_WhenSomebodyActsForTheHolder_TheyReport() public {
        Deal memory deal = dealOf(aTenth());
        uint256 token = LicenceId.unwrap(deal.licence);
        vm.warp(NOW + 300 days);
        vm.prank(maya);
        licences.setAgent(token, eve, uint40(NOW + 301 days));
        deal.holder = eve;
        report(deal, 0, 0, 0);
        vm.warp(NOW + 301 days);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, eve);
        refuse(deal, 1, 0, reason);
        vm.prank(maya);
        licences.approve(eve, token);
        report(deal, 1, 0, 0);
        vm.prank(maya);
        licences.approve(address(0), token);
        refuse(deal, 2, 0, reason);
        vm.prank(maya);
        licences.setApprovalForAll(eve, true);
        report(deal, 2, 0, 0);
        assertEq(compliance.accountOf(deal.licence).reported, 3, "reported");
        // An agent for another licence, or of another account, is none for this.
        vm.prank(maya);
        licences.setApprovalForAll(eve, false);
        vm.prank(maya);
        licences.setAgent(token + 1, eve, FOREVER);
        vm.prank(ines);
        licences.setAgent(token, eve, FOREVER);
        vm.warp(NOW + 365 days);
        refuse(deal, 3, 0, reason);
    }

    function test_WhenL10_ItIsRenewed_PeriodsGoOn() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 364 days);
        renew(maya, publish(work, deal.terms), deal.licence, 1);
        vm.warp(NOW + 400 days);
        for (uint32 i = 0; i < 4; ++i) assertEq(report(deal, i, 0, 0), 1000, "the fourth is whole now");
    }

    function test_WhenSentInABatch_TheSenderReports() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 100 days);
        ICompliance.Payment memory payment = ICompliance.Payment(1000, 0, 0);
        bytes memory data = abi.encodeCall(
            ICompliance.report,
            (deal.licence, deal.terms, deal.conditions, usageOf(0, 0, 0), payment)
        );
        batch(maya, address(compliance), 1000, data);
        assertEq(compliance.accountOf(deal.licence).reported, 1, "reported");
        assertDebt(deal, 0, 0);
    }

    function testFuzz_ReportsAndPays(uint128 units, uint128 revenue) public {
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.tiers, conditions.cap) = (oneTier(ALL / 10, 3), 50_000);
        Deal memory deal = dealOf(conditions);
        units = uint128(bound(units, 0, 20_000));
        revenue = uint128(bound(revenue, 0, 1_000_000));
        uint256 owed = uint256(units) * 3 + uint256(revenue) / 10;
        if (owed < 1000) owed = 1000;
        if (owed > 50_000) owed = 50_000;
        vm.warp(NOW + 100 days);
        vm.expectEmit(address(compliance));
        emit ICompliance.UsageReported(deal.licence, 0, maya, units, revenue, "digest", ETH, owed);
        vm.expectEmit(address(compliance));
        emit ICompliance.DebtPaid(deal.licence, maya, ETH, owed, 0, 0);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(work, ETH, maya, owed, bytes32(LicenceId.unwrap(deal.licence)));
        vm.recordLogs();
        uint256 answer = report(deal, usageOf(0, units, revenue), ICompliance.Payment(uint112(owed), 0, 0));

        assertLogCount(3, "events");
        assertEq(answer, owed, "owed");
        assertEq(royalties.received(work, ETH), owed, "received");
        ICompliance.Account memory expected = ICompliance.Account(units, revenue, uint112(owed), uint112(owed), 1);
        assertEq(abi.encode(compliance.accountOf(deal.licence)), abi.encode(expected), "the books");
        bytes32 hash = keccak256(abi.encode(bytes32(0), uint32(0), units, revenue));
        assertEq(compliance.reportsOf(deal.licence), hash, "reports");
        assertEq(address(compliance).balance, 0, "nothing stays");
    }

    /// @dev There is room for what the next version may need.
    function test_TheContractIsSmall() public view {
        vm.assertLt(address(compliance).code.length, 20_000, "bytes");
        assertEq(IERC721(address(licences)).balanceOf(maya), 0, "and all else is deployed");
    }
}
