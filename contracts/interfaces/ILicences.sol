// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Edge} from "../types/Edge.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {TermsId} from "../types/TermsId.sol";
import {WorkId} from "../types/WorkId.sol";
import {ITerms} from "./ITerms.sol";

/// @title Licences: offers and licence tokens (ERC-721, ERC-5192, ERC-7858)
/// @notice An offer names a work, terms, a price and a window; it can be closed, never edited, and counts only while
/// its licensor may grant it. Buying names the exact offer, so nothing can change between reading and signing. A
/// licence is a token with a start and an end; closing its offer, selling the work or losing our site does not touch
/// it.
/// @notice An exclusive right is sold once: a grant that would overlap a sole or exclusive one in use and territory and
/// time is refused, and so is a sole or exclusive grant over others.
/// @dev Who grants: the controller of a work, or the holder of a licence whose terms allow sublicences. Each has a book
/// of their own, in which the rule above holds; a sublicence lies within its parent, so it holds for the whole work.
interface ILicences {
    /// @notice An offer to license a work. Published by its licensor, or signed by them (EIP-712) for anyone to
    /// publish: then it is called a quote, and usually names one buyer.
    /// @param work The work.
    /// @param parent The licence under which this is a sublicence; zero if the controller of the work offers it.
    /// @param licensor The work's controller, or the holder of `parent`.
    /// @param buyer The only account that may buy; zero for anyone.
    /// @param terms The terms, from {ITerms.defineTerms}.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param price For one seat and one period, in the currency's smallest unit (wei for ETH); zero if it is free.
    /// @param supply How many seats and periods may be sold under this offer; 2^32 - 1 means no limit. Not zero.
    /// @param opens The first second, since 1970, at which it may be bought. Tells apart offers that are the same in
    /// everything else.
    /// @param closes The first second at which it may no longer be bought; FOREVER if it stays open.
    struct Offer {
        WorkId work;
        LicenceId parent;
        address licensor;
        address buyer;
        TermsId terms;
        address currency;
        uint256 price;
        uint32 supply;
        uint40 opens;
        uint40 closes;
    }

    /// @notice What a buyer asks for.
    /// @param seats How many seats the licence has. Not zero. What a seat is, the deed says.
    /// @param maximum The most that the buyer would pay in all, in the offer's currency.
    /// @param deadline The last second at which the purchase may be mined.
    /// @param recipient Who gets the licence.
    struct Purchase {
        uint16 seats;
        uint256 maximum;
        uint256 deadline;
        address recipient;
    }

    /// @notice What somebody who renews a licence asks for.
    /// @param licence The licence.
    /// @param periods How many periods are added. Not zero.
    /// @param maximum The most that the payer would pay in all, in the offer's currency.
    /// @param deadline The last second at which the renewal may be mined.
    struct Renewal {
        LicenceId licence;
        uint16 periods;
        uint256 maximum;
        uint256 deadline;
    }

    /// @notice Where an offer stands.
    enum OfferState {
        Unknown,
        Open,
        Closed
    }

    /// @notice Why an account is licensed for a use, or is not.
    enum Reason {
        Licensed,
        NoSuchLicence,
        NotHolder,
        UseNotCovered,
        TerritoryNotCovered,
        NotStarted,
        Expired,
        Terminated
    }

    /// @notice What the contract remembers of a licence.
    /// @param work The licensed work.
    /// @param parent The licence that it is a sublicence of, or zero.
    /// @param holder Who owns the token.
    /// @param terms The terms.
    /// @param start The first second of the licence.
    /// @param end The first second after the licence, or FOREVER; for a terminated licence, when it was terminated.
    /// @param seats How many seats it has.
    /// @param terminated Whether it was ended for breach.
    struct Licence {
        WorkId work;
        LicenceId parent;
        address holder;
        TermsId terms;
        uint40 start;
        uint40 end;
        uint16 seats;
        bool terminated;
    }

