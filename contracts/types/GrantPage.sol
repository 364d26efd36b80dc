// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The first slot of a book (see {Grants}). Bits 0-31 count: of a work, licences granted, sublicences included; of
/// a licence, seats passed on. 32-55 how many terms were ever offered. 56-79 the head of the list of classes with
/// grants, 80-87 its length. 88-127 the latest end of any grant, 128-167 of any sole or exclusive one.
type GrantPage is uint256;

using {count, first, length, until, aloneUntil, plus, plusTerms, withGrants} for GrantPage global;

function count(GrantPage page) pure returns (uint32) {
    return uint32(GrantPage.unwrap(page));
}

function first(GrantPage page) pure returns (uint24) {
    return uint24(GrantPage.unwrap(page) >> 56);
}

function length(GrantPage page) pure returns (uint8) {
    return uint8(GrantPage.unwrap(page) >> 80);
}

function until(GrantPage page) pure returns (uint40) {
    return uint40(GrantPage.unwrap(page) >> 88);
}

function aloneUntil(GrantPage page) pure returns (uint40) {
    return uint40(GrantPage.unwrap(page) >> 128);
}

/// @dev Adds to the count. Past 2^32 - 1 it begins at zero again, which callers must look for.
function plus(GrantPage page, uint32 adds) pure returns (GrantPage) {
    unchecked {
        return GrantPage.wrap(GrantPage.unwrap(page) + adds);
    }
}

function plusTerms(GrantPage page) pure returns (GrantPage) {
    unchecked {
        return GrantPage.wrap(GrantPage.unwrap(page) + (1 << 32));
    }
}

/// @dev The same counts, and these grants.
function withGrants(
    GrantPage page,
    uint24 first_,
    uint8 length_,
    uint40 until_,
    uint40 aloneUntil_
) pure returns (GrantPage) {
    uint256 list = (uint256(first_) << 56) | (uint256(length_) << 80);
    uint256 ends = (uint256(until_) << 88) | (uint256(aloneUntil_) << 128);
    return GrantPage.wrap(uint56(GrantPage.unwrap(page)) | list | ends);
}
