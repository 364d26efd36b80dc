// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What a licence's slot holds beside its holder. Bits 0-39 start, 40-63 class of its terms (see {Grants}), 64-79
/// seats, 80-91 periods, 92 whether it is a sublicence, 93 whether it was terminated.
type LicenceData is uint96;

using {start, class, seats, periods, isSublicence, isTerminated, withMorePeriods, asTerminated} for LicenceData global;

/// @dev As many as 12 bits hold.
uint256 constant MOST_PERIODS = 4095;

function toLicenceData(uint40 start_, uint24 class_, uint16 seats_, bool sublicence) pure returns (LicenceData) {
    uint96 flags = sublicence ? uint96(1) << 92 : 0;
    return
        LicenceData.wrap(uint96(start_) | (uint96(class_) << 40) | (uint96(seats_) << 64) | (uint96(1) << 80) | flags);
}

function start(LicenceData data) pure returns (uint40) {
    return uint40(LicenceData.unwrap(data));
}

function class(LicenceData data) pure returns (uint24) {
    return uint24(LicenceData.unwrap(data) >> 40);
}

function seats(LicenceData data) pure returns (uint16) {
    return uint16(LicenceData.unwrap(data) >> 64);
}

function periods(LicenceData data) pure returns (uint256) {
    return (LicenceData.unwrap(data) >> 80) & MOST_PERIODS;
}

function isSublicence(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 92) & 1 == 1;
}

function isTerminated(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 93) & 1 == 1;
}

/// @dev More periods. With those there are, at most MOST_PERIODS.
function withMorePeriods(LicenceData data, uint16 periods_) pure returns (LicenceData) {
    return LicenceData.wrap(LicenceData.unwrap(data) + (uint96(periods_) << 80));
}

function asTerminated(LicenceData data) pure returns (LicenceData) {
    return LicenceData.wrap(LicenceData.unwrap(data) | (uint96(1) << 93));
}