    /// @notice A work that a new work is made from, and the share it is owed.
    /// @param work The earlier work.
    /// @param share What it is owed of everything the new work receives, in parts per billion.
    struct Parent {
        WorkId work;
        uint32 share;
    }

    /// @notice Emitted when an offer is published, by its licensor or with their signature.
    event OfferPublished(bytes32 indexed offer, WorkId indexed work, Offer details);

    /// @notice Emitted when an offer is closed, or a quote cancelled.
    event OfferClosed(bytes32 indexed offer, WorkId indexed work);

    /// @notice Emitted when a licence is sold, or given for a price of zero. Its price is the offer's for each seat.
    event LicenceSold(LicenceId indexed licence, bytes32 indexed offer, address indexed buyer, uint16 seats);

    /// @notice Emitted when a licence is renewed. Its price is the offer's for each seat and period.
    /// @param end Its new end, or FOREVER.
    event LicenceRenewed(
        LicenceId indexed licence,
        bytes32 indexed offer,
        address indexed payer,
        uint16 periods,
        uint40 end
    );

    /// @notice Emitted when a licence is ended for breach.
    event LicenceTerminated(LicenceId indexed licence, uint40 time);

    /// @notice Thrown when a function for one of the other contracts is called by anyone else.
    error Licences_NotAllowed(address caller);

    /// @notice Thrown when an offer names terms that were never defined.
    error Licences_UnknownTerms(TermsId terms);

    /// @notice Thrown when the caller may not grant licences of the work, or under the parent licence.
    error Licences_NotController(WorkId work, LicenceId parent, address caller);

    /// @notice Thrown when an offer names somebody else than its publisher as licensor.
    error Licences_NotLicensor(address licensor, address caller);

    /// @notice Thrown when a quote is not signed by its licensor, or was changed in any field.
    error Licences_InvalidSignature(address licensor);

    /// @notice Thrown when an offer is for no licences at all.
    error Licences_ZeroSupply();

    /// @notice Thrown when an offer closes before it opens, or has closed already.
    error Licences_EmptyWindow(uint40 opens, uint40 closes);

    /// @notice Thrown when an offer's currency has no code.
    error Licences_NotAToken(address currency);

    /// @notice Thrown when the same offer is published again, or after it was closed.
    error Licences_AlreadyPublished(bytes32 offer, OfferState state);

    /// @notice Thrown when two different terms share the number of a grant class. Any change to the deed resolves it.
    error Licences_ClassTaken(uint24 class, TermsId terms);

    /// @notice Thrown when a work that was made under share-alike terms is offered under others.
    error Licences_ShareAlike(WorkId work, TermsId required);

    /// @notice Thrown when a sublicence would allow more than its parent, or let others make or sell something for a
    /// smaller share to the work.
    error Licences_BeyondParent(LicenceId parent, TermsId terms);

    /// @notice Thrown when a sublicence would outlive its parent.
    error Licences_OutlivesParent(LicenceId parent, uint40 end, uint40 parentEnd);

    /// @notice Thrown when a licence, or one above it, is over, terminated, or does not exist.
    error Licences_NotLive(LicenceId licence, Reason reason);

    /// @notice Thrown when sublicences would have more seats than their parent.
    error Licences_TooManySeats(LicenceId parent, uint256 seats, uint16 parentSeats);

    /// @notice Thrown when an offer was never published, is closed, or was changed in any field.
    error Licences_NotOpen(bytes32 offer, OfferState state);

    /// @notice Thrown when an offer is bought outside its window.
    error Licences_OutsideWindow(uint40 opens, uint40 closes, uint256 time);

    /// @notice Thrown when a purchase is mined too late for its buyer.
    error Licences_PastDeadline(uint256 deadline, uint256 time);

    /// @notice Thrown when an offer for one buyer is bought by another.
    error Licences_NotForYou(address buyer, address caller);

    /// @notice Thrown when a licence without seats, or a renewal without periods, is asked for.
    error Licences_Nothing();

