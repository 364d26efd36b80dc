// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title LicenceModel: licences as a plain list of everything ever sold, compared one by one
/// @dev It shares no code with the contracts: no classes, no books, no packed words. Time without end is `NEVER`.
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
        /// @dev Zero if it was not.
        uint256 terminatedAt;
        uint256 seats;
        uint256 noticedAt;
        uint256 reported;
    }

    struct Query {
        address account;
        uint256 place;
        uint256 use;
        uint256 territory;
        uint256 time;
    }

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
        return sold.terminatedAt == 0 ? untilOf(sold) : sold.terminatedAt;
    }

    /// @dev When a licence ends, or one above it does.
    function lastsTo(Sold[] memory list, uint256 place) internal pure returns (uint256 end) {
        end = NEVER;
        for (uint256 link = place + 1; link != 0; link = list[link - 1].parent) {
            uint256 own = endOf(list[link - 1]);
            if (own < end) end = own;
        }
    }

    function isAbove(Sold[] memory list, uint256 upper, uint256 lower) internal pure returns (bool) {
        for (uint256 link = list[lower].parent; link != 0; link = list[link - 1].parent) {
            if (link - 1 == upper) return true;
        }
        return false;
    }

    /// @dev Whether two terms can't be granted for the same time.
    function exclude(ITerms.Terms memory a, ITerms.Terms memory b) internal pure returns (bool) {
        bool alone =
            a.exclusivity != ITerms.Exclusivity.NonExclusive || b.exclusivity != ITerms.Exclusivity.NonExclusive;
        return alone && a.uses & b.uses != 0 && a.territories & b.territories != 0;
    }

    /// @dev Whether two licences are in each other's way at any time from now on.
    function collide(Sold[] memory list, uint256 a, uint256 b, uint256 time) internal pure returns (bool) {
        if (a == b || !(list[a].work == list[b].work) || !exclude(list[a].terms, list[b].terms)) return false;
        if (isAbove(list, a, b) || isAbove(list, b, a)) return false;
        uint256 from = list[a].start > list[b].start ? list[a].start : list[b].start;
        if (from < time) from = time;
        return from < lastsTo(list, a) && from < lastsTo(list, b);
    }

    /// @dev Whether a new licence that starts now would be in the way of any other of the work, but those above it.
    function isTaken(
        Sold[] memory list,
        WorkId work,
        uint256 parent,
        ITerms.Terms memory terms,
        uint256 time
    ) internal pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (!(list[i].work == work) || !exclude(list[i].terms, terms)) continue;
            if (parent != 0 && (parent - 1 == i || isAbove(list, i, parent - 1))) continue;
            if (time < lastsTo(list, i)) return true;
        }
        return false;
    }

    /// @dev Whether the contract may refuse a licence that is free: over one that excludes nobody, was terminated, and
    /// would still last.
    function mayBeRefused(
        Sold[] memory list,
        WorkId work,
        uint256 parent,
        ITerms.Terms memory terms,
        uint256 time
    ) internal pure returns (bool) {
        for (uint256 i = 0; i < list.length; ++i) {
            Sold memory other = list[i];
            if (!(other.work == work) || other.parent != parent || other.terminatedAt == 0) continue;
            if (other.terms.exclusivity != ITerms.Exclusivity.NonExclusive) continue;
            if (exclude(other.terms, terms) && time < untilOf(other)) return true;
        }
        return false;
    }

    function seatsPassedOn(Sold[] memory list, uint256 place) internal pure returns (uint256 seats) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i].parent == place + 1) seats += list[i].seats;
        }
    }

    /// @dev Whether a licence and all above it last at a time, and which of them decides.
    function standingOf(
        Sold[] memory list,
        uint256 place,
        uint256 time
    ) internal pure returns (ILicences.Reason, uint256) {
        for (uint256 link = place + 1; link != 0; link = list[link - 1].parent) {
            Sold memory sold = list[link - 1];
            if (time < sold.start) return (ILicences.Reason.NotStarted, link - 1);
            if (time >= endOf(sold)) {
                return (sold.terminatedAt == 0 ? ILicences.Reason.Expired : ILicences.Reason.Terminated, link - 1);
            }
        }
        return (ILicences.Reason.Licensed, place);
    }

    function answer(Sold[] memory list, Query memory query) internal pure returns (ILicences.Reason, uint256) {
        Sold memory sold = list[query.place];
        if (query.account != sold.holder) return (ILicences.Reason.NotHolder, query.place);
        if (query.use > 63 || sold.terms.uses & (1 << query.use) == 0) {
            return (ILicences.Reason.UseNotCovered, query.place);
        }
        if (sold.terms.territories & (1 << query.territory) == 0) {
            return (ILicences.Reason.TerritoryNotCovered, query.place);
        }
        return standingOf(list, query.place, query.time);
    }

    /// @dev As {ILicences.licenceOf} should tell it.
    function stateOf(Sold[] memory list, uint256 place) internal pure returns (ILicences.Licence memory) {
        Sold memory sold = list[place];
        uint256 end = endOf(sold);
        return
            ILicences.Licence({
                work: sold.work,
                parent: sold.parent == 0 ? LicenceId.wrap(0) : list[sold.parent - 1].id,
                holder: sold.holder,
                terms: sold.termsId,
                start: uint40(sold.start),
                end: end == NEVER ? type(uint40).max : uint40(end),
                seats: uint16(sold.seats),
                terminated: sold.terminatedAt != 0
            });
    }
}
