// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TermsId} from "../types/TermsId.sol";

/// @title Terms: what a licence allows and asks
/// @notice Terms are immutable, named by their hash, defined once, and shared by every work that uses them. Whoever
/// needs a field that is not remembered brings the whole terms, and their name proves them.
/// @dev {ILicences} enforces uses, territories, duration, exclusivity, transfer, sublicences, derivatives and their
/// share, and the revenue share of sublicences; {ICompliance} the cure period and what is owed for reports. Everything
/// else that a deed says binds the people who agreed to it, and the deed says which is which.
interface ITerms {
    /// @notice Whether others may be licensed for the same use in the same territory at the same time. Sole: no other
    /// licensee, but the licensor may use the work. Exclusive: nobody else at all.
    enum Exclusivity {
        NonExclusive,
        Sole,
        Exclusive
    }

    /// @notice Whether the licensee may make new works from this one and register them as derivatives. ShareAlike: only
    /// if the derivative is offered under the same terms and no others.
    enum Derivatives {
        None,
        Allowed,
        ShareAlike
    }

    /// @notice What a licence allows and asks. Shares are in parts per billion: 1e9 is all.
    /// @param uses One bit for each use, as listed in docs/formats.md. Not zero.
    /// @param territories One bit for each territory, as listed in docs/formats.md; all 256 for worldwide. Not zero.
    /// @param duration How long one period of a licence lasts, in seconds, or FOREVER (2^40 - 1). Not zero.
    /// @param exclusivity Whether others may be licensed for the same.
    /// @param transferable Whether the licence token may be transferred.
    /// @param sublicensing How many levels of sublicences may hang below a licence, 0 to 8.
    /// @param derivatives Whether new works may be made from this one.
    /// @param upstreamShare What a derivative owes this work of everything it receives.
    /// @param cure How long a licensee has to cure a breach after notice, in seconds; zero: the licence is irrevocable.
    /// @param revenueShare What the licensee owes of the revenue they report, and of the price of their sublicences.
    /// @param period How long a reporting period lasts, in seconds; zero: nothing is reported.
    /// @param currency What is owed for reports: an ERC-20 token, or the zero address for ETH.
    /// @param perUnit Owed for each unit reported, in the currency's smallest unit.
    /// @param minimum Owed at least, for each reporting period.
    /// @param cap Owed at most, for each reporting period; zero for no cap.
    /// @param deed SHA-256 of the deed, the text that people read. Not zero.
    struct Terms {
        uint64 uses;
        uint256 territories;
        uint40 duration;
        Exclusivity exclusivity;
        bool transferable;
        uint8 sublicensing;
        Derivatives derivatives;
        uint32 upstreamShare;
        uint32 cure;
        uint32 revenueShare;
        uint32 period;
        address currency;
        uint96 perUnit;
        uint96 minimum;
        uint96 cap;
        bytes32 deed;
    }

    /// @notice What {ILicences} reads when it decides.
    /// @param excluded The territories that are not licensed: the complement, so that worldwide takes no slot.
    struct Scope {
        uint64 uses;
        uint40 duration;
        uint32 upstreamShare;
        uint32 revenueShare;
        Exclusivity exclusivity;
        Derivatives derivatives;
        bool transferable;
        uint8 sublicensing;
        uint256 excluded;
    }

    /// @notice Emitted when terms are defined for the first time.
    event TermsDefined(TermsId indexed id, Terms terms);

    /// @notice Thrown when terms allow no use.
    error Terms_NoUses();

    /// @notice Thrown when terms are for no territory.
    error Terms_NoTerritories();

    /// @notice Thrown when terms last no time.
    error Terms_ZeroDuration();

    /// @notice Thrown when terms name no deed.
    error Terms_ZeroDeed();

    /// @notice Thrown when terms allow more levels of sublicences than the contract follows.
    error Terms_TooDeep(uint8 sublicensing, uint8 most);

    /// @notice Thrown when a share is more than all.
    error Terms_ShareAboveAll(uint32 share);

    /// @notice Thrown when terms ask a share of derivatives that they do not allow.
    error Terms_UpstreamWithoutDerivatives(uint32 upstreamShare);

    /// @notice Thrown when terms ask money for reports, but name no reporting period in which it would be owed.
    error Terms_RoyaltyWithoutPeriod();

    /// @notice Thrown when the most owed for a period is less than the least.
    error Terms_CapBelowMinimum(uint96 cap, uint96 minimum);

    /// @notice Thrown when the currency of reports has no code.
    error Terms_NotAToken(address currency);

    /// @notice Defines terms, so that offers can name them. Terms known already stay as they are.
    /// @param terms The terms.
    /// @return Their name: the first 24 bytes of keccak256(abi.encode(terms)).
    /// @custom:caller anyone
    function defineTerms(Terms calldata terms) external returns (TermsId);

    /// @notice The name of terms, defined or not.
    function termsIdOf(Terms calldata terms) external pure returns (TermsId);
}