    /// @notice Thrown when fewer seats or periods of an offer are left than asked for.
    error Licences_SoldOut(bytes32 offer, uint32 left, uint256 asked);

    /// @notice Thrown when the licensor of an offer may no longer grant it. The offer counts again if they may.
    error Licences_ChangedHands(WorkId work, LicenceId parent, address licensor, address controller);

    /// @notice Thrown when the price is above the most that the buyer would pay.
    error Licences_AboveMaximum(uint256 price, uint256 maximum);

    /// @notice Thrown when the ETH sent is not exactly what is due.
    error Licences_WrongValue(uint256 sent, uint256 due);

    /// @notice Thrown when a grant would overlap another in use, territory and time, and one of them excludes others.
    /// @param terms What was asked for.
    /// @param other The terms granted already.
    /// @param until When the last licence under `other` ends at the latest.
    error Licences_Conflict(TermsId terms, TermsId other, uint40 until);

    /// @notice Thrown when licences of as many different terms as the contract checks are live. {prune} forgets those
    /// that are over.
    error Licences_TooManyClasses(uint8 most);

    /// @notice Thrown when an offer has not the terms, the work or the parent of the licence to be renewed.
    error Licences_OtherTerms(LicenceId licence, bytes32 offer);

    /// @notice Thrown when a licence without end is renewed.
    error Licences_NoEnd(LicenceId licence);

    /// @notice Thrown when a licence would have more than 4,095 periods.
    error Licences_TooManyPeriods(LicenceId licence, uint256 periods);

    /// @notice Thrown when a licence that may not move is transferred.
    error Licences_NotTransferable(LicenceId licence);

    /// @notice Thrown when a work has 2^32 - 1 licences.
    error Licences_TooManyLicences(WorkId work);

    /// @notice Thrown when a licence does not let its holder register a derivative.
    error Licences_NoDerivatives(LicenceId licence);

    /// @notice Thrown when the sources of a derivative are not in ascending order, or two are of one work.
    error Licences_SourcesNotAscending(LicenceId licence);

    /// @notice Thrown when a new work would have to be offered under two different share-alike terms.
    error Licences_ShareAlikeTwice(TermsId one, TermsId other);

    /// @notice Remembers what decides of new terms, which {ITerms} has checked and says in an event.
    /// @custom:caller only Terms
    function admit(TermsId terms, ITerms.Scope calldata scope) external;

    /// @notice Publishes an offer.
    /// @param offer The offer.
    /// @return The offer's id: its EIP-712 struct hash.
    /// @custom:caller the licensor: the work's controller, or for a sublicence the holder of its parent
    function publish(Offer calldata offer) external returns (bytes32);

    /// @notice Publishes an offer that its licensor signed; usually its buyer does, right before buying.
    /// @param offer The offer.
    /// @param signature The licensor's signature of the EIP-712 message `Offer` (an account's or, by ERC-1271, a
    /// contract's).
    /// @custom:caller anyone with the licensor's signature
    function publishFor(Offer calldata offer, bytes calldata signature) external returns (bytes32);

    /// @notice Closes an offer for good, or cancels a quote before anyone published it. Sold licences stay as they are.
    /// @param offer The offer.
    /// @custom:caller the offer's licensor; once it is published, also whoever is the licensor now
    function close(Offer calldata offer) external;

    /// @notice Buys a licence under exactly this offer; it starts now. The price goes to the work's royalty holders; of
    /// a sublicence's price they get the parent's revenue share, and the licensor the rest.
    /// @dev For an ERC-20 the buyer allows {IRoyalties} to take the price. Send ETH only for an offer in ETH.
    /// @param offer The offer, every field as published.
    /// @param purchase What the buyer asks for.
    /// @return licence The licence's number.
    /// @custom:caller anyone, or the one buyer that the offer names
    function buy(Offer calldata offer, Purchase calldata purchase) external payable returns (LicenceId licence);

