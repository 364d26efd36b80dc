// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICompliance} from "../../../contracts/interfaces/ICompliance.sol";
import {Months} from "../../../contracts/libraries/Months.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {Ruled} from "../../utils/Ruled.sol";

contract ComplianceArrearsOfTest is Ruled {
    function test_RevertWhen_ThereIsNoSuchLicence() public {
        Deal memory deal = dealOf(aTenth());
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
        compliance.arrearsOf(LicenceId.wrap(7), deal.terms, deal.conditions);
    }

    function test_RevertWhen_L12_TheTermsAreOthers() public {
        Deal memory deal = dealOf(aTenth());
        deal.conditions.grace = 1;
        vm.expectRevert(abi.encodeWithSelector(ICompliance.Compliance_OtherTerms.selector, deal.licence));
        compliance.arrearsOf(deal.licence, deal.terms, deal.conditions);
    }

    /// @dev A year in four periods, at their edges; the last is there when the licence is over.
    function test_L13_PeriodsThatAreOver() public {
        Deal memory deal = dealOf(aTenth());
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 100 days - 1);
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 100 days);
        assertArrears(deal, 1, 1000);
        vm.warp(NOW + 365 days - 1);
        assertArrears(deal, 3, 3000);
        vm.warp(NOW + 365 days);
        assertArrears(deal, 4, 3650);
        for (uint32 i = 0; i < 3; ++i) report(deal, i, 0, 0);
        vm.warp(NOW + 9999 days);
        assertArrears(deal, 1, 650);
        report(deal, 3, 0, 0);
        assertArrears(deal, 0, 0);
    }

    function test_Grace_IsAfterEachPeriodAndAfterTheEnd() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.grace = 20 days;
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 120 days - 1);
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 120 days);
        assertArrears(deal, 1, 1000);
        vm.warp(NOW + 365 days);
        assertArrears(deal, 3, 3000);
        vm.warp(NOW + 385 days - 1);
        assertArrears(deal, 3, 3000);
        vm.warp(NOW + 385 days);
        assertArrears(deal, 4, 3650);
        // It may be reported meanwhile.
        for (uint32 i = 0; i < 4; ++i) report(deal, i, 0, 0);
        assertArrears(deal, 0, 0);
    }

    /// @dev Given back within the grace of an earlier period: each has its own.
    function test_Grace_OfALicenceThatEndedEarly() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.grace = 20 days;
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 110 days);
        surrender(deal.licence, maya);
        assertArrears(deal, 0, 0);
        vm.warp(NOW + 120 days);
        assertArrears(deal, 1, 1000);
        vm.warp(NOW + 130 days);
        assertArrears(deal, 2, 1100);
    }

    function test_Grace_LongerThanTimeItself() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.grace = type(uint32).max;
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 9999 days);
        assertArrears(deal, 0, 0);
    }

    /// @dev What carried over from earlier periods is taken off: no more is in arrears than would be owed.
    function test_Minimum_LessWhatCarriesOver() public {
        ICompliance.Conditions memory conditions = aTenth();
        conditions.carriesOver = true;
        Deal memory deal = dealOf(conditions);
        vm.warp(NOW + 365 days);
        report(deal, 0, 0, 25_000);
        assertArrears(deal, 3, 3650 - 2500);
        report(deal, 1, 0, 0);
        report(deal, 2, 0, 100_000);
        assertArrears(deal, 1, 0);
        assertEq(report(deal, 3, 0, 0), 0, "nothing more");
    }

    function test_WhenL01_ItLastsForever_PeriodsNeverStop() public {
        Deal memory deal = dealOf(aTenth(), FOREVER, 1);
        vm.warp(NOW + 100_000 days);
        assertArrears(deal, 1000, 1_000_000);
        report(deal, 0, 0, 0);
        assertArrears(deal, 999, 999_000);
    }

    /// @dev Periods are divided for and not counted: after a thousand years it costs what it does after one.
    function test_HowManyPeriodsAreOver_CostsTheSameAfterAThousandYears() public {
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.period, conditions.inMonths) = (1, true);
        Deal[2] memory deals = [dealOf(aTenth(), FOREVER, 1), dealOf(conditions, FOREVER, 1)];
        vm.warp(NOW + 365_243 days);
        uint256[2] memory periods = [uint256(3_652), 12_000];
        for (uint256 i = 0; i < 2; ++i) {
            Deal memory deal = deals[i];
            (uint256 over, ) = compliance.arrearsOf{gas: 400_000}(deal.licence, deal.terms, deal.conditions);
            assertEq(over, periods[i], "over");
        }
    }

    /// @dev From the 31st: the periods end on the last days of short months, and come back to the 31st.
    function test_Months_FromThe31st() public {
        vm.warp(1_801_353_600); // 31 January 2027
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.period, conditions.inMonths) = (1, true);
        Deal memory deal = dealOf(conditions);
        uint256[4] memory ends = [uint256(1_803_772_800), 1_806_451_200, 1_809_043_200, 1_811_721_600];
        for (uint32 i = 0; i < 4; ++i) {
            assertEq(compliance.periodStart(deal.licence, conditions, i + 1), ends[i], "when it ends");
            vm.warp(ends[i] - 1);
            assertArrears(deal, 0, 0);
            refuse(
                deal,
                i,
                0,
                abi.encodeWithSelector(
                    ICompliance.Compliance_PeriodNotOver.selector,
                    deal.licence,
                    ends[i],
                    ends[i] - 1
                )
            );
            vm.warp(ends[i]);
            assertArrears(deal, 1, 1000);
            assertEq(report(deal, i, 0, 0), 1000, "whole, however long");
        }
    }

    /// @dev Over the life of a licence of any length, periods in seconds or months, grace, and time: one by one.
    function testFuzz_AgreesWithCountingOneByOne(uint256 dice, uint40 passed, uint32 length) public {
        ICompliance.Conditions memory conditions = aTenth();
        (conditions.inMonths, conditions.grace) = (dice % 2 == 0, uint32((dice >> 8) % 100 days));
        uint256 most = conditions.inMonths ? 30 : 900 days;
        conditions.period = uint32((dice >> 64) % most) + uint32(conditions.inMonths ? 1 : 20 days);
        uint40 duration = uint40(bound(length, 1, 2_000 days));
        uint256 time = NOW + bound(passed, 0, 2_200 days);
        Deal memory deal = dealOf(conditions, duration, 1);
        vm.warp(time);
        uint256 end = NOW + duration;
        uint256 begin = NOW;
        uint256 periods;
        uint256 minimum;
        while (begin < end) {
            uint256 next =
                conditions.inMonths
                    ? Months.add(NOW, uint256(conditions.period) * (periods + 1))
                    : begin + conditions.period;
            uint256 until = next < end ? next : end;
            if (until + conditions.grace > time) break;
            ++periods;
            minimum += (1000 * (until - begin)) / (next - begin);
            begin = next;
        }
        assertArrears(deal, periods, minimum);
        // And that is what is owed for them.
        for (uint32 i = 0; i < periods && i < 5; ++i) report(deal, i, 0, 0);
        if (periods <= 5) assertDebt(deal, minimum, 0);
    }
}
