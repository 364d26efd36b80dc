// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {Ruled} from "../../utils/Ruled.sol";

/// @dev What is owed and what is due: minimums, caps, seats, advances, and the last period.
contract ComplianceCountingTest is Ruled {
    /* MINIMUM */

    function test_Minimum_OfEachPeriodByItself() public {
        Deal memory deal = _reportable(aTenth());
        assertEq(report(deal, 0, 0, 50_000), 5000, "more");
        assertEq(report(deal, 1, 0, 0), 1000, "nothing sold");
        assertEq(report(deal, 2, 0, 10_009), 1000, "exactly");
        assertDebt(deal, 7000, 0);
    }

    /// @dev Over the life: what one period owes above its minimum counts for later ones, and what was owed to reach a
    /// minimum counts for what is earned later.
    function test_Minimum_CarriesOver() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.carriesOver = true;
        Deal memory deal = _reportable(conditions);
        assertEq(report(deal, 0, 0, 25_000), 2500, "1500 above the minimum");
        assertEq(report(deal, 1, 0, 0), 0, "1000 of them count");
        assertEq(report(deal, 2, 0, 0), 500, "and the 500 that are left");
        deal = _reportable(conditions);
        assertEq(report(deal, 0, 0, 0), 1000, "the minimum");
        assertEq(report(deal, 1, 0, 15_000), 1000, "in all 2000, not yet above the minimums");
        assertEq(report(deal, 2, 0, 25_000), 2000, "in all 4000");
    }

    function test_Minimum_OfEachSeat() public {
        ICompliance.Conditions memory conditions = aTenth();
        Deal memory deal = _reportable(conditions, 10);
        assertEq(report(deal, 0, 0, 0), 1000, "of the licence");
        conditions.perSeat = true;
        deal = _reportable(conditions, 10);
        assertEq(report(deal, 0, 0, 0), 10_000, "of ten seats");
        assertEq(report(deal, 1, 0, 100_010), 10_001, "more");
    }

    /// @dev Even of ended licences the seats count.
    function test_Minimum_OfEachSeat_AfterTheEnd() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.perSeat = true;
        Deal memory deal = dealOf(conditions, 365 days, 10);
        vm.warp(NOW + 150 days);
        surrender(deal.licence, maya);
        assertArrears(deal, 2, 15_000);
        assertEq(report(deal, 0, 0, 0), 10_000, "of ten seats");
        assertEq(report(deal, 1, 0, 0), 5_000, "half of it");
        assertArrears(deal, 0, 0);
    }

    /* CAPS */

    function test_Cap_OfEachPeriod() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.cap = 3000;
        Deal memory deal = _reportable(conditions);
        assertEq(report(deal, 0, 0, 30_009), 3000, "exactly");
        assertEq(report(deal, 1, 0, 1_000_000), 3000, "not more");
        assertEq(report(deal, 2, 0, 0), 1000, "the minimum");
        (conditions.minimum, conditions.carriesOver) = (3000, true);
        deal = _reportable(conditions);
        assertEq(report(deal, 0, 0, 1_000_000), 3000, "what is above the cap does not carry over");
        assertEq(report(deal, 1, 0, 0), 3000, "so the minimum is owed");
    }

    /// @dev The cap is of the licence, whatever its seats: what is in arrears is not more either.
    function test_Cap_OfAMinimumOfManySeats() public {
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.perSeat, conditions.cap) = (true, 4000);
        Deal memory deal = dealOf(conditions, 365 days, 10);
        vm.warp(NOW + 365 days);
        assertArrears(deal, 4, 3 * 4000 + 2600);
        assertEq(report(deal, 0, 0, 0), 4000, "not 10,000");
        for (uint32 i = 1; i < 4; ++i) report(deal, i, 0, 0);
        assertEq(compliance.accountOf(deal.licence).owed, 3 * 4000 + 2600, "as was said");
    }

    function test_Cap_OverLife() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.lifeCap = 6000;
        Deal memory deal = _reportable(conditions);
        report(deal, 0, 0, 50_000);
        assertDebt(deal, 5000, 0);
        payDebt(deal, maya, 5000);
        report(deal, 1, 0, 50_000);
        assertDebt(deal, 1000, 0);
        report(deal, 2, 0, 50_000);
        assertDebt(deal, 1000, 0);
        assertEq(compliance.accountOf(deal.licence).owed, 15_000, "the books know what it would be");
    }

    /* ADVANCE */

    /// @dev It counts within the cap for life, and minimums count against it.
    function test_Advance_IsKeptBackFirst() public {
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.advance, conditions.lifeCap) = (3500, 6000);
        Deal memory deal = _reportable(conditions);
        assertEq(report(deal, 0, 0, 0), 1000, "owed");
        assertDebt(deal, 0, 0);
        assertEq(report(deal, 1, 0, 26_000), 2600, "owed");
        assertDebt(deal, 100, 0);
        report(deal, 2, 0, 1_000_000);
        assertDebt(deal, 2500, 0);
        payDebt(deal, maya, 2500);
        assertDebt(deal, 0, 0);
    }

    /* THE LAST PERIOD */

    function test_LastPeriod_IsInProportion() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.cap = 2000;
        Deal memory deal = _reportable(conditions);
        for (uint32 i = 0; i < 3; ++i) report(deal, i, 0, 0);
        assertEq(report(deal, 3, 0, 0), 650, "the minimum of 65 days of 100");
        deal = _reportable(conditions);
        for (uint32 i = 0; i < 3; ++i) report(deal, i, 0, 0);
        assertEq(report(deal, 3, 0, 1_000_000), 1300, "the cap too");
    }

    function test_LastPeriod_EndsWhenTheLicenceIsGivenBack() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 120 days);
        refuse(
            deal,
            1,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_WrongPeriod.selector, deal.licence, uint32(0), uint32(1))
        );
        surrender(deal.licence, maya);
        report(deal, 0, 0, 0);
        assertEq(report(deal, 1, 0, 0), 200, "20 days of 100");
        refuse(
            deal,
            2,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 2, NOW + 120 days)
        );
        assertArrears(deal, 0, 0);
    }

    /// @dev Given back at the second in which a period ends: it is whole, and there is no other.
    function test_LastPeriod_GivenBackAtTheEndOfAPeriod() public {
        Deal memory deal = dealOf(aTenth());
        vm.warp(NOW + 200 days);
        surrender(deal.licence, maya);
        assertArrears(deal, 2, 2000);
        report(deal, 0, 0, 0);
        assertEq(report(deal, 1, 0, 0), 1000, "whole");
        assertArrears(deal, 0, 0);
    }

    /// @dev Nor is anything owed for a licence that was given back before it began.
    function test_LastPeriod_GivenBackBeforeItBegan() public {
        Deal memory deal = _starting(NOW + 50 days);
        vm.warp(NOW + 10 days);
        surrender(deal.licence, maya);
        vm.warp(NOW + 500 days);
        assertArrears(deal, 0, 0);
        refuse(
            deal,
            0,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 0, NOW + 10 days)
        );
    }

    function test_PeriodsBeginWithTheLicence() public {
        Deal memory deal = _starting(NOW + 50 days);
        assertEq(compliance.periodStart(deal.licence, deal.conditions, 0), NOW + 50 days, "the first");
        assertEq(compliance.periodStart(deal.licence, deal.conditions, 3), NOW + 350 days, "the fourth");
        vm.warp(NOW + 20 days);
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 150 days - 1);
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 150 days);
        assertArrears(deal, 1, 1000);
        assertEq(report(deal, 0, 0, 0), 1000, "whole");
    }

    /// @dev What falls with a licence above it owes nothing from then on, and can't be noticed.
    function test_LastPeriod_EndsWithTheLicenceAbove() public {
        (Deal memory deal, Deal memory above) = _underOneWithRules();
        endForBreach(above, ines, NOW + 130 days);
        assertEq(licences.licenceOf(deal.licence).end, NOW + 365 days, "its own end is later");
        vm.warp(NOW + 900 days);
        assertArrears(deal, 2, 1300);
        report(deal, 0, 0, 0);
        assertEq(report(deal, 1, 0, 0), 300, "30 days of 100");
        refuse(
            deal,
            2,
            0,
            abi.encodeWithSelector(ICompliance.Compliance_AfterTheEnd.selector, deal.licence, 2, NOW + 130 days)
        );
        bytes memory reason = abi.encodeWithSelector(
            ICompliance.Compliance_Over.selector,
            deal.licence,
            NOW + 130 days
        );
        vm.expectRevert(reason);
        notice(deal, tomas);
        vm.expectRevert(reason);
        terminate(deal, tomas);
    }

    /* HELPERS */

    function _reportable(ICompliance.Conditions memory conditions) private returns (Deal memory) {
        return _reportable(conditions, 1);
    }

    /// @dev A licence of a year that is over.
    function _reportable(ICompliance.Conditions memory conditions, uint16 seats) private returns (Deal memory deal) {
        deal = dealOf(conditions, 365 days, seats);
        vm.warp(vm.getBlockTimestamp() + 365 days);
    }

    function _starting(uint256 time) private returns (Deal memory deal) {
        deal = Deal(NO_PARENT, maya, ruled(someTerms(), aTenth()), aTenth());
        deal.licence = licenseFrom(deal.terms, maya, uint40(time));
    }

    /// @dev Maya's sublicence of Tomas's licence, both under the same rules.
    function _underOneWithRules() private returns (Deal memory deal, Deal memory above) {
        ITerms.Terms memory outer = ruled(someTerms(), aTenth());
        outer.sublicensing = 1;
        LicenceId parent = license(outer, ines, NO_PARENT, tomas, 5);
        above = Deal(parent, tomas, outer, aTenth());
        deal = dealOf(ruled(someTerms(), aTenth()), aTenth(), tomas, parent, 1);
    }
}
