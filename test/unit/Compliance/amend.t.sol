// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {Ruled} from "../../utils/Ruled.sol";

contract ComplianceAmendTest is Ruled {
    function test_RevertWhen_TheCallerDoesNotActForTheHolder() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(aTenth(), 2);
        deal.holder = eve;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_NotHolder.selector, deal.licence, eve));
        this.amendAs(deal, made, usageOf(0, 0, 1));
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(aTenth(), 2);
        deal.conditions.minimum = 0;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        this.amendAs(deal, made, usageOf(0, 0, 1));
    }

    /// @dev None, too few, too many, in another order, changed in any field, or after another past.
    function test_RevertWhen_TheReportsAreOthers() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(aTenth(), 3);
        bytes32 before = chainOf(made, 1);
        _refuse(deal, usageOf(1, 0, 5), before, new ICompliance.Report[](0));
        _refuse(deal, usageOf(1, 0, 5), compliance.reportsOf(deal.licence), new ICompliance.Report[](0));
        _refuse(deal, usageOf(1, 0, 5), before, lastOf(made, 2));
        _refuse(deal, usageOf(1, 0, 5), before, lastOf(made, 0));
        _refuse(deal, usageOf(1, 0, 5), 0, lastOf(made, 1));
        // Another than the first of those given.
        _refuse(deal, usageOf(2, 0, 5), before, lastOf(made, 1));
        _refuse(deal, usageOf(0, 0, 5), before, lastOf(made, 1));
        ICompliance.Report[] memory changed = lastOf(made, 1);
        (changed[0], changed[1]) = (changed[1], changed[0]);
        _refuse(deal, usageOf(2, 0, 5), before, changed);
        for (uint256 i = 0; i < 3; ++i) {
            changed = lastOf(made, 1);
            changed[1] = usageOf(i == 0 ? 3 : 2, i == 1 ? 1 : made[2].units, i == 2 ? 1 : made[2].revenue);
            _refuse(deal, usageOf(1, 0, 5), before, changed);
        }
    }

    function test_RevertGiven_NothingWasReported() public {
        Deal memory deal = dealOf(aTenth());
        _refuse(deal, usageOf(0, 0, 5), 0, new ICompliance.Report[](0));
        ICompliance.Report[] memory one = new ICompliance.Report[](1);
        _refuse(deal, usageOf(0, 0, 5), 0, one);
    }

    function test_RevertWhen_L04_MoreIsReportedThanCanBeCounted() public {
        ICompliance.Conditions memory conditions = someConditions();
        conditions.tiers = oneTier(ALL, 0);
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(conditions, 2);
        bytes memory reason = abi.encodeWithSelector(ICompliance.Compliance_TooMuch.selector, deal.licence);
        vm.expectRevert(reason);
        this.amendAs(deal, made, usageOf(0, type(uint128).max, 0));
        vm.expectRevert(reason);
        this.amendAs(deal, made, usageOf(0, 0, type(uint112).max));
        assertEq(compliance.reportsOf(deal.licence), chainOf(made, 2), "nothing changed");
    }

    function amendAs(Deal memory deal, ICompliance.Report[] memory made, ICompliance.Report memory corrected) external {
        amend(deal, made, corrected);
    }

    /// @dev What was paid too much is a credit for what comes, and never comes back.
    function test_WhenLessIsOwed_ItIsACredit() public {
        ICompliance.Conditions memory conditions = someConditions();
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 365 days);
        ICompliance.Report[] memory made = new ICompliance.Report[](1);
        made[0] = usageOf(0, 0, 10_000);
        report(deal, made[0], ICompliance.Payment(1000, 0, 0));
        uint256 balance = maya.balance;
        amend(deal, made, usageOf(0, 0, 1_000));
        assertDebt(deal, 0, 900);
        assertEq(maya.balance, balance, "nothing is paid back");
        assertEq(royalties.received(work, ETH), 1000, "nor taken from the holders");
        report(deal, 1, 0, 8_000);
        assertDebt(deal, 0, 100);
        report(deal, 2, 0, 4_000);
        assertDebt(deal, 300, 0);
    }

    function test_WhenMoreIsOwed_ItIsADebt() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(someConditions(), 3);
        (uint256 before, ) = compliance.debtOf(deal.licence, deal.conditions);
        amend(deal, made, usageOf(1, 0, made[1].revenue + 10_000));
        assertDebt(deal, before + 1000, 0);
    }

    /// @dev The same period again and again, and an agent may.
    function test_WhenItWasAmended_ItCanBeAmendedAgain() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(someConditions(), 3);
        amend(deal, made, usageOf(1, 5, 10_000));
        vm.prank(maya);
        licences.setAgent(LicenceId.unwrap(deal.licence), eve, FOREVER);
        deal.holder = eve;
        amend(deal, made, usageOf(1, 7, 20_000));
        amend(deal, made, usageOf(0, 0, 0));
        assertEq(compliance.accountOf(deal.licence).units, 7 + made[2].units, "units");
        assertEq(compliance.reportsOf(deal.licence), chainOf(made, 3), "reports");
    }

    /// @dev The last, short period too, after the licence was ended.
    function test_WhenTheLicenceWasEnded_ItsReportsCanBeAmended() public {
        Deal memory deal = dealOf(aTenth());
        endForBreach(deal, ines, NOW + 150 days);
        ICompliance.Report[] memory made = new ICompliance.Report[](2);
        (made[0], made[1]) = (usageOf(0, 0, 0), usageOf(1, 0, 0));
        report(deal, 0, 0, 0);
        assertEq(report(deal, 1, 0, 0), 500, "half the minimum");
        amend(deal, made, usageOf(1, 0, 4_990));
        assertDebt(deal, 1500, 0);
        amend(deal, made, usageOf(1, 0, 5_010));
        assertDebt(deal, 1501, 0);
        amend(deal, made, usageOf(0, 0, 20_000));
        assertDebt(deal, 2501, 0);
    }

    function test_CorrectsAReport() public {
        (Deal memory deal, ICompliance.Report[] memory made) = _reported(someConditions(), 3);
        ICompliance.Report memory corrected = ICompliance.Report(1, 5, 70_000, "corrected");
        uint256 owed = (uint256(made[0].revenue) + 70_000 + made[2].revenue) / 10;
        vm.expectEmit(address(compliance));
        emit ICompliance.UsageAmended(deal.licence, 1, maya, 5, 70_000, "corrected", ETH, owed);
        vm.recordLogs();
        amend(deal, made, corrected);
        assertLogCount(1, "events");
        ICompliance.Account memory account = compliance.accountOf(deal.licence);
        assertEq(account.reported, 3, "reported");
        assertEq(account.owed, owed, "owed");
        assertEq(account.revenue, uint256(made[0].revenue) + 70_000 + made[2].revenue, "revenue");
        assertEq(compliance.reportsOf(deal.licence), chainOf(made, 3), "reports");
    }

    /// @dev Whatever was reported wrong, wherever, and however often corrected: the books are those of a licence that
    /// reported right from the beginning. Its last period is cut short.
    function testFuzz_TheBooksAreThoseOfWhoReportedRight(uint256 dice, uint32[5] memory right) public {
        ICompliance.Conditions memory conditions = _random(dice);
        uint16 seats = uint16((dice >> 200) % 3) + 1;
        Deal memory deal = dealOf(conditions, 450 days, seats);
        Deal memory twin = dealOf(conditions, 450 days, seats);
        vm.warp(NOW + 450 days);
        ICompliance.Report[] memory made = new ICompliance.Report[](5);
        for (uint32 i = 0; i < 5; ++i) {
            made[i] = _randomReport(dice, i, 0);
            report(deal, made[i], unpaid());
            report(twin, i, right[i] % 300, right[i] % 100_000);
        }
        for (uint256 step = 1; step < 5; ++step) {
            uint32 index = uint32(uint256(keccak256(abi.encode(dice, step))) % 5);
            amend(deal, made, _randomReport(dice, index, step));
        }
        // In any order.
        uint32 first = uint32(dice % 5);
        for (uint32 i = 0; i < 5; ++i) {
            uint32 index = (first + i * 2) % 5;
            amend(deal, made, usageOf(index, right[index] % 300, right[index] % 100_000));
        }
        assertEq(
            abi.encode(compliance.accountOf(deal.licence)),
            abi.encode(compliance.accountOf(twin.licence)),
            "the books"
        );
        assertEq(compliance.reportsOf(deal.licence), compliance.reportsOf(twin.licence), "reports");
        (uint256 debt, uint256 credit) = compliance.debtOf(twin.licence, conditions);
        assertDebt(deal, debt, credit);
    }

    /* HELPERS */

    function _reported(
        ICompliance.Conditions memory conditions,
        uint32 count
    ) private returns (Deal memory deal, ICompliance.Report[] memory made) {
        deal = dealOf(conditions);
        vm.warp(NOW + 365 days);
        made = new ICompliance.Report[](count);
        for (uint32 i = 0; i < count; ++i) {
            made[i] = usageOf(i, i + 10, 30_000 * (i + 1));
            report(deal, made[i], unpaid());
        }
    }

    function _refuse(
        Deal memory deal,
        ICompliance.Report memory corrected,
        bytes32 before,
        ICompliance.Report[] memory since
    ) private {
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherReports.selector, deal.licence));
        vm.prank(maya);
        compliance.amend(deal.licence, deal.terms, deal.conditions, corrected, before, since);
    }

    function _randomReport(uint256 dice, uint32 period, uint256 step) private pure returns (ICompliance.Report memory) {
        uint256 one = uint256(keccak256(abi.encode(dice, period, step)));
        return usageOf(period, uint128(one % 300), uint128((one >> 64) % 100_000));
    }

    /// @dev 1 to 3 tiers that are reached, with and without everything else that counts.
    function _random(uint256 dice) private pure returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        (conditions.period, conditions.byRevenue) = (100 days, dice % 2 == 0);
        uint128 unit = conditions.byRevenue ? 60_000 : 200;
        uint256 share = (dice >> 8) % (ALL / 3);
        uint32[3] memory shares = [uint32(share), uint32(2 * share), uint32(share / 2)];
        conditions.tiers = threeTiers(shares, unit, 2 * unit);
        if ((dice >> 40) % 4 == 0) conditions.tiers = oneTier(shares[0], 3);
        conditions.tiers[0].perUnit = uint96((dice >> 48) % 100);
        (conditions.carriesOver, conditions.perSeat) = ((dice >> 56) % 2 == 0, (dice >> 64) % 2 == 0);
        conditions.minimum = uint96((dice >> 72) % 5_000);
        conditions.cap = (dice >> 96) % 2 == 0 ? 0 : conditions.minimum + uint96((dice >> 104) % 10_000);
        conditions.lifeCap = (dice >> 128) % 2 == 0 ? 0 : uint112((dice >> 136) % 40_000);
        conditions.advance = uint112((dice >> 160) % 10_000);
    }
}
