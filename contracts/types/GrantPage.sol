// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The first slot of a book (see {Grants}). Bits 0-31 count: of a work, licences granted, sublicences included; of
/// a licence, seats passed on. 32-63 changes: how often anything was granted, renewed or offered anew, for those who
/// must know that nothing was. 64-87 the head of the list of classes that exclude nobody, 88-111 that of the classes
/// that exclude others. 112-151 the latest end of any grant in the first list, 152-191 in the second.
type GrantPage is uint256;

using {
    isNew,
    count,
    changes,
    openFirst,
    aloneFirst,
    openUntil,
    aloneUntil,
    withCount,
    changed,
    withOpen,
    withAlone
} for GrantPage global;

uint256 constant COUNT = type(uint32).max;
uint256 constant CHANGES = uint256(type(uint32).max) << 32;
uint256 constant ONE_CHANGE = 1 << 32;
uint256 constant OPEN = (uint256(type(uint24).max) << 64) | (uint256(type(uint40).max) << 112);
uint256 constant ALONE = (uint256(type(uint24).max) << 88) | (uint256(type(uint40).max) << 152);

/// @dev Whether nothing was ever offered from the book.
function isNew(GrantPage page) pure returns (bool) {
    return GrantPage.unwrap(page) == 0;
}

function count(GrantPage page) pure returns (uint32) {
    return uint32(GrantPage.unwrap(page));
}

function changes(GrantPage page) pure returns (uint32) {
    return uint32(GrantPage.unwrap(page) >> 32);
}

function openFirst(GrantPage page) pure returns (uint24) {
    return uint24(GrantPage.unwrap(page) >> 64);
}

function aloneFirst(GrantPage page) pure returns (uint24) {
    return uint24(GrantPage.unwrap(page) >> 88);
}

function openUntil(GrantPage page) pure returns (uint40) {
    return uint40(GrantPage.unwrap(page) >> 112);
}

function aloneUntil(GrantPage page) pure returns (uint40) {
    return uint40(GrantPage.unwrap(page) >> 152);
}

function withCount(GrantPage page, uint32 count_) pure returns (GrantPage) {
    return GrantPage.wrap((GrantPage.unwrap(page) & ~COUNT) | count_);
}

/// @dev One change more; after 2^32 - 1 they begin at zero again.
function changed(GrantPage page) pure returns (GrantPage) {
    unchecked {
        uint256 raw = GrantPage.unwrap(page);
        return GrantPage.wrap((raw & ~CHANGES) | ((raw + ONE_CHANGE) & CHANGES));
    }
}

function withOpen(GrantPage page, uint24 first, uint40 until) pure returns (GrantPage) {
    uint256 list = (uint256(first) << 64) | (uint256(until) << 112);
    return GrantPage.wrap((GrantPage.unwrap(page) & ~OPEN) | list);
}

function withAlone(GrantPage page, uint24 first, uint40 until) pure returns (GrantPage) {
    uint256 list = (uint256(first) << 88) | (uint256(until) << 152);
    return GrantPage.wrap((GrantPage.unwrap(page) & ~ALONE) | list);
}
