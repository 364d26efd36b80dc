// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LicenceId} from "../types/LicenceId.sol";
import {WorkId} from "../types/WorkId.sol";

/// @title Works: the register (ERC-721, ERC-2981)
/// @notice A work is a claim by a claimant to a content root, with its metadata, its category, its versions and its
/// time. Several claims to the same content may exist; none can block or overwrite another. Readers rank claims by the
/// earliest proven commitment (see {ITimestamps}), which a registration opens by revealing its salt.
/// @dev The token controls the work: its owner, the controller, revises it and publishes offers. Income belongs to the
/// holders of royalty units (see {IRoyalties}) and does not move with the token. A registration proves that the
/// claimant made this claim at this time, not that the claim is right.
interface IWorks {
    /// @notice What kind of work it is, in WIPO's vocabulary.
    enum Category {
        Literary,
        Musical,
        Artistic,
        Photographic,
        Audiovisual,
        SoundRecording,
        Performance,
        Broadcast,
        Software,
        Database,
        Design,
        Invention,
        Mark,
        TradeSecret,
        Other
    }

    /// @notice What a claimant registers.
    /// @param contentRoot The root of the manifest of the work's files. Not zero.
    /// @param salt Opens the commitment made earlier for this content root; any value if there is none.
    /// @param metadataDigest SHA-256 of the public metadata (JSON), which is also its address in IPFS. Not zero.
    /// @param category What kind of work it is.
    /// @param resaleRoyalty What sellers of the work's token are asked to pay to its till, in hundredths of a per cent,
    /// at most 10,000. Marketplaces may honour it or not (ERC-2981).
    /// @param holdersRoot The root of the tree of royalty holders, or zero: all units belong to the claimant.
    /// @param sources The claimant's licences that allow this work to be made from others; at most 16, in ascending
    /// order, of one work each.
    struct Registration {
        bytes32 contentRoot;
        bytes32 salt;
        bytes32 metadataDigest;
        Category category;
        uint16 resaleRoyalty;
        bytes32 holdersRoot;
        LicenceId[] sources;
    }

    /// @notice A later version of a work.
    /// @param previous The version before: its head, or the work's number for the second version.
    /// @param contentRoot The root of the manifest of this version's files.
    /// @param metadataDigest SHA-256 of this version's metadata.
    /// @param time When it was recorded, in seconds since 1970.
    struct Version {
        bytes32 previous;
        bytes32 contentRoot;
        bytes32 metadataDigest;
        uint40 time;
    }

    /// @notice One file of a manifest, made findable.
    /// @param digest SHA-256 of the file.
    /// @param blinding The hash of the rest of the file's manifest entry, which stays secret.
    /// @param proof The siblings from the entry's leaf to the content root.
    struct Disclosure {
        bytes32 digest;
        bytes32 blinding;
        bytes32[] proof;
    }

    /// @notice What the contract remembers of a work.
    /// @param controller Who owns the token.
    /// @param registeredAt When the work was registered, in seconds since 1970.
    /// @param category What kind of work it is.
    /// @param resaleRoyalty What sellers of its token are asked to pay, in hundredths of a per cent.
    /// @param bound Whether the licences that it was made under bind what it may be offered for (see
    /// {ILicences.boundsOf}).
    /// @param revisions How many times the work was revised.
    /// @param metadataDigest SHA-256 of the current metadata.
    /// @param head The hash that ends the chain of versions; the work's number before any revision.
    struct Work {
        address controller;
        uint40 registeredAt;
        Category category;
        uint16 resaleRoyalty;
        bool bound;
        uint24 revisions;
        bytes32 metadataDigest;
        bytes32 head;
    }

    /// @notice Emitted when a work is registered.
    event WorkRegistered(
        WorkId indexed work,
        address indexed claimant,
        bytes32 indexed contentRoot,
        bytes32 salt,
        bytes32 metadataDigest,
        Category category,
        uint16 resaleRoyalty,
        bytes32 holdersRoot
    );

    /// @notice Emitted for each earlier work that a new work is made from.
    /// @param source The licence that allows it.
    /// @param share What the earlier work is owed of everything the new work receives, in parts per billion.
    event WorkDerived(WorkId indexed work, WorkId indexed parent, LicenceId source, uint32 share);

    /// @notice Emitted when a work is revised.
    /// @param revision 1 for the first revision.
    /// @param salt Opens the commitment made earlier for this version's content root.
    event WorkRevised(
        WorkId indexed work,
        uint256 indexed revision,
        bytes32 indexed contentRoot,
        bytes32 salt,
        bytes32 metadataDigest,
        bytes32 previous,
        bytes32 head
    );

