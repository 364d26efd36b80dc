// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Edge} from "../types/Edge.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {TermsId} from "../types/TermsId.sol";
import {WorkId} from "../types/WorkId.sol";
import {ITerms} from "./ITerms.sol";

/// @title Licences: licence tokens, and that an exclusive right is sold once (ERC-721, ERC-2981, ERC-5192, ERC-5646,
/// ERC-7572, ERC-7858)
/// @notice A licence is a token with a start and an end. It is sold by {IOffers}; it ends with its term, when its holder
/// gives it back, or by the rules that its terms name; a sublicence also with a licence above it.
/// @notice Two licences of a work that overlap in acts, purposes, territories, field and time are refused if one of them
/// is sole or exclusive.
/// @dev Who grants: the controller of a work, or the holder of a licence whose terms allow sublicences. Each has a book
/// of their own, in which the rule above holds; a sublicence lies within its parent, so it holds for the whole work.
/// @dev The rule knows entries, not content: the same file registered twice has two books. And it knows what terms say,
/// not what uses are in fact.
interface ILicences {
    /// @notice What {IOffers} asks to be granted.
    /// @param starts The first second, or any before now.
    /// @param version The version of the work that was read, counted from 1; zero for any.
    /// @param accepted Whether the recipient asked for it, or signed.
    struct Grant {
        WorkId work;
        LicenceId parent;
        address licensor;
        TermsId terms;
        uint40 starts;
        uint16 seats;
        uint32 version;
        address recipient;
        bool accepted;
    }

    /// @notice What {IOffers} asks to be prolonged: a licence of the work, parent and terms that an offer names.
    struct Extension {
        LicenceId licence;
        WorkId work;
        LicenceId parent;
        address licensor;
        TermsId terms;
        uint16 periods;
        address payer;
    }

    /// @notice Why an account is licensed for a use, or is not.
    enum Reason {
        Licensed,
        NoSuchLicence,
        NotHolder,
        UseNotCovered,
        PurposeNotCovered,
        TerritoryNotCovered,
        FieldNotCovered,
        NotStarted,
        Expired,
        Terminated,
        Surrendered
    }

    /// @notice What somebody wants to do with a work.
    /// @param act The number of the act (the bit in the terms' uses).
    /// @param purpose The number of the purpose (the bit in the terms).
    /// @param territory The number of the territory (the bit in the terms).
    /// @param field The field, as in {ITerms.Terms}; zero for one that no terms name.
    /// @param time In seconds since 1970.
    struct Use {
        uint8 act;
        uint8 purpose;
        uint8 territory;
        bytes32 field;
        uint40 time;
    }

    /// @notice What the contract remembers of a licence.
    /// @param work The licensed work.
    /// @param parent The licence that it is a sublicence of, or zero.
    /// @param holder Who owns the token.
    /// @param terms The terms.
    /// @param start The first second of the licence.
    /// @param end The first second after the licence, or FOREVER; of one that ended early, when it did, also if that was
    /// before its start.
    /// @param endsAt The same, or when the first licence above it ends if that is earlier.
    /// @param seats How many seats it has; zero if it ended early and its terms name no rules.
    /// @param ended Terminated or Surrendered if it ended early; else Licensed.
    struct Licence {
        WorkId work;
        LicenceId parent;
        address holder;
        TermsId terms;
        uint40 start;
        uint40 end;
        uint40 endsAt;
        uint16 seats;
        Reason ended;
    }

    /// @notice All licences of a book under the same terms.
    /// @param until When the last of them ends at the latest.
    /// @param count How many there were since none was live, less those that ended early; at most 2^24 - 1.
    struct Live {
        TermsId terms;
        uint40 until;
        uint24 count;
    }

    /// @notice A work that a new work is made from, and the share it is owed.
    /// @param work The earlier work.
    /// @param share What it is owed of everything the new work receives, in parts per billion.
    struct Parent {
        WorkId work;
        uint32 share;
    }

    /// @notice What a work that was made under licences may be offered for.
    /// @param shareAlike The only terms that it may be offered under; zero if any.
    /// @param least What works made from it must owe it at least, in parts per billion.
    /// @param endsHere Whether no work may be made from it.
    struct Bounds {
        TermsId shareAlike;
        uint32 least;
        bool endsHere;
    }

    /// @notice Emitted when a licence is ended by its rules.
    event LicenceTerminated(LicenceId indexed licence, uint40 time);

    /// @notice Emitted when a holder gives a licence back.
    event LicenceSurrendered(LicenceId indexed licence, address indexed holder, uint40 time);

    /// @notice Emitted when an account says that it would take over a licence with its duties.
    event LicenceAccepted(LicenceId indexed licence, address indexed account);

    /// @notice Emitted when an account lets an agent act for it, or no longer.
    /// @param grantor The number of the work or of the licence that it is for.
    /// @param until The first second at which they no longer may; zero if they never may.
    event AgentSet(uint256 indexed grantor, address indexed account, address indexed agent, uint40 until);

