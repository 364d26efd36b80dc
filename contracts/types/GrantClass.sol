// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TermsId} from "./TermsId.sol";

/// @dev All grants of a book under the same terms (see {Grants}), in one slot. Bits 0-23 the next class in its list.
/// 24-63 the latest end of a licence under the terms; zero while the class is in no list. 64-87 how many licences were
/// granted since the class was last empty, less those that ended early. 88-255 the last 168 bits of the name of the
/// terms, of which the first 24 are the class's number; zero until they are first offered.
type GrantClass is uint256;

using {isNone, terms, until, next, live, with} for GrantClass global;

/// @dev More are not counted, and then no early end is either: such a class is only free when its latest end comes.
uint256 constant MANY = type(uint24).max;

function toGrantClass(TermsId terms_) pure returns (GrantClass) {
    return GrantClass.wrap(uint256(uint192(TermsId.unwrap(terms_))) << 88);
}

/// @dev Whether no terms have this number yet.
function isNone(GrantClass class) pure returns (bool) {
    return GrantClass.unwrap(class) == 0;
}

function terms(GrantClass class, uint24 number) pure returns (TermsId) {
    return TermsId.wrap(bytes24(uint192((uint256(number) << 168) | (GrantClass.unwrap(class) >> 88))));
}

function until(GrantClass class) pure returns (uint40) {
    return uint40(GrantClass.unwrap(class) >> 24);
}

function next(GrantClass class) pure returns (uint24) {
    return uint24(GrantClass.unwrap(class));
}

function live(GrantClass class) pure returns (uint256) {
    return uint24(GrantClass.unwrap(class) >> 64);
}

/// @dev The same terms. `live_` is at most MANY.
function with(GrantClass class, uint256 live_, uint40 until_, uint24 next_) pure returns (GrantClass) {
    uint256 name = (GrantClass.unwrap(class) >> 88) << 88;
    return GrantClass.wrap(name | (live_ << 64) | (uint256(until_) << 24) | next_);
}
