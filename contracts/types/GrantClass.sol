// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TermsId} from "./TermsId.sol";

/// @dev All grants of a book under the same terms (see {Grants}), in one slot. Bits 0-23 the next class in the list.
/// 24-63 the latest end of a licence under the terms; zero until the first, and again once forgotten. 64-255 the terms;
/// zero until they are first offered.
type GrantClass is uint256;

using {terms, until, next} for GrantClass global;

function toGrantClass(TermsId terms_, uint40 until_, uint24 next_) pure returns (GrantClass) {
    return GrantClass.wrap(uint256(bytes32(TermsId.unwrap(terms_))) | (uint256(until_) << 24) | next_);
}

function terms(GrantClass class) pure returns (TermsId) {
    return TermsId.wrap(bytes24(bytes32(GrantClass.unwrap(class))));
}

function until(GrantClass class) pure returns (uint40) {
    return uint40(GrantClass.unwrap(class) >> 24);
}

function next(GrantClass class) pure returns (uint24) {
    return uint24(GrantClass.unwrap(class));
}
