// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {IERC5646} from "./interfaces/IERC5646.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {Cid} from "./libraries/Cid.sol";
import {ERC721Packed} from "./libraries/ERC721Packed.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {TokenText} from "./libraries/TokenText.sol";
import {Edge} from "./types/Edge.sol";
import {LicenceId} from "./types/LicenceId.sol";
import {WorkData, toWorkData} from "./types/WorkData.sol";
import {WorkId, toWorkId} from "./types/WorkId.sol";

/// @title Works: see {IWorks}, which is its specification
contract Works is IWorks, ERC721Packed, EIP712, IERC2981, IERC4906, IERC5646 {
    /* CONSTANTS */

    bytes32 private constant REGISTER_TYPEHASH = keccak256(
        "Register(address claimant,bytes32 contentRoot,bytes32 salt,bytes32 metadataDigest,uint8 category,uint16 resaleRoyalty,bytes32 holdersRoot,uint256[] sources,bytes32[] disclosures,uint256 deadline)"
    );

    /// @dev SHA-256 of nothing, which every empty file has.
    bytes32 private constant EMPTY_DIGEST = 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    /// @dev 10,000 = 100 %.
    uint16 private constant MOST_RESALE_ROYALTY = 10_000;

    /// @dev What one settlement of a work can move up at reasonable cost.
    uint256 private constant MOST_SOURCES = 16;

    ILicences private immutable LICENCES;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    /// @inheritdoc IWorks
    uint256 public totalWorks;

    mapping(WorkId work => bytes32) private _metadataDigests;

    /// @dev Zero until the first revision; any number of versions is this one slot.
    mapping(WorkId work => bytes32) private _heads;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC721("Colophon works", "WORK") ERC2771Context(msg.sender) EIP712("Colophon Works", "1") {
        LICENCES = ILicences(IColophon(msg.sender).licences());
        ROYALTIES = IRoyalties(IColophon(msg.sender).royalties());
    }

    /* REGISTRATION */

    /// @inheritdoc IWorks
    function register(
        Registration calldata registration,
        Disclosure[] calldata disclosures
    ) external returns (WorkId work) {
        return _register(_msgSender(), registration, disclosures);
    }

    /// @inheritdoc IWorks
    function registerFor(
        address claimant,
        Registration calldata registration,
        Disclosure[] calldata disclosures,
        uint256 deadline,
        bytes calldata signature
    ) external returns (WorkId work) {
        if (block.timestamp > deadline) revert Works_SignatureExpired(deadline, block.timestamp);
        bytes32 digest = _hashTypedDataV4(_hashRegister(claimant, registration, disclosures, deadline));
        if (!Signatures.isValid(claimant, digest, signature)) {
            revert Works_InvalidSignature(claimant);
        }
        return _register(claimant, registration, disclosures);
    }

    function _register(
        address claimant,
        Registration calldata registration,
        Disclosure[] calldata disclosures
    ) private returns (WorkId work) {
        if (registration.contentRoot == 0) revert Works_ZeroContentRoot();
        if (registration.metadataDigest == 0) revert Works_ZeroMetadataDigest();
        if (registration.resaleRoyalty > MOST_RESALE_ROYALTY) {
            revert Works_ResaleRoyaltyTooHigh(registration.resaleRoyalty);
        }
        work = toWorkId(claimant, registration.contentRoot);
        if (isRegistered(work)) revert Works_AlreadyRegistered(work);

        ++totalWorks;
        _metadataDigests[work] = registration.metadataDigest;
        WorkData data = toWorkData(uint40(block.timestamp), registration.category, registration.resaleRoyalty);
        _mintWithData(claimant, WorkId.unwrap(work), WorkData.unwrap(data));

        emit WorkRegistered(
            work,
            claimant,
            registration.contentRoot,
            registration.salt,
            registration.metadataDigest,
            registration.category,
            registration.resaleRoyalty,
            registration.holdersRoot
        );
        _disclose(work, registration.contentRoot, disclosures);

        Edge[] memory edges;
        if (registration.sources.length != 0) edges = _derive(work, claimant, registration.sources, data);
        if (registration.holdersRoot != 0 || edges.length != 0) {
            ROYALTIES.open(work, registration.holdersRoot, edges);
        }
    }

    function _derive(
        WorkId work,
        address claimant,
        LicenceId[] calldata sources,
        WorkData data
    ) private returns (Edge[] memory edges) {
        if (sources.length > MOST_SOURCES) revert Works_TooManySources(sources.length, MOST_SOURCES);
        bool bound;
        (edges, bound) = LICENCES.derive(work, claimant, sources);
        if (bound) _setData(WorkId.unwrap(work), WorkData.unwrap(data.asBound()));
        for (uint256 i = 0; i < edges.length; ++i) {
            emit WorkDerived(work, edges[i].parent(), sources[i], edges[i].share());
        }
    }

    function _hashRegister(
        address claimant,
        Registration calldata registration,
        Disclosure[] calldata disclosures,
        uint256 deadline
    ) private pure returns (bytes32) {
        bytes32[] memory digests = new bytes32[](disclosures.length);
        for (uint256 i = 0; i < disclosures.length; ++i) digests[i] = disclosures[i].digest;
        return
            keccak256(
                abi.encode(
                    REGISTER_TYPEHASH,
                    claimant,
                    registration.contentRoot,
                    registration.salt,
                    registration.metadataDigest,
                    registration.category,
                    registration.resaleRoyalty,
                    registration.holdersRoot,
                    keccak256(abi.encodePacked(registration.sources)),
                    keccak256(abi.encodePacked(digests)),
                    deadline
                )
            );
    }

    /* VERSIONS */

    /// @inheritdoc IWorks
    function revise(
        WorkId work,
        bytes32 contentRoot,
        bytes32 salt,
        bytes32 metadataDigest,
        Disclosure[] calldata disclosures
    ) external {
        WorkData data = _requireController(work).withRevision();
        if (contentRoot == 0) revert Works_ZeroContentRoot();
        if (metadataDigest == 0) revert Works_ZeroMetadataDigest();

        bytes32 previous = _headOf(work);
        bytes32 head = _hashVersion(Version(previous, contentRoot, metadataDigest, uint40(block.timestamp)));
        _heads[work] = head;
        _metadataDigests[work] = metadataDigest;
        _setData(WorkId.unwrap(work), WorkData.unwrap(data));

        emit WorkRevised(work, data.revisions(), contentRoot, salt, metadataDigest, previous, head);
        emit MetadataUpdate(WorkId.unwrap(work));
        _disclose(work, contentRoot, disclosures);
    }

    /* DISCLOSURE */

    /// @inheritdoc IWorks
    function disclose(WorkId work, address claimant, bytes32 contentRoot, Disclosure[] calldata disclosures) external {
        _requireController(work);
        if (!(toWorkId(claimant, contentRoot) == work)) revert Works_DoesNotOpen(work, contentRoot);
        _disclose(work, contentRoot, disclosures);
    }

    /// @inheritdoc IWorks
    function discloseVersion(WorkId work, Version calldata version, Disclosure[] calldata disclosures) external {
        _requireController(work);
        if (_hashVersion(version) != _heads[work]) revert Works_DoesNotOpen(work, version.contentRoot);
        _disclose(work, version.contentRoot, disclosures);
    }

    /// @dev A leaf is hashed twice, so that no inner node can pose as one.
    function _disclose(WorkId work, bytes32 contentRoot, Disclosure[] calldata disclosures) private {
        for (uint256 i = 0; i < disclosures.length; ++i) {
            Disclosure calldata file = disclosures[i];
            bytes32 leaf = keccak256(abi.encode(keccak256(abi.encode(file.digest, file.blinding))));
            bytes32 root = MerkleProof.processProofCalldata(file.proof, leaf);
            if (root != contentRoot || file.digest == EMPTY_DIGEST) revert Works_NotInContent(contentRoot, file.digest);
            emit FileDisclosed(work, file.digest, contentRoot);
        }
    }

    /* VIEWS */

    /// @inheritdoc IWorks
    function workIdOf(address claimant, bytes32 contentRoot) external pure returns (WorkId) {
        return toWorkId(claimant, contentRoot);
    }

    /// @inheritdoc IWorks
    function isRegistered(WorkId work) public view returns (bool) {
        return _ownerOf(WorkId.unwrap(work)) != address(0);
    }

    /// @inheritdoc IWorks
    function workOf(WorkId work) external view returns (Work memory) {
        address controller = _requireOwned(WorkId.unwrap(work));
        (, WorkData data) = _read(work);
        return
            Work({
                controller: controller,
                registeredAt: data.registeredAt(),
                category: data.category(),
                resaleRoyalty: data.resaleRoyalty(),
                bound: data.isBound(),
                revisions: data.revisions(),
                metadataDigest: _metadataDigests[work],
                head: _headOf(work)
            });
    }

    /// @inheritdoc IWorks
    function controllerOf(WorkId work) external view returns (address controller, bool bound, uint32 version) {
        WorkData data;
        (controller, data) = _read(work);
        (bound, version) = (data.isBound(), uint32(data.revisions()) + 1);
    }

    /// @inheritdoc IERC5646
    /// @dev Of a work: who controls it, its versions, and everything that was ever granted from it.
    function getStateFingerprint(uint256 tokenId) external view returns (bytes32) {
        _requireOwned(tokenId);
        WorkId work = WorkId.wrap(tokenId);
        (address controller, WorkData data) = _read(work);
        return keccak256(abi.encode(controller, data, _headOf(work), LICENCES.pageOf(work)));
    }

    /// @notice What the seller of a work's token is asked to pay to its holders, and their till (ERC-2981).
    function royaltyInfo(
        uint256 tokenId,
        uint256 salePrice
    ) external view override(IERC2981, IWorks) returns (address, uint256) {
        _requireOwned(tokenId);
        WorkId work = WorkId.wrap(tokenId);
        (, WorkData data) = _read(work);
        uint256 amount = Math.mulDiv(salePrice, data.resaleRoyalty(), MOST_RESALE_ROYALTY);
        return (ROYALTIES.tillOf(work), amount);
    }

    /// @notice The IPFS address of the current metadata, derived from its digest.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return Cid.toUri(_metadataDigests[WorkId.wrap(tokenId)]);
    }

    /// @notice What the collection is called (ERC-7572).
    function contractURI() external pure returns (string memory) {
        return TokenText.works();
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        // 0x49064906 is ERC-4906, which has events only; 0xe8a3d485 is ERC-7572's one function.
        return
            interfaceId == 0x49064906 ||
            interfaceId == 0xe8a3d485 ||
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == type(IERC5646).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _requireController(WorkId work) private view returns (WorkData data) {
        address caller = _msgSender();
        address controller;
        (controller, data) = _read(work);
        if (controller != caller) revert Works_NotController(work, caller);
    }

    function _headOf(WorkId work) private view returns (bytes32 head) {
        head = _heads[work];
        if (head == 0) head = bytes32(WorkId.unwrap(work));
    }

    function _hashVersion(Version memory version) private pure returns (bytes32) {
        return keccak256(abi.encode(version));
    }

    function _read(WorkId work) private view returns (address controller, WorkData) {
        (address owner, uint96 data) = _recordOf(WorkId.unwrap(work));
        return (owner, WorkData.wrap(data));
    }
}