    /// @notice Emitted for each disclosed file. The contract has checked that the file is in the content root.
    event FileDisclosed(WorkId indexed work, bytes32 indexed digest, bytes32 contentRoot);

    /// @notice Thrown when the same claimant registers the same content again.
    error Works_AlreadyRegistered(WorkId work);

    /// @notice Thrown when the content root is zero.
    error Works_ZeroContentRoot();

    /// @notice Thrown when the metadata digest is zero.
    error Works_ZeroMetadataDigest();

    /// @notice Thrown when somebody else than the work's controller tries to change it.
    error Works_NotController(WorkId work, address caller);

    /// @notice Thrown when a claimant and content root are not those of the work, or a version is not its latest.
    error Works_DoesNotOpen(WorkId work, bytes32 contentRoot);

    /// @notice Thrown when a disclosed digest is not in the content root, or is the digest of nothing.
    error Works_NotInContent(bytes32 contentRoot, bytes32 digest);

    /// @notice Thrown when a signed registration is sent after its deadline.
    error Works_SignatureExpired(uint256 deadline, uint256 time);

    /// @notice Thrown when a registration was not signed by its claimant exactly as sent.
    error Works_InvalidSignature(address claimant);

    /// @notice Thrown when the resale royalty is more than 10,000 hundredths of a per cent.
    error Works_ResaleRoyaltyTooHigh(uint16 resaleRoyalty);

    /// @notice Thrown when a work is made from more works than royalties can follow.
    error Works_TooManySources(uint256 sources, uint256 most);

    /// @notice Registers a work of the caller, who becomes claimant and controller.
    /// @param registration What is registered.
    /// @param disclosures Files of the manifest that become findable; may be empty.
    /// @return work The work's number.
    /// @custom:caller anyone, as the claimant
    function register(
        Registration calldata registration,
        Disclosure[] calldata disclosures
    ) external returns (WorkId work);

    /// @notice Registers a work for a claimant who signed it (EIP-712; EOA or ERC-1271 wallet).
    /// @dev The signature cannot be used twice: the same claimant cannot register the same content again.
    /// @param claimant Who signed, and becomes claimant and controller.
    /// @param registration What is registered.
    /// @param disclosures Files of the manifest that become findable. The signature covers them.
    /// @param deadline The last second, since 1970, at which the signature counts.
    /// @param signature The claimant's signature of `Register(...)` in this contract's EIP-712 domain.
    /// @return work The work's number.
    /// @custom:caller anyone with the claimant's signature
    function registerFor(
        address claimant,
        Registration calldata registration,
        Disclosure[] calldata disclosures,
        uint256 deadline,
        bytes calldata signature
    ) external returns (WorkId work);

    /// @notice Records a new version of a work.
    /// @param work The work.
    /// @param contentRoot The root of the new version's manifest. Not zero.
    /// @param salt Opens the commitment made earlier for this content root.
    /// @param metadataDigest SHA-256 of the new metadata. Not zero.
    /// @param disclosures Files of the new manifest that become findable; may be empty.
    /// @custom:caller the controller, who owns the work's token
    function revise(
        WorkId work,
        bytes32 contentRoot,
        bytes32 salt,
        bytes32 metadataDigest,
        Disclosure[] calldata disclosures
    ) external;

    /// @notice Makes files of the registered manifest findable.
    /// @param work The work.
    /// @param claimant The work's claimant.
    /// @param contentRoot The content root it was registered with.
    /// @param disclosures The files.
    /// @custom:caller the controller, who owns the work's token
    function disclose(WorkId work, address claimant, bytes32 contentRoot, Disclosure[] calldata disclosures) external;

    /// @notice Makes files of the latest version findable.
    /// @param work The work.
    /// @param version The latest version, as {WorkRevised} recorded it.
    /// @param disclosures The files.
    /// @custom:caller the controller, who owns the work's token
    function discloseVersion(WorkId work, Version calldata version, Disclosure[] calldata disclosures) external;

    /// @notice The number of a claimant's work with this content root, registered or not.
    function workIdOf(address claimant, bytes32 contentRoot) external pure returns (WorkId);

    /// @notice Whether the work is registered.
    function isRegistered(WorkId work) external view returns (bool);

    /// @notice What the contract remembers of a work. Reverts with ERC721NonexistentToken if there is none.
    function workOf(WorkId work) external view returns (Work memory);

    /// @notice Who controls a work, whether it is bound by the licences that it was made under, and its version, counted
    /// from 1 for the registration. The zero address if there is no such work.
    function controllerOf(WorkId work) external view returns (address controller, bool bound, uint32 version);

    /// @notice What the seller of a token is asked to pay, and to whom (ERC-2981).
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address receiver, uint256 amount);

    /// @notice How many works are registered.
    function totalWorks() external view returns (uint256);
}
