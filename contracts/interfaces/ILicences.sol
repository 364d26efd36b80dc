// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LicenceId} from "../types/LicenceId.sol";
import {WorkId} from "../types/WorkId.sol";

/// @title Licences: terms, offers and licence tokens (ERC-721, ERC-5192, ERC-7858)
/// @notice Terms are immutable and addressed by their hash. An offer names a work, terms, a price and a window; it can
/// be closed, never edited, and counts only while its licensor controls the work. Buying names the exact offer, so nothing can
/// change between reading and signing. A licence is a token with a start and an end; closing its offer, selling the
/// work or losing our site does not touch it.
/// @dev What the contract enforces of terms: uses, duration, and whether the token may move. Everything else that a
/// deed says binds the people who agreed to it, and the deed says which is which.
interface ILicences {
    /// @notice What a licence allows.
    /// @param uses One bit for each use, as listed in docs/formats.md. Not zero.
    /// @param duration How long a licence lasts, in seconds, or FOREVER (2^40 - 1). Not zero.
    /// @param transferable Whether the licence token may be transferred.
    /// @param deed SHA-256 of the deed, the text that people read. Not zero.
    struct Terms {
        uint64 uses;
        uint40 duration;
        bool transferable;
        bytes32 deed;
    }

    /// @notice A standing offer to license a work.
    /// @param work The work.
    /// @param licensor The work's controller, who publishes the offer.
    /// @param terms The hash of the terms, from {defineTerms}.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param price In the currency's smallest unit (wei for ETH); zero for a free licence.
    /// @param supply How many licences may be sold under this offer; 2^32 - 1 means no limit. Not zero.
    /// @param opens The first second, since 1970, at which it may be bought.
    /// @param closes The first second at which it may no longer be bought; FOREVER if it stays open.
    struct Offer {
        WorkId work;
        address licensor;
        bytes32 terms;
        address currency;
        uint256 price;
        uint32 supply;
        uint40 opens;
        uint40 closes;
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
        NotStarted,
        Expired
    }

    /// @notice What the contract remembers of a licence.
    /// @param work The licensed work.
    /// @param holder Who owns the token.
    /// @param terms The hash of the terms.
    /// @param start The first second of the licence.
    /// @param end The first second after the licence, or FOREVER.
    struct Licence {
        WorkId work;
        address holder;
        bytes32 terms;
        uint40 start;
        uint40 end;
    }

    /// @notice Emitted when terms are defined for the first time.
    event TermsDefined(bytes32 indexed terms, uint64 uses, uint40 duration, bool transferable, bytes32 deed);

    /// @notice Emitted when an offer is published.
    event OfferPublished(bytes32 indexed offer, WorkId indexed work, address indexed licensor, Offer details);

    /// @notice Emitted when an offer is closed.
    event OfferClosed(bytes32 indexed offer, WorkId indexed work);

    /// @notice Emitted when a licence is sold, or given for a price of zero.
    event LicenceSold(
        LicenceId indexed licence,
        bytes32 indexed offer,
        address indexed buyer,
        address currency,
        uint256 price
    );

    /// @notice Thrown when terms allow no use.
    error Licences_NoUses();

    /// @notice Thrown when terms last no time.
    error Licences_ZeroDuration();

    /// @notice Thrown when terms name no deed.
    error Licences_ZeroDeed();

    /// @notice Thrown when an offer names terms that were never defined.
    error Licences_UnknownTerms(bytes32 terms);

    /// @notice Thrown when the caller does not control the work.
    error Licences_NotController(WorkId work, address caller);

    /// @notice Thrown when an offer names somebody else than its publisher as licensor.
    error Licences_NotLicensor(address licensor, address caller);

    /// @notice Thrown when an offer is for no licences at all.
    error Licences_ZeroSupply();

    /// @notice Thrown when an offer closes before it opens, or has closed already.
    error Licences_EmptyWindow(uint40 opens, uint40 closes);

    /// @notice Thrown when an offer's currency has no code.
    error Licences_NotAToken(address currency);

    /// @notice Thrown when the same offer is published again.
    error Licences_AlreadyPublished(bytes32 offer);

    /// @notice Thrown when two different terms of one work share a class. Any change to the deed resolves it.
    error Licences_ClassTaken(WorkId work, uint32 class, bytes32 terms);

    /// @notice Thrown when an offer was never published, is closed, or was changed in any field.
    error Licences_NotOpen(bytes32 offer, OfferState state);

    /// @notice Thrown when an offer is bought outside its window.
    error Licences_OutsideWindow(uint40 opens, uint40 closes, uint256 time);

    /// @notice Thrown when all licences of an offer are sold.
    error Licences_SoldOut(bytes32 offer, uint32 supply);

    /// @notice Thrown when the licensor of an offer no longer controls the work. The offer counts again if they do.
    error Licences_WorkChangedHands(WorkId work, address licensor, address controller);

    /// @notice Thrown when the price is above the most that the buyer would pay.
    error Licences_AboveMaximum(uint256 price, uint256 maximum);

    /// @notice Thrown when the ETH sent is not exactly what is due.
    error Licences_WrongValue(uint256 sent, uint256 due);

    /// @notice Thrown when a licence that may not move is transferred.
    error Licences_NotTransferable(LicenceId licence);

    /// @notice Thrown when a work has 2^32 - 1 licences.
    error Licences_TooManyLicences(WorkId work);

    /// @notice Records terms, so that offers can name them. Anyone may call it; terms known already stay as they are.
    /// @param terms The terms.
    /// @return The terms' hash: keccak256(abi.encode(terms)).
    function defineTerms(Terms calldata terms) external returns (bytes32);

    /// @notice Publishes an offer. Only the work's controller.
    /// @param offer The offer.
    /// @return The offer's hash: keccak256(abi.encode(offer)).
    function publish(Offer calldata offer) external returns (bytes32);

    /// @notice Closes an offer for good. Its licensor or the work's controller. Sold licences stay as they are.
    /// @param offer The offer.
    function close(Offer calldata offer) external;

    /// @notice Buys a licence under exactly this offer; it starts now. The price goes to the work's royalty holders.
    /// @dev For an ERC-20 the buyer allows {IRoyalties} to take the price. Send ETH only for an offer in ETH.
    /// @param offer The offer, every field as published.
    /// @param maximum The most that the buyer would pay, in the offer's currency.
    /// @param recipient Who gets the licence.
    /// @return licence The licence's number.
    function buy(Offer calldata offer, uint256 maximum, address recipient) external payable returns (LicenceId licence);

    /// @notice Whether an account may put a work to a use at a time under a licence. Never reverts.
    /// @dev Half-open: a licence covers start <= time < end.
    /// @param account Who would use the work.
    /// @param licence The licence they rely on.
    /// @param use The number of the use (the bit in {Terms}).
    /// @param time In seconds since 1970.
    /// @return Reason.Licensed, or the first reason why not.
    function isLicensed(address account, LicenceId licence, uint8 use, uint40 time) external view returns (Reason);

    /// @notice What the contract remembers of a licence. Reverts with ERC721NonexistentToken if there is none.
    function licenceOf(LicenceId licence) external view returns (Licence memory);

    /// @notice The enforced part of terms. Reverts with Licences_UnknownTerms if they were never defined.
    function termsOf(bytes32 terms) external view returns (uint64 uses, uint40 duration, bool transferable);

    /// @notice Where an offer stands and how many licences were sold under it.
    function offerOf(bytes32 offer) external view returns (OfferState state, uint32 sold);

    /// @notice How many licences of a work were sold.
    function totalLicences(WorkId work) external view returns (uint32);
}