    /// @notice Makes a licence last longer, by periods that follow its end: early renewal loses no day. One that is
    /// over is bought anew.
    /// @dev Nobody else may, though they pay: a longer licence can owe more reports.
    /// @param offer An offer of the licence's terms, every field as published.
    /// @param renewal What the payer asks for.
    /// @custom:caller the licence's holder, or whoever they approved (ERC-721); of them only the buyer that the offer
    /// names, if it names one
    function renew(Offer calldata offer, Renewal calldata renewal) external payable;

    /// @notice Ends a licence now, after notice and cure.
    /// @custom:caller only Compliance
    function terminate(LicenceId licence) external;

    /// @notice Checks that a claimant may make a new work from others, and records what share-alike asks of it, at
    /// registration.
    /// @dev Emits nothing: {IWorks.WorkDerived} names the licences, and their terms say the rest.
    /// @param work The new work.
    /// @param claimant Its claimant, who holds the licences.
    /// @param sources The licences that allow it, in ascending order, of one work each.
    /// @return edges The earlier works and what each is owed.
    /// @return shareAlike Whether the new work may be offered only under the terms it was made under.
    /// @custom:caller only Works
    function derive(
        WorkId work,
        address claimant,
        LicenceId[] calldata sources
    ) external returns (Edge[] memory edges, bool shareAlike);

    /// @notice Forgets grants that are over, to make room for others. Emits nothing: no answer changes.
    /// @param work The work.
    /// @param parent The licence whose sublicences are meant, or zero.
    /// @custom:caller anyone
    function prune(WorkId work, LicenceId parent) external;

    /// @notice Whether an account may put a work to a use in a territory at a time under a licence. Never reverts.
    /// @dev Half-open: a licence covers start <= time < end. For a sublicence, all licences above it are asked too.
    /// @param account Who would use the work.
    /// @param licence The licence they rely on.
    /// @param use The number of the use (the bit in the terms).
    /// @param territory The number of the territory (the bit in the terms).
    /// @param time In seconds since 1970.
    /// @return reason Reason.Licensed, or the first reason why not.
    /// @return decisive The licence that decided: `licence`, or the one above it that fails.
    function isLicensed(
        address account,
        LicenceId licence,
        uint8 use,
        uint8 territory,
        uint40 time
    ) external view returns (Reason reason, LicenceId decisive);

    /// @notice Which live grant would stand in the way of selling under these terms now, and until when at most.
    /// @param work The work.
    /// @param parent The licence whose sublicences are meant, or zero.
    /// @param terms The terms.
    /// @return other The terms that stand in the way; zero if none.
    /// @return until When the last licence under them ends at the latest; zero if none.
    function conflictOf(
        WorkId work,
        LicenceId parent,
        TermsId terms
    ) external view returns (TermsId other, uint40 until);

    /// @notice Who may grant: the controller of the work, or the holder of the parent licence.
    function licensorOf(WorkId work, LicenceId parent) external view returns (address);

    /// @notice What the contract remembers of a licence. Reverts with ERC721NonexistentToken if there is none.
    function licenceOf(LicenceId licence) external view returns (Licence memory);

    /// @notice Whether terms were defined. What they are follows from their name: see {ITerms}.
    function isDefined(TermsId terms) external view returns (bool);

    /// @notice Where an offer stands and how many seats and periods were sold under it.
    function offerOf(bytes32 offer) external view returns (OfferState state, uint32 sold);

    /// @notice The id of an offer, which is also what its licensor signs (EIP-712 struct hash).
    function offerIdOf(Offer calldata offer) external pure returns (bytes32);

    /// @notice How many licences of a work were granted, sublicences included.
    function totalLicences(WorkId work) external view returns (uint32);

    /// @notice How many seats of a licence were passed on by sublicences.
    function seatsPassedOn(LicenceId licence) external view returns (uint32);

    /// @notice The only terms under which a work made under share-alike terms may be offered; zero for other works.
    function shareAlikeOf(WorkId work) external view returns (TermsId);
}
