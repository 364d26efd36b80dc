// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Flags} from "../types/Flags.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {TermsId} from "../types/TermsId.sol";
import {ILicences} from "./ILicences.sol";

/// @title Terms: what a licence allows and asks
/// @notice Terms are immutable, named by their hash, defined once, and shared by every work that uses them. Whoever
/// needs a field that is not remembered brings the whole terms, and their name proves them.
/// @notice A licence allows acts (`uses`) for purposes, in territories, in a field, for a time. Two licences overlap if
/// they do in all five. What else the parties owe each other is a matter of the contract that the terms name as
/// `rules`; without one the licence has no duties and nobody can end it.
/// @dev {ILicences} enforces everything here but `conditions`, which are between the parties and the rules, and the
/// deed, which binds the people who agreed to it and says what of it is enforced.
interface ITerms {
    /// @notice Whether others may be licensed for what overlaps. Sole: no other licensee, but the licensor may use the
    /// work. Exclusive: nobody else at all.
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

    /// @notice What may be made of a derivative. OwesOn: what it lets others make owes it at least the share that it
    /// owes itself. EndsThere: nothing is registered as made from it.
    enum Further {
        Free,
        OwesOn,
        EndsThere
    }

    /// @notice What a licence allows and asks. Shares are in parts per billion: 1e9 is all.
    /// @param uses What may be done: one bit for each act, as listed in docs/formats.md. Not zero.
    /// @param purposes What for: one bit for each purpose, as listed in docs/formats.md. Not zero.
    /// @param territories One bit for each territory, as listed in docs/formats.md; all 256 for worldwide. Not zero.
    /// @param field Zero for every field, or the one that the licence is for, such as a language, a format, a product
    /// category or a named project: the keccak256 of its name, normalised as docs/formats.md says.
    /// @param duration How long one period of a licence lasts, in seconds, or FOREVER (2^40 - 1). Not zero.
    /// @param exclusivity Whether others may be licensed for the same.
    /// @param transferable Whether the licence token may be transferred.
    /// @param sublicensing How many levels of sublicences may hang below a licence, 0 to 8.
    /// @param sublicenceShare What of everything that is paid under a sublicence goes up, to whoever granted this
    /// licence; the licensee keeps the rest.
    /// @param fallsWithParent For a sublicence without rules: that it may be granted under a licence that has some, and
    /// falls if that one is ended.
    /// @param passesDown Whether a sublicence must have the same rules and conditions.
    /// @param derivatives Whether new works may be made from this one.
    /// @param works How many works may be registered as made under one licence, 1 to 63; zero for any number.
    /// @param upstreamShare What a derivative owes this work of everything it receives.
    /// @param further What may be made of a derivative.
    /// @param rules The contract that says what is owed, and the only one that may end a licence; zero if there are no
    /// duties and no end but that of the term.
    /// @param conditions The hash of what the rules need to know, as they define it; zero without rules.
    /// @param deed SHA-256 of the licence text that people read. Not zero.
    struct Terms {
        uint64 uses;
        uint32 purposes;
        uint256 territories;
        bytes32 field;
        uint40 duration;
        Exclusivity exclusivity;
        bool transferable;
        uint8 sublicensing;
        uint32 sublicenceShare;
        bool fallsWithParent;
        bool passesDown;
        Derivatives derivatives;
        uint8 works;
        uint32 upstreamShare;
        Further further;
        address rules;
        bytes32 conditions;
        bytes32 deed;
    }

    /// @notice What {ILicences} reads when it decides: one slot, and one more for each of three things that most terms
    /// have not.
    /// @param flags What else is to be read.
    /// @param excluded The territories that are not licensed; only if the flag PLACES is set.
    /// @param field The field; only if the flag FIELD is set.
    /// @param passedDown The hash of rules and conditions; only if the flag PASSES_DOWN is set.
    struct Scope {
        uint64 uses;
        uint32 purposes;
        uint40 duration;
        uint32 upstreamShare;
        uint32 sublicenceShare;
        Exclusivity exclusivity;
        Derivatives derivatives;
        bool transferable;
        uint8 sublicensing;
        uint8 works;
        Flags flags;
        uint256 excluded;
        bytes32 field;
        bytes32 passedDown;
    }

    /// @notice Emitted when terms are defined for the first time.
    event TermsDefined(TermsId indexed id, Terms terms);

    /// @notice Thrown when terms allow no use.
    error Terms_NoUses();

    /// @notice Thrown when terms are for no purpose.
    error Terms_NoPurposes();

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

    /// @notice Thrown when terms ask something of derivatives that they do not allow.
    error Terms_WithoutDerivatives();

    /// @notice Thrown when terms ask something of sublicences that they do not allow.
    error Terms_WithoutSublicences();

    /// @notice Thrown when terms ask for conditions, or to pass rules down, and name no rules.
    error Terms_WithoutRules();

    /// @notice Thrown when terms limit the works of a licence to more than the contract counts.
    error Terms_TooManyWorks(uint8 works, uint8 most);

    /// @notice Thrown when there is no contract at the address of the rules.
    error Terms_NoContract(address rules);

    /// @notice Defines terms, so that offers can name them. Terms known already stay as they are.
    /// @param terms The terms.
    /// @return Their name: the first 24 bytes of keccak256(abi.encode(terms)).
    /// @custom:caller anyone
    function defineTerms(Terms calldata terms) external returns (TermsId);

    /// @notice What wallets and marketplaces show of a licence, as a data URL (RFC 2397), for {ILicences}' tokenURI.
    /// @param id The licence's number.
    /// @param licence What the contract remembers of it.
    /// @param scope What its terms allow.
    function describe(
        LicenceId id,
        ILicences.Licence calldata licence,
        Scope calldata scope
    ) external pure returns (string memory);

    /// @notice What wallets and marketplaces show of all licences, for {ILicences}' contractURI.
    function describeAll() external pure returns (string memory);

    /// @notice The name of terms, defined or not.
    function termsIdOf(Terms calldata terms) external pure returns (TermsId);
}
