// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../interfaces/ILicences.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {GrantClass, toGrantClass} from "../types/GrantClass.sol";
import {GrantPage} from "../types/GrantPage.sol";
import {TermsId} from "../types/TermsId.sol";
import {isOver} from "../types/Time.sol";

/// @title Grants: the rule that an exclusive right is sold once
/// @notice Two grants collide if one of them is sole or exclusive and they overlap in use, in territory and in time.
/// @dev All licences under the same terms form one class, of which only the latest end is kept. A new licence starts
/// when it is sold, so it overlaps a class in time exactly if that end has not come: the check costs the same for one
/// licence sold or a million. It errs on the safe side where a licence that excludes nobody was terminated: its class
/// counts as live until the end that the licence had.
/// @dev The first page of a book answers the usual questions alone: is anything sole or exclusive live, is anything
/// live at all. Only if so are the classes compared, at most MOST of them, along a list that lives in their own slots.
/// The page's two ends are never brought forward, also not by {release}: then classes are compared that need not be.
/// @dev Emits nothing. What is admitted, recorded or released here, the events of offers and licences say; what {prune}
/// forgets was over, so no answer changes.
library Grants {
    /// @dev Of each work, and of each licence that has sublicences.
    struct Book {
        GrantPage page;
        mapping(uint24 number => GrantClass) classes;
    }

    /// @dev As many classes as one purchase can compare for about 200,000 gas.
    uint8 internal constant MOST = 32;

    /// @dev A class's number is the first 24 bits of the name of its terms; zero ends the list.
    function classOf(TermsId terms) internal pure returns (uint24 number) {
        number = uint24(bytes3(TermsId.unwrap(terms)));
        if (number == 0) number = 1;
    }

    /// @dev The terms of a class; zero if it has none.
    function termsOf(Book storage book, uint24 number) internal view returns (TermsId) {
        return book.classes[number].terms();
    }

    /// @dev See {GrantPage}.
    function count(Book storage book) internal view returns (uint32) {
        return book.page.count();
    }

    /// @dev Adds one licence to the book of a work.
    function addOne(Book storage book) internal returns (uint32) {
        GrantPage page = book.page.plus(1);
        book.page = page;
        return page.count();
    }

    /// @dev Makes sure that a book has a class for terms, so that a licence's slot need only hold its number.
    function admit(Book storage book, TermsId terms) internal {
        uint24 number = classOf(terms);
        TermsId known = book.classes[number].terms();
        if (known == terms) return;
        if (TermsId.unwrap(known) != 0) revert ILicences.Licences_ClassTaken(number, known);
        book.classes[number] = toGrantClass(terms, 0, 0);
        book.page = book.page.plusTerms();
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
        GrantPage page = book.page;
        bool alone = isAlone(scope);
        if (isOver(alone ? page.until() : page.aloneUntil(), block.timestamp)) return (TermsId.wrap(0), 0);

        uint64 uses = scope.uses;
        uint256 excluded = scope.excluded;
        uint24 number = page.first();
        while (number != 0) {
            GrantClass class = book.classes[number];
            number = class.next();
            if (isOver(class.until(), block.timestamp)) continue;
            ITerms.Scope storage other = scopes[class.terms()];
            if (uses & other.uses == 0) continue;
            if (!alone && !isAlone(other)) continue;
            if (excluded | other.excluded != type(uint256).max) return (class.terms(), class.until());
        }
        return (TermsId.wrap(0), 0);
    }

    /// @dev Records that a licence under `terms` lasts until `end`, and adds to the count, which it returns.
    function record(Book storage book, TermsId terms, bool alone, uint40 end, uint32 adds) internal returns (uint32) {
        GrantPage page = book.page.plus(adds);
        uint24 number = classOf(terms);
        GrantClass class = book.classes[number];
        uint24 next = class.next();
        uint24 first = page.first();
        uint8 length = page.length();
        if (class.until() == 0) {
            if (length == MOST) revert ILicences.Licences_TooManyClasses(MOST);
            next = first;
            first = number;
            ++length;
        }
        if (end > class.until()) book.classes[number] = toGrantClass(terms, end, next);
        uint40 until = page.until();
        if (end > until) until = end;
        uint40 aloneUntil = page.aloneUntil();
        if (alone && end > aloneUntil) aloneUntil = end;
        book.page = page.withGrants(first, length, until, aloneUntil);
        return page.count();
    }

    /// @dev Records that the only licence of a sole or exclusive class is over since now.
    function release(Book storage book, TermsId terms) internal {
        uint24 number = classOf(terms);
        book.classes[number] = toGrantClass(terms, uint40(block.timestamp), book.classes[number].next());
    }

    /// @dev Takes the classes out of the list whose licences are all over.
    function prune(Book storage book) internal {
        GrantPage page = book.page;
        uint24 kept;
        uint8 length;
        uint24 number = page.first();
        while (number != 0) {
            GrantClass class = book.classes[number];
            bool keep = !isOver(class.until(), block.timestamp);
            book.classes[number] =
                keep ? toGrantClass(class.terms(), class.until(), kept) : toGrantClass(class.terms(), 0, 0);
            if (keep) {
                kept = number;
                ++length;
            }
            number = class.next();
        }
        book.page = page.withGrants(kept, length, page.until(), page.aloneUntil());
    }
}
