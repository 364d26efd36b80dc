// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../interfaces/ILicences.sol";
import {ITerms} from "../interfaces/ITerms.sol";
import {FIELD, Flags, PLACES} from "../types/Flags.sol";
import {GrantClass, MANY, toGrantClass} from "../types/GrantClass.sol";
import {GrantPage} from "../types/GrantPage.sol";
import {TermsId} from "../types/TermsId.sol";
import {isOver} from "../types/Time.sol";

/// @title Grants: the rule that an exclusive right is sold once
/// @notice Two grants collide if one of them is sole or exclusive and they overlap in acts, purposes, territories,
/// field and time.
/// @dev All licences under the same terms form one class, of which the latest end is kept. A class counts as live from
/// now until that end, so a grant that starts at a time collides with it in time exactly if the end comes after: the
/// check costs the same for one licence sold or a million, and never lets two overlap. It errs on the safe side: what
/// starts later than now is taken to have started.
/// @dev Classes stand in two lists: those that exclude others, and those that do not. A grant that excludes nobody is
/// compared with the first list alone, one that excludes others with both. So grants that exclude nobody never fill
/// anything, whatever their number. Only the licensor adds classes, by selling under terms of their own.
/// @dev Endings. A class counts its licences. When the last one ends early, the class is free from then on. When one of
/// a class that excludes others ends early, the class is free from the start of that licence if it was the last, because
/// those of one class follow each other. What stays blocked too long is bounded: never past the end that the licence
/// had, and never for terms without an end.
/// @dev Emits nothing. What is admitted, recorded or released here, the events of offers and licences say; what {prune}
/// forgets was over, so no answer changes.
library Grants {
    /// @dev Of each work, and of each licence that has sublicences.
    struct Book {
        GrantPage page;
        mapping(uint24 number => GrantClass) classes;
    }

    /// @dev The terms of a class; with no other bits than the number if it has none.
    function termsOf(Book storage book, uint24 number) internal view returns (TermsId) {
        return book.classes[number].terms(number);
    }

    /// @dev See {GrantPage}.
    function count(Book storage book) internal view returns (uint32) {
        return book.page.count();
    }

    /// @dev When the last grant of the book ends, at the latest.
    function until(Book storage book) internal view returns (uint40) {
        GrantPage page = book.page;
        return page.openUntil() > page.aloneUntil() ? page.openUntil() : page.aloneUntil();
    }

    /// @dev When the last grant under terms ends, at the latest.
    function untilOf(Book storage book, TermsId terms) internal view returns (uint40) {
        return book.classes[terms.class()].until();
    }

    /// @dev Adds one licence to the book of a work. Past 2^32 - 1 the count begins at zero again.
    function addOne(Book storage book) internal returns (uint32) {
        GrantPage page = book.page;
        unchecked {
            page = page.withCount(page.count() + 1).changed();
        }
        book.page = page;
        return page.count();
    }

    /// @dev Makes sure that a book has a class for terms, so that a licence's slot need only hold its number. The page
    /// is written with the first, so that whoever publishes pays for it, and not the first buyer.
    /// @return isNew Whether it had none.
    function admit(Book storage book, TermsId terms) internal returns (bool isNew) {
        uint24 number = terms.class();
        GrantClass class = book.classes[number];
        if (!class.isNone() && class.terms(number) == terms) return false;
        if (!class.isNone() || number == 0) revert ILicences.Licences_ClassTaken(number, class.terms(number));
        book.classes[number] = toGrantClass(terms);
        if (book.page.isNew()) book.page = book.page.changed();
        return true;
    }

    /// @dev Whether terms exclude others.
    function isAlone(ITerms.Scope storage scope) internal view returns (bool) {
        return scope.exclusivity != ITerms.Exclusivity.NonExclusive;
    }

    /// @dev What stands in the way of a licence within `scope` from `start` on, which is not before now; zero if
    /// nothing. `own` is a class that is passed over, or zero.
    function conflict(
        Book storage book,
        mapping(TermsId terms => ITerms.Scope) storage scopes,
        ITerms.Scope storage scope,
        uint40 start,
        uint24 own
    ) internal view returns (TermsId other, uint40 end) {
        GrantPage page = book.page;
        if (!isOver(page.aloneUntil(), start)) {
            (other, end) = _search(book, scopes, scope, start, own, page.aloneFirst());
            if (end != 0) return (other, end);
        }
        if (!isOver(page.openUntil(), start) && isAlone(scope)) {
            return _search(book, scopes, scope, start, own, page.openFirst());
        }
    }

    function _search(
        Book storage book,
        mapping(TermsId terms => ITerms.Scope) storage scopes,
        ITerms.Scope storage scope,
        uint40 start,
        uint24 own,
        uint24 number
    ) private view returns (TermsId, uint40) {
        while (number != 0) {
            GrantClass class = book.classes[number];
            if (number != own && !isOver(class.until(), start)) {
                TermsId terms = class.terms(number);
                if (_overlap(scope, scopes[terms])) return (terms, class.until());
            }
            number = class.next();
        }
        return (TermsId.wrap(0), 0);
    }

    /// @dev In acts, purposes, territories and field. Territories left out by one alone leave something to both; a
    /// field of one overlaps the whole of the other.
    function _overlap(ITerms.Scope storage a, ITerms.Scope storage b) private view returns (bool) {
        if (a.uses & b.uses == 0 || a.purposes & b.purposes == 0) return false;
        Flags both = a.flags.and(b.flags);
        if (both.has(PLACES) && a.excluded | b.excluded == type(uint256).max) return false;
        return !both.has(FIELD) || a.field == b.field;
    }

    /// @dev Records that a licence under `terms` lasts until `end`.
    /// @param counts The count of the page then.
    /// @param isNew Whether it is a new licence, and not one that was prolonged.
    function record(Book storage book, TermsId terms, bool alone, uint40 end, uint32 counts, bool isNew) internal {
        GrantPage page = book.page.withCount(counts).changed();
        uint24 first = alone ? page.aloneFirst() : page.openFirst();
        uint40 latest = alone ? page.aloneUntil() : page.openUntil();
        first = _recordClass(book, terms.class(), first, end, isNew);
        if (end > latest) latest = end;
        book.page = alone ? page.withAlone(first, latest) : page.withOpen(first, latest);
    }

    /// @dev Seats that were passed on come back.
    function giveBack(Book storage book, uint32 seats) internal {
        GrantPage page = book.page;
        book.page = page.withCount(page.count() - seats).changed();
    }

    /// @return The first of the list then.
    function _recordClass(
        Book storage book,
        uint24 number,
        uint24 first,
        uint40 end,
        bool isNew
    ) private returns (uint24) {
        GrantClass class = book.classes[number];
        uint40 latest = class.until();
        bool listed = latest != 0;
        // All licences of a class are over when its latest end has come.
        uint256 live = isOver(latest, block.timestamp) ? 0 : class.live();
        if (isNew && live != MANY) ++live;
        GrantClass then = class.with(live, end > latest ? end : latest, listed ? class.next() : first);
        if (GrantClass.unwrap(then) != GrantClass.unwrap(class)) book.classes[number] = then;
        return listed ? first : number;
    }

    /// @dev Records that a licence that would have lasted from `start` to `end` is over since now.
    function release(Book storage book, TermsId terms, bool alone, uint40 start, uint40 end) internal {
        uint24 number = terms.class();
        GrantClass class = book.classes[number];
        uint40 now_ = uint40(block.timestamp);
        uint256 live = class.live();
        uint40 latest = class.until();
        if (live != MANY) --live;
        if (live == 0) latest = now_;
        else if (alone && end == latest) latest = start > now_ ? start : now_;
        book.classes[number] = class.with(live, latest, class.next());
    }

    /// @dev Takes classes out of the lists whose licences are all over, at most `most` of each list from its beginning
    /// being looked at, and brings the ends of the page forward to those of the classes if all were.
    function prune(Book storage book, uint256 most) internal {
        GrantPage page = book.page;
        (uint24 first, uint40 latest) = _prune(book, page.openFirst(), page.openUntil(), most);
        page = page.withOpen(first, latest);
        (first, latest) = _prune(book, page.aloneFirst(), page.aloneUntil(), most);
        book.page = page.withAlone(first, latest);
    }

    /// @return first The first of the list then.
    /// @return The latest end of the list then.
    function _prune(
        Book storage book,
        uint24 number,
        uint40 before,
        uint256 most
    ) private returns (uint24 first, uint40) {
        uint40 latest;
        uint24 last;
        while (number != 0 && most != 0) {
            GrantClass class = book.classes[number];
            if (isOver(class.until(), block.timestamp)) {
                book.classes[number] = class.with(0, 0, 0);
            } else {
                if (first == 0) first = number;
                else _follow(book, last, number);
                last = number;
                if (class.until() > latest) latest = class.until();
            }
            number = class.next();
            --most;
        }
        if (first == 0) return (number, number == 0 ? 0 : before);
        _follow(book, last, number);
        return (first, number == 0 ? latest : before);
    }

    /// @dev Makes one class of a list follow another.
    function _follow(Book storage book, uint24 number, uint24 next) private {
        GrantClass class = book.classes[number];
        if (class.next() != next) book.classes[number] = class.with(class.live(), class.until(), next);
    }

    /// @dev The classes of a list that follow that of some terms, or all; at most `most` of them.
    function list(
        Book storage book,
        bool alone,
        TermsId after_,
        uint256 most
    ) internal view returns (ILicences.Live[] memory live) {
        uint24 number = alone ? book.page.aloneFirst() : book.page.openFirst();
        if (!after_.isZero()) number = book.classes[after_.class()].next();
        uint256 length;
        for (uint24 one = number; one != 0 && length < most; one = book.classes[one].next()) ++length;
        live = new ILicences.Live[](length);
        for (uint256 i = 0; i < length; ++i) {
            GrantClass class = book.classes[number];
            live[i] = ILicences.Live(class.terms(number), class.until(), uint24(class.live()));
            number = class.next();
        }
    }
}
