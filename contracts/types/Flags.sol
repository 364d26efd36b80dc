// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev What of terms needs a second look, so that nothing else is read for those that need none.
type Flags is uint8;

using {has, hasEither, and, plus} for Flags global;

/// @dev Rules are named: the licence has duties, and can be ended.
Flags constant RULED = Flags.wrap(1);
/// @dev The licence is for one field.
Flags constant FIELD = Flags.wrap(2);
/// @dev Some territories are left out.
Flags constant PLACES = Flags.wrap(4);
/// @dev The licence may fall with one above it, and says so.
Flags constant FALLS = Flags.wrap(8);
/// @dev A sublicence has the same rules and conditions.
Flags constant PASSES_DOWN = Flags.wrap(16);
/// @dev Whoever makes a work from a work that is made under the licence owes at least as much.
Flags constant OWES_ON = Flags.wrap(32);
/// @dev No work may be made from a work that is made under the licence.
Flags constant ENDS_THERE = Flags.wrap(64);

function has(Flags flags, Flags one) pure returns (bool) {
    return Flags.unwrap(flags) & Flags.unwrap(one) != 0;
}

function hasEither(Flags flags, Flags one, Flags other) pure returns (bool) {
    return Flags.unwrap(flags) & (Flags.unwrap(one) | Flags.unwrap(other)) != 0;
}

/// @dev Those that both have.
function and(Flags flags, Flags other) pure returns (Flags) {
    return Flags.wrap(Flags.unwrap(flags) & Flags.unwrap(other));
}

function plus(Flags flags, Flags one, bool condition) pure returns (Flags) {
    return condition ? Flags.wrap(Flags.unwrap(flags) | Flags.unwrap(one)) : flags;
}
