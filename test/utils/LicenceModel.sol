// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title LicenceModel: licences as a plain list of intervals, everything ever sold, compared one by one
/// @dev It shares no code with the contracts: no classes, no books, no packed words. Each licence has a start, an end and
/// its terms; acts, purposes, territories, field and time decide whether two overlap. Time without end is `NEVER`.
library LicenceModel {
    uint256 internal constant NEVER = type(uint256).max;

    struct Sold {
        LicenceId id;
        WorkId work;
        /// @dev The place of the parent in the list, plus one; zero if there is none.
        uint256 parent;
        TermsId termsId;
        ITerms.Terms terms;
        address holder;
        uint256 start;
        uint256 periods;
        uint256 seats;
        /// @dev When it was given back or ended by its rules; zero if it was not.
        uint256 endedAt;
        /// @dev Whether its rules ended it.
        bool breach;
        /// @dev Whether its first holder bought it for themselves, or signed.
        bool accepted;
        /// @dev Whether no licence of the same book and terms could count any more when it was sold.
        bool fresh;
        /// @dev How many works were made under it.
        uint256 derived;
    }

    struct Query {
        address account;
        uint256 place;
        ILicences.Use use;
    }

    /// @dev What somebody wants to sell: terms, from a grantor, for a time.
    struct Wish {
        WorkId work;
        uint256 parent;
        ITerms.Terms terms;
        uint256 from;
        uint256 to;
        /// @dev The place of a licence that is not in its own way, plus one; zero if it is a new one.
        uint256 own;
    }

    /* TIME */

    /// @dev When a licence ends by its terms.
    function untilOf(Sold memory sold) internal pure returns (uint256) {
        return untilOf(sold.start, sold.terms.duration, sold.periods);
    }

    function untilOf(uint256 start, uint256 duration, uint256 periods) internal pure returns (uint256) {
        uint256 end = start + duration * periods;
        return end >= type(uint40).max ? NEVER : end;
    }

    /// @dev When a licence ends, or was ended.
    function endOf(Sold memory sold) internal pure returns (uint256) {
        return sold.endedAt == 0 ? untilOf(sold) : sold.endedAt;
    }

    /// @dev When a licence ends, or one above it does.
    function lastsTo(Sold[] memory list, uint256 place) internal pure returns (uint256 end) {
        end = NEVER;
        for (uint256 link = place + 1; link != 0; link = list[link - 1].parent) {
            uint256 own = endOf(list[link - 1]);
            if (own < end) end = own;
        }
    }

    /* WHAT OVERLAPS */

    function isAbove(Sold[] memory list, uint256 upper, uint256 lower) internal pure returns (bool) {
        for (uint256 link = list[lower].parent; link != 0; link = list[link - 1].parent) {
            if (link - 1 == upper) return true;
        }
        return false;
    }

    function isAlone(ITerms.Terms memory terms) internal pure returns (bool) {
        return terms.exclusivity != ITerms.Exclusivity.NonExclusive;
    }

    /// @dev Whether two terms can't be granted for the same time.
    function exclude(ITerms.Terms memory a, ITerms.Terms memory b) internal pure returns (bool) {
        if (!isAlone(a) && !isAlone(b)) return false;
        bool anyField = a.field == 0 || b.field == 0 || a.field == b.field;
        return a.uses & b.uses != 0 && a.purposes & b.purposes != 0 && a.territories & b.territories != 0 && anyField;
    }

    /// @dev Whether two licences are in each other's way at any time from now on.
    function collide(Sold[] memory list, uint256 a, uint256 b, uint256 time) internal pure returns (bool) {
        if (a == b || !(list[a].work == list[b].work) || !exclude(list[a].terms, list[b].terms)) return false;
        if (isAbove(list, a, b) || isAbove(list, b, a)) return false;
        uint256 from = list[a].start > list[b].start ? list[a].start : list[b].start;
        if (from < time) from = time;
        return from < lastsTo(list, a) && from < lastsTo(list, b);
    }

    /// @dev Whether what is wished would be in the way of any other licence of the work, but those above it.
    function isTaken(Sold[] memory list, Wish memory wish) internal pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (!(list[i].work == wish.work) || i + 1 == wish.own || !exclude(list[i].terms, wish.terms)) continue;
            if (wish.parent != 0 && (wish.parent - 1 == i || isAbove(list, i, wish.parent - 1))) continue;
            // Below the licence that is prolonged: within it, and so not in its way.
            if (wish.own != 0 && isAbove(list, wish.own - 1, i)) continue;
            uint256 from = wish.from > list[i].start ? wish.from : list[i].start;
            if (from < wish.to && from < lastsTo(list, i)) return true;
        }
        return false;
    }

    /* WHAT MAY BE REFUSED THOUGH IT IS FREE */

    /// @dev The latest time from which on a grantor's licences under the same terms can't stand in anybody's way. All
    /// that the contract may remember of them too long: that those which excluded nobody would still last, unless all of
    /// them that were sold since none counted are given back; and of those which excluded others, the time before the
    /// start of one that was given back.
    function blockedTo(
        Sold[] memory list,
        WorkId work,
        uint256 parent,
        TermsId id,
        uint256 own
    ) internal pure returns (uint256 end) {
        bool anyLeft;
        for (uint256 i = list.length; i > 0; --i) {
            Sold memory sold = list[i - 1];
            if (!(sold.work == work) || sold.parent != parent || !(sold.termsId == id)) continue;
            uint256 most = sold.endedAt != 0 && isAlone(sold.terms) ? sold.start : untilOf(sold);
            if (i != own && most > end) end = most;
            if (sold.endedAt == 0) anyLeft = true;
            if (sold.fresh) break;
        }
        if (!anyLeft) end = 0;
    }

    /// @dev Whether the contract may refuse a licence that is free: it starts while something of the same grantor that
    /// excludes it is taken to last, or to have started.
    function mayBeRefused(Sold[] memory list, Wish memory wish) internal pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            Sold memory other = list[i];
            if (!(other.work == wish.work) || other.parent != wish.parent) continue;
            if (!exclude(other.terms, wish.terms)) continue;
            if (wish.from < blockedTo(list, wish.work, wish.parent, other.termsId, wish.own)) return true;
        }
        return false;
    }

    /// @dev The latest time at which anything of a grantor may be taken to last.
    function bookBlockedTo(Sold[] memory list, WorkId work, uint256 parent) internal pure returns (uint256 end) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (!(list[i].work == work) || list[i].parent != parent) continue;
            uint256 until = blockedTo(list, work, parent, list[i].termsId, 0);
            if (until > end) end = until;
        }
    }

    /* SUBLICENCES */

    /// @dev Seats of sublicences that still last, or will.
    function seatsBelow(Sold[] memory list, uint256 place, uint256 time) internal pure returns (uint256 seats) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i].parent == place + 1 && time < endOf(list[i])) seats += list[i].seats;
        }
    }

    /// @dev Seats of sublicences that were not ended early: the most that the contract may still count.
    function seatsEverBelow(Sold[] memory list, uint256 place) internal pure returns (uint256 seats) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i].parent == place + 1 && list[i].endedAt == 0) seats += list[i].seats;
        }
    }

    /// @dev Whether terms may be offered below others: they allow no more, and are no harder to end.
    function isWithin(ITerms.Terms memory inner, ITerms.Terms memory outer) internal pure returns (bool) {
        if (inner.uses & ~outer.uses != 0 || inner.purposes & ~outer.purposes != 0) return false;
        if (inner.territories & ~outer.territories != 0) return false;
        if (outer.field != 0 && inner.field != outer.field) return false;
        if (inner.exclusivity > outer.exclusivity || inner.sublicensing >= outer.sublicensing) return false;
        if (inner.transferable && !outer.transferable) return false;
        // What may be ended, or falls with what may, has nothing below it that says it can't.
        bool lasts = inner.rules == address(0) && !inner.fallsWithParent;
        if (lasts && (outer.rules != address(0) || outer.fallsWithParent)) return false;
        bool same = inner.passesDown && inner.rules == outer.rules && inner.conditions == outer.conditions;
        if (outer.passesDown && !same) return false;
        if (inner.sublicensing != 0 && inner.sublicenceShare < outer.sublicenceShare) return false;
        return inner.derivatives == ITerms.Derivatives.None || _makesNoMore(inner, outer);
    }

    function _makesNoMore(ITerms.Terms memory inner, ITerms.Terms memory outer) private pure returns (bool) {
        if (inner.derivatives != outer.derivatives || inner.upstreamShare < outer.upstreamShare) return false;
        if (outer.works != 0 && (inner.works == 0 || inner.works > outer.works)) return false;
        return inner.further >= outer.further;
    }

    /* ANSWERS */

    /// @dev Whether a licence and all above it last at a time, and which of them decides.
    function standingOf(
        Sold[] memory list,
        uint256 place,
        uint256 time
    ) internal pure returns (ILicences.Reason, uint256) {
        for (uint256 link = place + 1; link != 0; link = list[link - 1].parent) {
            Sold memory sold = list[link - 1];
            if (sold.endedAt != 0 && time >= sold.endedAt) return (endedAs(sold), link - 1);
            if (time < sold.start) return (ILicences.Reason.NotStarted, link - 1);
            if (time >= untilOf(sold)) return (ILicences.Reason.Expired, link - 1);
        }
        return (ILicences.Reason.Licensed, place);
    }

    function endedAs(Sold memory sold) internal pure returns (ILicences.Reason) {
        if (sold.endedAt == 0) return ILicences.Reason.Licensed;
        return sold.breach ? ILicences.Reason.Terminated : ILicences.Reason.Surrendered;
    }

    function answer(Sold[] memory list, Query memory query) internal pure returns (ILicences.Reason, uint256) {
        Sold memory sold = list[query.place];
        ILicences.Use memory use = query.use;
        if (query.account != sold.holder) return (ILicences.Reason.NotHolder, query.place);
        if (use.act > 63 || sold.terms.uses & (1 << use.act) == 0) {
            return (ILicences.Reason.UseNotCovered, query.place);
        }
        if (use.purpose > 31 || sold.terms.purposes & (1 << use.purpose) == 0) {
            return (ILicences.Reason.PurposeNotCovered, query.place);
        }
        if (sold.terms.territories & (1 << use.territory) == 0) {
            return (ILicences.Reason.TerritoryNotCovered, query.place);
        }
        if (sold.terms.field != 0 && sold.terms.field != use.field) {
            return (ILicences.Reason.FieldNotCovered, query.place);
        }
        return standingOf(list, query.place, use.time);
    }

    /// @dev As {ILicences.licenceOf} should tell it. Without rules, nobody needs the seats of one that ended early.
    function stateOf(Sold[] memory list, uint256 place) internal pure returns (ILicences.Licence memory) {
        Sold memory sold = list[place];
        (uint256 end, uint256 last) = (endOf(sold), lastsTo(list, place));
        bool forgotten = sold.endedAt != 0 && sold.terms.rules == address(0);
        return
            ILicences.Licence({
                work: sold.work,
                parent: sold.parent == 0 ? LicenceId.wrap(0) : list[sold.parent - 1].id,
                holder: sold.holder,
                terms: sold.termsId,
                start: uint40(sold.start),
                end: end == NEVER ? type(uint40).max : uint40(end),
                endsAt: last == NEVER ? type(uint40).max : uint40(last),
                seats: forgotten ? 0 : uint16(sold.seats),
                ended: endedAs(sold)
            });
    }

    /// @dev Who is paid for a licence before the work, from the nearest up, as {ILicences.chainOf} should tell it.
    function chainOf(
        Sold[] memory list,
        uint256 place
    ) internal pure returns (address[] memory licensors, uint32[] memory shares) {
        uint256 length;
        for (uint256 link = list[place].parent; link != 0; link = list[link - 1].parent) ++length;
        (licensors, shares) = (new address[](length), new uint32[](length));
        uint256 above = list[place].parent;
        for (uint256 i = 0; i < length; ++i) {
            (licensors[i], shares[i]) = (list[above - 1].holder, list[above - 1].terms.sublicenceShare);
            above = list[above - 1].parent;
        }
    }
}
