// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Months} from "../../../contracts/libraries/Months.sol";
import {Test} from "../../utils/Test.sol";

/// @dev Beside a calendar that knows the lengths of months and nothing else, and counts.
contract MonthsTest is Test {
    function test_WhenTheMonthHasNoSuchDay_ItIsItsLastDay() public pure {
        // 31 January 2027, 2028 (a leap year), 2100 (none) and 2400 (one), and a month later.
        _check(1_801_353_600, 1, 1_803_772_800);
        _check(1_832_889_600, 1, 1_835_395_200);
        _check(4_105_036_800, 1, 4_107_456_000);
        _check(13_572_057_600, 1, 13_574_563_200);
        // 29 February 2028: a year later 28 February 2029, four years later 29 February 2032.
        _check(1_835_395_200, 12, 1_866_931_200);
        _check(1_835_395_200, 48, 1_961_625_600);
        // 31 March and 31 August 2027: a month later 30 April and 30 September.
        _check(1_806_451_200, 1, 1_809_043_200);
        _check(1_819_670_400, 1, 1_822_262_400);
        // The 31st comes back: two months after 31 January 2027 it is 31 March.
        _check(1_801_353_600, 2, 1_806_451_200);
    }

    function test_KnownDates() public pure {
        _check(0, 0, 0);
        _check(0, 1, 31 days);
        _check(0, 12 * 30, 946_684_800); // 1 January 2000.
        _check(951_782_400, 12 * 28, 1_835_395_200); // 29 February 2000 and 2028.
        _check(1_800_000_000, 3, 1_807_776_000); // 15 January 2027, 8:00, and 15 April.
        _check(1_798_761_599, 2, 1_803_859_199); // The last second of 2026, and of 28 February 2027.
        // The last second that a licence can end at.
        _check(type(uint40).max, 0, type(uint40).max);
    }

    /// @dev Every day of the 40 years from 1980, and of those around the turn of the next four centuries, one by one.
    function test_EveryDay() public pure {
        for (uint256 first = 1980; first <= 2380; first += 100) {
            (uint256 year, uint256 month, uint256 day) = (first, 1, 1);
            for (uint256 count = _daysTo(first, 1, 1); year < first + 40; ++count) {
                uint256 length = _lengthOf(year, month);
                uint256 last = month == 12 ? 31 : _lengthOf(year, month + 1);
                uint256 expected = count + length + (day < last ? day : last) - day;
                assertEq(Months.add(count * 1 days, 1), expected * 1 days, "a month later");
                if (++day > length) (day, month) = (1, month + 1);
                if (month == 13) (month, year) = (1, year + 1);
            }
        }
    }

    function testFuzz_AnyDay_AnyMonths(uint256 count, uint256 time, uint256 months) public pure {
        count = bound(count, 0, 400_000);
        time = bound(time, 0, 1 days - 1);
        months = bound(months, 0, 12 * 600);
        (uint256 year, uint256 month, uint256 day) = _dateOf(count);
        uint256 total = year * 12 + month - 1 + months;
        (year, month) = (total / 12, (total % 12) + 1);
        uint256 last = _lengthOf(year, month);
        uint256 expected = _daysTo(year, month, day < last ? day : last);
        assertEq(Months.add(count * 1 days + time, months), expected * 1 days + time, "so many months later");
    }

    /// @dev So periods follow each other, and none is empty.
    function testFuzz_MoreMonthsAreLater(uint40 time, uint256 months, uint256 more) public pure {
        months = bound(months, 0, type(uint64).max);
        more = bound(more, 1, type(uint64).max);
        uint256 first = Months.add(time, months);
        vm.assertLe(first + more * 28 days, Months.add(time, months + more) + 3 days, "at least 28 days each");
        vm.assertLt(first, Months.add(time, months + more), "later");
        vm.assertLe(Months.add(time, months), time + months * 31 days, "at most 31 days each");
    }

    /* A NAIVE CALENDAR */

    function _check(uint256 time, uint256 months, uint256 expected) private pure {
        assertEq(Months.add(time, months), expected, "a known date");
        assertEq(Months.add(time + 1 hours, months), expected + 1 hours, "and the same time of day");
    }

    function _lengthOf(uint256 year, uint256 month) private pure returns (uint256) {
        if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
        if (month != 2) return 31;
        return _daysOf(year) - 337;
    }

    function _daysOf(uint256 year) private pure returns (uint256) {
        if (year % 400 == 0) return 366;
        if (year % 100 == 0) return 365;
        return year % 4 == 0 ? 366 : 365;
    }

    function _dateOf(uint256 count) private pure returns (uint256 year, uint256 month, uint256 day) {
        (year, month) = (1970, 1);
        for (; count >= _daysOf(year); ++year) count -= _daysOf(year);
        for (; count >= _lengthOf(year, month); ++month) count -= _lengthOf(year, month);
        day = count + 1;
    }

    function _daysTo(uint256 year, uint256 month, uint256 day) private pure returns (uint256 count) {
        for (uint256 i = 1970; i < year; ++i) count += _daysOf(i);
        for (uint256 i = 1; i < month; ++i) count += _lengthOf(year, i);
        count += day - 1;
    }
}