    /// @notice Thrown when a function for one of the other contracts is called by anyone else.
    error Licences_NotAllowed(address caller);

    /// @notice Thrown when an offer names terms that were never defined.
    error Licences_UnknownTerms(TermsId terms);

    /// @notice Thrown when the licensor may not grant licences of the work, or under the parent licence.
    error Licences_NotController(WorkId work, LicenceId parent, address licensor);

    /// @notice Thrown when two different terms share the number of a grant class, or terms have the number zero. Any
    /// change to the deed resolves it.
    error Licences_ClassTaken(uint24 class, TermsId terms);

    /// @notice Thrown when a work that was made under share-alike terms is offered under others.
    error Licences_ShareAlike(WorkId work, TermsId required);

    /// @notice Thrown when a work that was made under licences is offered for derivatives that these do not allow, or for
    /// a smaller share than they ask.
    error Licences_BeyondSources(WorkId work, uint32 least);

    /// @notice Thrown when a sublicence would allow more than its parent, be harder to end, or let others make or sell
    /// something for a smaller share.
    error Licences_BeyondParent(LicenceId parent, TermsId terms);

    /// @notice Thrown when a sublicence would outlive its parent.
    error Licences_OutlivesParent(LicenceId parent, uint40 end, uint40 parentEnd);

    /// @notice Thrown when a licence, or one above it, is over, ended early, or does not exist.
    error Licences_NotLive(LicenceId licence, Reason reason);

    /// @notice Thrown when sublicences would have more seats than their parent.
    error Licences_TooManySeats(LicenceId parent, uint256 seats, uint16 parentSeats);

    /// @notice Thrown when a licence with duties would go to somebody who did not accept it.
    error Licences_NotAccepted(address recipient);

    /// @notice Thrown when the work was revised since the buyer read it.
    error Licences_OtherVersion(WorkId work, uint32 version, uint32 current);

    /// @notice Thrown when the licensor of an offer may no longer grant it. The offer counts again if they may.
    error Licences_ChangedHands(WorkId work, LicenceId parent, address licensor, address controller);

    /// @notice Thrown when a grant would overlap another in acts, purposes, territories, field and time, and one of them
    /// excludes others.
    /// @param terms What was asked for.
    /// @param other The terms granted already.
    /// @param until When the last licence under `other` ends at the latest.
    error Licences_Conflict(TermsId terms, TermsId other, uint40 until);

    /// @notice Thrown when an offer has not the terms, the work or the parent of the licence to be renewed.
    error Licences_OtherTerms(LicenceId licence);

    /// @notice Thrown when a licence without end is renewed.
    error Licences_NoEnd(LicenceId licence);

    /// @notice Thrown when a licence would have more than 4,095 periods, or so many that it would have no end.
    error Licences_TooManyPeriods(LicenceId licence, uint256 periods);

    /// @notice Thrown when a licence that may not move is transferred.
    error Licences_NotTransferable(LicenceId licence);

    /// @notice Thrown when a licence is given back while sublicences under it may be live.
    error Licences_HasSublicences(LicenceId licence, uint40 until);

    /// @notice Thrown when a work has 2^32 - 1 licences.
    error Licences_TooManyLicences(WorkId work);

    /// @notice Thrown when a licence does not let its holder register a derivative, or no further one.
    error Licences_NoDerivatives(LicenceId licence);

    /// @notice Thrown when the sources of a derivative are not in ascending order, or two are of one work.
    error Licences_SourcesNotAscending(LicenceId licence);

    /// @notice Thrown when a new work would have to be offered under two different share-alike terms.
    error Licences_ShareAlikeTwice(TermsId one, TermsId other);

    /// @notice Remembers what decides of new terms, which {ITerms} has checked and says in an event.
    /// @custom:caller only Terms
    function admit(TermsId terms, ITerms.Scope calldata scope) external;

    /// @notice Checks that a licensor may offer terms, and makes room for them in the book.
    /// @custom:caller only Offers
    function admitUnder(WorkId work, LicenceId parent, address licensor, TermsId terms) external;

    /// @notice Grants a licence.
    /// @return licence Its number.
    /// @return version The version of the work, counted from 1.
    /// @custom:caller only Offers, which names its own caller
    function grant(Grant calldata given) external returns (LicenceId licence, uint32 version);

    /// @notice Makes a licence last longer.
    /// @return seats How many seats it has.
    /// @return holder Its holder.
    /// @return end Its new end.
    /// @custom:caller only Offers, which names its own caller as payer
    function extend(Extension calldata asked) external returns (uint16 seats, address holder, uint40 end);

    /// @notice Ends a licence now, as its terms let their rules do.
    /// @param terms The licence's terms, every field as defined.
    /// @custom:caller only the rules that the licence's terms name
    function terminate(LicenceId licence, ITerms.Terms calldata terms) external;

