// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Months: calendar months of the Gregorian calendar, in UTC
/// @dev Days are counted in eras of 400 years that begin on 1 March, so that the leap day is the last of a year.
library Months {
    uint256 private constant DAY = 1 days;

    /// @dev From 1 March of the year 0 to 1 January 1970.
    uint256 private constant TO_1970 = 719_468;
    uint256 private constant DAYS_PER_ERA = 146_097;

    /// @notice The same time of day and day of the month, so many months later; the last day of that month if it has no
    /// such day.
    /// @param time In seconds since 1970.
    function add(uint256 time, uint256 months) internal pure returns (uint256) {
        (uint256 year, uint256 month, uint256 day) = _dateOf(time / DAY);
        unchecked {
            uint256 total = year * 12 + (month - 1) + months;
            (year, month) = (total / 12, (total % 12) + 1);
        }
        uint256 last = _lengthOf(year, month);
        if (day > last) day = last;
        return _daysTo(year, month, day) * DAY + (time % DAY);
    }

    function _dateOf(uint256 daysSince1970) private pure returns (uint256 year, uint256 month, uint256 day) {
        unchecked {
            uint256 count = daysSince1970 + TO_1970;
            uint256 era = count / DAYS_PER_ERA;
            uint256 ofEra = count % DAYS_PER_ERA;
            uint256 yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
            uint256 ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
            uint256 shifted = (5 * ofYear + 2) / 153; // 0 is March.
            day = ofYear - (153 * shifted + 2) / 5 + 1;
            month = shifted < 10 ? shifted + 3 : shifted - 9;
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        }
    }

    function _daysTo(uint256 year, uint256 month, uint256 day) private pure returns (uint256) {
        unchecked {
            if (month <= 2) --year;
            uint256 yearOfEra = year % 400;
            uint256 ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
            uint256 ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
            return (year / 400) * DAYS_PER_ERA + ofEra - TO_1970;
        }
    }

    function _lengthOf(uint256 year, uint256 month) private pure returns (uint256) {
        if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
