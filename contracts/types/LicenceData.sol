// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev What a licence's slot holds beside its holder. Bits 0-33 start (until the year 2514), 34-57 class of its terms
/// (see {Grants}), 58 whether it is a sublicence, 59 whether it ended early, 60 whether that was for a breach, 61
/// whether the time of that is in a slot of its own. 62-77 seats, 78-89 periods, 90-95 works that were made under it;
/// but once it ended early without a slot of its own, 62-95 the time at which it did.
type LicenceData is uint96;

using {
    start,
    class,
    seats,
    periods,
    derived,
    isSublicence,
    isEnded,
    isBreach,
    isEndElsewhere,
    packedEnd,
    withMorePeriods,
    withOneDerived,
    asEnded
} for LicenceData global;

/// @dev As many as 12 bits hold.
uint256 constant MOST_PERIODS = 4095;

/// @dev As many as 6 bits hold.
uint256 constant MOST_DERIVED = 63;

/// @dev The last second that 34 bits hold.
uint40 constant LAST_START = (1 << 34) - 1;

function toLicenceData(uint40 start_, uint24 class_, uint16 seats_, bool sublicence) pure returns (LicenceData) {
    uint96 flags = sublicence ? uint96(1) << 58 : 0;
    return
        LicenceData.wrap(uint96(start_) | (uint96(class_) << 34) | flags | (uint96(seats_) << 62) | (uint96(1) << 78));
}

function start(LicenceData data) pure returns (uint40) {
    return uint40(LicenceData.unwrap(data) & LAST_START);
}

function class(LicenceData data) pure returns (uint24) {
    return uint24(LicenceData.unwrap(data) >> 34);
}

function isSublicence(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 58) & 1 == 1;
}

function isEnded(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 59) & 1 == 1;
}

function isBreach(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 60) & 1 == 1;
}

function isEndElsewhere(LicenceData data) pure returns (bool) {
    return (LicenceData.unwrap(data) >> 61) & 1 == 1;
}

/// @dev Zero once it ended early without rules that need them.
function seats(LicenceData data) pure returns (uint16) {
    if (isEnded(data) && !isEndElsewhere(data)) return 0;
    return uint16(LicenceData.unwrap(data) >> 62);
}

/// @dev Of a licence that did not end early.
function periods(LicenceData data) pure returns (uint256) {
    return (LicenceData.unwrap(data) >> 78) & MOST_PERIODS;
}

/// @dev Of a licence that did not end early.
function derived(LicenceData data) pure returns (uint256) {
    return LicenceData.unwrap(data) >> 90;
}

/// @dev When a licence ended early that has no slot for it.
function packedEnd(LicenceData data) pure returns (uint40) {
    return uint40(LicenceData.unwrap(data) >> 62);
}

/// @dev More periods. With those there are, at most MOST_PERIODS.
function withMorePeriods(LicenceData data, uint16 periods_) pure returns (LicenceData) {
    return LicenceData.wrap(LicenceData.unwrap(data) + (uint96(periods_) << 78));
}

/// @dev One work more that was made under it. There are fewer than MOST_DERIVED.
function withOneDerived(LicenceData data) pure returns (LicenceData) {
    return LicenceData.wrap(LicenceData.unwrap(data) + (uint96(1) << 90));
}

/// @dev `elsewhere`: rules still need the seats, so the time goes into a slot of its own.
function asEnded(LicenceData data, bool breach, bool elsewhere, uint40 time) pure returns (LicenceData) {
    uint96 raw = LicenceData.unwrap(data) | (uint96(1) << 59);
    if (breach) raw |= uint96(1) << 60;
    if (elsewhere) return LicenceData.wrap(raw | (uint96(1) << 61));
    return LicenceData.wrap((raw & ((uint96(1) << 62) - 1)) | (uint96(time) << 62));
}
