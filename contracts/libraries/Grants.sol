// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ILicences} from "../interfaces/ILicences.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title Grants: the rule that an exclusive right is sold once
/// @notice Two grants collide if one of them is sole or exclusive and they overlap in use, in territory and in time.
/// @dev All licences under the same terms form one class, of which only the latest end is kept. A new licence starts
/// when it is sold, so it overlaps a class in time exactly if that end has not come: the check costs the same for one
/// licence sold or a million. It errs on the safe side where a licence that excludes nobody was terminated: its class
/// counts as live until the end that the licence had.
/// @dev The first page of a book answers the usual questions alone: is anything sole or exclusive live, is anything live
/// at all. Only if so are the classes compared, at most MOST of them, along a list that lives in their own slots.
library Grants {
    /// @dev Of each work, and of each licence that has sublicences.
    struct Book {
        Page page;
        mapping(uint24 number => Class) classes;
    }

    /// @dev One slot. Bits 0-31 count: of a work, licences granted, sublicences included; of a licence, seats passed on.
    /// 32-55 how many terms were ever offered. 56-79 the head of the list of classes with grants, 80-87 its length.
    /// 88-127 the latest end of any grant, 128-167 of any sole or exclusive one.
    type Page is uint256;

    /// @dev One slot. Bits 64-255 the terms; zero until they are first offered. 24-63 the latest end of a licence under
    /// them; zero until the first, and again once forgotten. 0-23 the next class in the list.
    type Class is uint256;

    /// @dev As many classes as one purchase can compare for about 200,000 gas.
    uint8 internal constant MOST = 32;

    /// @dev A class's number is the first 24 bits of the name of its terms; zero ends the list.
    function classOf(TermsId terms) internal pure returns (uint24 number) {
        number = uint24(bytes3(TermsId.unwrap(terms)));
        if (number == 0) number = 1;
    }

    /// @dev The terms of a class; zero if it has none.
    function termsOf(Book storage book, uint24 number) internal view returns (TermsId) {
        return _terms(book.classes[number]);
    }

    /// @dev See {Page}.
    function count(Book storage book) internal view returns (uint32) {
        return uint32(Page.unwrap(book.page));
    }

    /// @dev Adds one licence to the book of a work.
    function addOne(Book storage book) internal returns (uint32) {
        book.page = Page.wrap(Page.unwrap(book.page) + 1);
        return count(book);
    }

    /// @dev Makes sure that a book has a class for terms, so that a licence's slot need only hold its number.
    function admit(Book storage book, TermsId terms) internal {
        uint24 number = classOf(terms);
        TermsId known = _terms(book.classes[number]);
        if (known == terms) return;
        if (TermsId.unwrap(known) != 0) revert ILicences.Licences_ClassTaken(number, known);
        book.classes[number] = _class(terms, 0, 0);
        book.page = Page.wrap(Page.unwrap(book.page) + (1 << 32));
    }

    /// @dev Whether terms exclude others.
    function isAlone(ITerms.Scope storage scope) internal view returns (bool) {
        return scope.exclusivity != ITerms.Exclusivity.NonExclusive;
    }

    /// @dev What stands in the way of a licence within `scope` that starts now; zero if nothing.
    function conflict(
        Book storage book,
        mapping(TermsId terms => ITerms.Scope) storage scopes,
        ITerms.Scope storage scope
    ) internal view returns (TermsId, uint40) {
        Page page = book.page;
        bool alone = isAlone(scope);
        if (!isLive(alone ? _until(page) : _aloneUntil(page))) return (TermsId.wrap(0), 0);

        uint64 uses = scope.uses;
        uint256 excluded = scope.excluded;
        Class class;
        for (uint24 number = _first(page); number != 0; number = _next(class)) {
            class = book.classes[number];
            if (!isLive(_until(class))) continue;
            ITerms.Scope storage other = scopes[_terms(class)];
            if (uses & other.uses == 0) continue;
            if (!alone && !isAlone(other)) continue;
            if (excluded | other.excluded != type(uint256).max) return (_terms(class), _until(class));
        }
        return (TermsId.wrap(0), 0);
    }

    /// @dev Records that a licence under `terms` lasts until `end`, and adds to the count, which it returns.
    function record(Book storage book, TermsId terms, bool alone, uint40 end, uint32 adds) internal returns (uint32) {
        Page page = book.page;
        uint24 number = classOf(terms);
        Class class = book.classes[number];
        uint24 next = _next(class);
        uint24 first = _first(page);
        uint8 live = _live(page);
        if (_until(class) == 0) {
            if (live == MOST) revert ILicences.Licences_TooManyClasses(MOST);
            next = first;
            first = number;
            ++live;
        }
        if (end > _until(class)) book.classes[number] = _class(terms, end, next);
        uint40 until = end > _until(page) ? end : _until(page);
        uint40 aloneUntil = alone && end > _aloneUntil(page) ? end : _aloneUntil(page);
        // The count and the number of terms stay where they are.
        uint256 counts = uint56(Page.unwrap(page) + adds);
        book.page = _page(counts, first, live, until, aloneUntil);
        return uint32(counts);
    }

    /// @dev Records that the only licence of a sole or exclusive class is over since now.
    function release(Book storage book, TermsId terms) internal {
        uint24 number = classOf(terms);
        book.classes[number] = _class(terms, uint40(block.timestamp), _next(book.classes[number]));
    }

    /// @dev Takes the classes out of the list whose licences are all over.
    function prune(Book storage book) internal {
        Page page = book.page;
        uint24 kept;
        uint8 live;
        uint24 number = _first(page);
        while (number != 0) {
            Class class = book.classes[number];
            bool keep = isLive(_until(class));
            book.classes[number] = keep ? _class(_terms(class), _until(class), kept) : _class(_terms(class), 0, 0);
            if (keep) {
                kept = number;
                ++live;
            }
            number = _next(class);
        }
        book.page = _page(uint56(Page.unwrap(page)), kept, live, _until(page), _aloneUntil(page));
    }

    /// @dev Half-open: at its end a licence is over. FOREVER never comes.
    function isLive(uint40 until) internal view returns (bool) {
        return until > block.timestamp || until == type(uint40).max;
    }

    function _page(
        uint256 counts,
        uint24 first,
        uint8 live,
        uint40 until,
        uint40 aloneUntil
    ) private pure returns (Page) {
        uint256 list = (uint256(first) << 56) | (uint256(live) << 80);
        return Page.wrap(counts | list | (uint256(until) << 88) | (uint256(aloneUntil) << 128));
    }

    function _first(Page page) private pure returns (uint24) {
        return uint24(Page.unwrap(page) >> 56);
    }

    function _live(Page page) private pure returns (uint8) {
        return uint8(Page.unwrap(page) >> 80);
    }

    function _until(Page page) private pure returns (uint40) {
        return uint40(Page.unwrap(page) >> 88);
    }

    function _aloneUntil(Page page) private pure returns (uint40) {
        return uint40(Page.unwrap(page) >> 128);
    }

    function _class(TermsId terms, uint40 until, uint24 next) private pure returns (Class) {
        return Class.wrap(uint256(bytes32(TermsId.unwrap(terms))) | (uint256(until) << 24) | next);
    }

    function _terms(Class class) private pure returns (TermsId) {
        return TermsId.wrap(bytes24(bytes32(Class.unwrap(class))));
    }

    function _until(Class class) private pure returns (uint40) {
        return uint40(Class.unwrap(class) >> 24);
    }

    function _next(Class class) private pure returns (uint24) {
        return uint24(Class.unwrap(class));
    }
}