    /// @notice Gives a licence back: it is over, its duties too, and what it excluded is free. The token stays.
    /// @dev While sublicences may be live it can't be given back; {prune} forgets those that are over.
    /// @custom:caller the licence's holder
    function surrender(LicenceId licence) external;

    /// @notice Says that the caller would take over a licence with its duties, once: then its holder, or a market, may
    /// transfer it to them.
    /// @custom:caller anyone, for themselves
    function accept(LicenceId licence) external;

    /// @notice Lets an agent publish, close, give notice and report for the caller until a time, or no longer. They can
    /// transfer nothing. It counts while the caller is the controller of the work, or the holder of the licence.
    /// @param grantor The number of a work or of a licence.
    /// @param until The first second at which they no longer may; zero to end it.
    /// @custom:caller anyone, for themselves
    function setAgent(uint256 grantor, address agent, uint40 until) external;

    /// @notice Checks that a claimant may make a new work from others, and records what is asked of it, at registration.
    /// @dev Emits nothing: {IWorks.WorkDerived} names the licences, and their terms say the rest.
    /// @param work The new work.
    /// @param claimant Its claimant, who holds the licences.
    /// @param sources The licences that allow it, in ascending order, of one work each.
    /// @return edges The earlier works and what each is owed.
    /// @return bound Whether {boundsOf} the new work says anything.
    /// @custom:caller only Works
    function derive(
        WorkId work,
        address claimant,
        LicenceId[] calldata sources
    ) external returns (Edge[] memory edges, bool bound);

    /// @notice Forgets grants that are over, so that fewer are compared. Emits nothing: no answer changes.
    /// @param work The work.
    /// @param parent The licence whose sublicences are meant, or zero.
    /// @param most How many terms of each list to look at, at most.
    /// @custom:caller anyone
    function prune(WorkId work, LicenceId parent, uint256 most) external;

    /// @notice Whether an account may use a work under a licence. Never reverts.
    /// @dev Half-open: a licence covers start <= time < end. For a sublicence, all licences above it are asked too.
    /// @param account Who would use the work.
    /// @param licence The licence they rely on.
    /// @return reason Reason.Licensed, or the first reason why not.
    /// @return decisive The licence that decided: `licence`, or the one above it that fails.
    function isLicensed(
        address account,
        LicenceId licence,
        Use calldata use
    ) external view returns (Reason reason, LicenceId decisive);

    /// @notice Whether an account said that it would take over a licence with its duties, and has not got it since.
    function isAccepted(LicenceId licence, address account) external view returns (bool);

    /// @notice Until when an agent may act for an account in what concerns a work or licence, by its number; zero if not.
    function agentUntil(uint256 grantor, address account, address agent) external view returns (uint40);

    /// @notice Which grant would stand in the way of selling under these terms, and until when at most.
    /// @param work The work.
    /// @param parent The licence whose sublicences are meant, or zero.
    /// @param terms The terms.
    /// @param starts When the new licence would start; now, if that is later.
    /// @return other The terms that stand in the way; zero if none.
    /// @return until When the last licence under them ends at the latest; zero if none.
    function conflictOf(
        WorkId work,
        LicenceId parent,
        TermsId terms,
        uint40 starts
    ) external view returns (TermsId other, uint40 until);

    /// @notice Who may grant: the controller of the work, or the holder of the parent licence.
    function licensorOf(WorkId work, LicenceId parent) external view returns (address);

    /// @notice What the contract remembers of a licence. Reverts with ERC721NonexistentToken if there is none.
    function licenceOf(LicenceId licence) external view returns (Licence memory);

    /// @notice Who is paid for a licence before the work is: the holders of the licences above it, from the nearest up,
    /// and what each passes on of what reaches them, in parts per billion. None for a licence of the work's controller.
    function chainOf(LicenceId licence) external view returns (address[] memory licensors, uint32[] memory shares);

    /// @notice A page of a book: what was granted from it and may be live. Those that exclude others come first.
    /// @param work The work.
    /// @param parent The licence whose sublicences are meant, or zero.
    /// @param alone Whether those that exclude others are asked for, or those that exclude nobody.
    /// @param after_ The terms after which the page begins, the last of the page before; zero for the first page.
    /// @param most How many to answer at most.
    function bookOf(
        WorkId work,
        LicenceId parent,
        bool alone,
        TermsId after_,
        uint256 most
    ) external view returns (Live[] memory);

    /// @notice The first slot of a work's book: it changes with everything that is granted or renewed from it.
    function pageOf(WorkId work) external view returns (uint256);

    /// @notice Whether terms were defined. What they are follows from their name: see {ITerms}.
    function isDefined(TermsId terms) external view returns (bool);

    /// @notice How many licences of a work were granted, sublicences included.
    function totalLicences(WorkId work) external view returns (uint32);

    /// @notice How many seats of a licence were passed on by sublicences.
    function seatsPassedOn(LicenceId licence) external view returns (uint32);

    /// @notice What a work that was made under licences may be offered for.
    function boundsOf(WorkId work) external view returns (Bounds memory);
}
