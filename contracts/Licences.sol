// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IERC7858} from "./interfaces/IERC7858.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {Cid} from "./libraries/Cid.sol";
import {ERC721Packed} from "./libraries/ERC721Packed.sol";
import {LicenceId, toLicenceId} from "./types/LicenceId.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Licences: see {ILicences}, which is its specification
contract Licences is ILicences, ERC721Packed, IERC5192, IERC7858 {
    using Strings for uint256;

    /* TYPES */

    /// @dev The enforced part is slot 0; the deed's digest, slot 1, is only read for metadata.
    struct TermsRecord {
        uint64 uses;
        uint40 duration;
        bool transferable;
        bytes32 deed;
    }

    struct OfferRecord {
        OfferState state;
        uint32 sold;
    }

    /* CONSTANTS */

    /// @dev No end: the largest uint40, 34,865 years after 1970.
    uint40 private constant FOREVER = type(uint40).max;

    /// @dev No limit to how many licences an offer sells.
    uint32 private constant UNLIMITED = type(uint32).max;

    IERC721 private immutable WORKS;
    IRoyalties private immutable ROYALTIES;

    /* STORAGE */

    mapping(bytes32 terms => TermsRecord) private _terms;
    mapping(bytes32 offer => OfferRecord) private _offers;

    /// @dev A class is the first 32 bits of a hash of terms: what a licence's slot has room for. Two terms of one work
    /// never share a class.
    mapping(WorkId work => mapping(uint32 class => bytes32 terms)) private _classes;

    /// @inheritdoc ILicences
    mapping(WorkId work => uint32) public totalLicences;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC721("Colophon licences", "LICENCE") ERC2771Context(msg.sender) {
        WORKS = IERC721(IColophon(msg.sender).works());
        ROYALTIES = IRoyalties(IColophon(msg.sender).royalties());
    }

    /* TERMS AND OFFERS */

    /// @inheritdoc ILicences
    function defineTerms(Terms calldata terms) external returns (bytes32 id) {
        if (terms.uses == 0) revert Licences_NoUses();
        if (terms.duration == 0) revert Licences_ZeroDuration();
        if (terms.deed == 0) revert Licences_ZeroDeed();
        id = keccak256(abi.encode(terms));
        if (_terms[id].uses != 0) return id;

        _terms[id] = TermsRecord(terms.uses, terms.duration, terms.transferable, terms.deed);
        emit TermsDefined(id, terms.uses, terms.duration, terms.transferable, terms.deed);
    }

    /// @inheritdoc ILicences
    function publish(Offer calldata offer) external returns (bytes32 id) {
        address caller = _msgSender();
        if (offer.licensor != caller) revert Licences_NotLicensor(offer.licensor, caller);
        if (WORKS.ownerOf(WorkId.unwrap(offer.work)) != caller) revert Licences_NotController(offer.work, caller);
        if (_terms[offer.terms].uses == 0) revert Licences_UnknownTerms(offer.terms);
        if (offer.supply == 0) revert Licences_ZeroSupply();
        if (offer.closes <= offer.opens || offer.closes <= block.timestamp) {
            revert Licences_EmptyWindow(offer.opens, offer.closes);
        }
        if (offer.currency != address(0) && offer.currency.code.length == 0) {
            revert Licences_NotAToken(offer.currency);
        }
        id = keccak256(abi.encode(offer));
        if (_offers[id].state != OfferState.Unknown) revert Licences_AlreadyPublished(id);
        uint32 class = _classOf(offer.terms);
        bytes32 known = _classes[offer.work][class];
        if (known != 0 && known != offer.terms) revert Licences_ClassTaken(offer.work, class, known);

        _offers[id].state = OfferState.Open;
        if (known == 0) _classes[offer.work][class] = offer.terms;
        emit OfferPublished(id, offer.work, caller, offer);
    }

    /// @inheritdoc ILicences
    function close(Offer calldata offer) external {
        address caller = _msgSender();
        if (caller != offer.licensor && caller != WORKS.ownerOf(WorkId.unwrap(offer.work))) {
            revert Licences_NotController(offer.work, caller);
        }
        bytes32 id = keccak256(abi.encode(offer));
        OfferState state = _offers[id].state;
        if (state != OfferState.Open) revert Licences_NotOpen(id, state);

        _offers[id].state = OfferState.Closed;
        emit OfferClosed(id, offer.work);
    }

    /* BUYING */

    /// @inheritdoc ILicences
    function buy(
        Offer calldata offer,
        uint256 maximum,
        address recipient
    ) external payable returns (LicenceId licence) {
        // Check
        bytes32 id = keccak256(abi.encode(offer));
        OfferRecord memory record = _offers[id];
        if (record.state != OfferState.Open) revert Licences_NotOpen(id, record.state);
        if (block.timestamp < offer.opens || block.timestamp >= offer.closes) {
            revert Licences_OutsideWindow(offer.opens, offer.closes, block.timestamp);
        }
        if (offer.supply != UNLIMITED && record.sold >= offer.supply) revert Licences_SoldOut(id, offer.supply);
        if (offer.price > maximum) revert Licences_AboveMaximum(offer.price, maximum);
        uint256 due = offer.currency == address(0) ? offer.price : 0;
        if (msg.value != due) revert Licences_WrongValue(msg.value, due);
        address controller = WORKS.ownerOf(WorkId.unwrap(offer.work));
        if (controller != offer.licensor) revert Licences_WorkChangedHands(offer.work, offer.licensor, controller);

        // Effect
        licence = _grant(offer.work, offer.terms, recipient);
        ++_offers[id].sold;
        address buyer = _msgSender();
        emit LicenceSold(licence, id, buyer, offer.currency, offer.price);

        // Interaction
        if (offer.price != 0) {
            bytes32 memo = bytes32(LicenceId.unwrap(licence));
            ROYALTIES.collect{value: due}(buyer, offer.work, offer.currency, offer.price, memo);
        }
    }

    function _grant(WorkId work, bytes32 terms, address recipient) private returns (LicenceId licence) {
        TermsRecord storage record = _terms[terms];
        uint32 serial = totalLicences[work];
        if (serial == type(uint32).max) revert Licences_TooManyLicences(work);
        totalLicences[work] = ++serial;
        uint40 start = uint40(block.timestamp);
        licence = toLicenceId(work, serial);
        uint256 tokenId = LicenceId.unwrap(licence);
        _mintWithData(recipient, tokenId, uint96(start) | (uint96(_classOf(terms)) << 40));

        uint40 end = _endOf(start, record.duration);
        emit TokenExpiryUpdated(tokenId, start, end == FOREVER ? 0 : end);
        if (record.transferable) emit Unlocked(tokenId);
        else emit Locked(tokenId);
    }

    /* VIEWS */

    /// @inheritdoc ILicences
    function isLicensed(address account, LicenceId licence, uint8 use, uint40 time) external view returns (Reason) {
        (address holder, bytes32 terms, uint40 start) = _read(licence);
        if (holder == address(0)) return Reason.NoSuchLicence;
        if (holder != account) return Reason.NotHolder;
        TermsRecord storage record = _terms[terms];
        if (use >= 64 || (record.uses >> use) & 1 == 0) return Reason.UseNotCovered;
        if (time < start) return Reason.NotStarted;
        if (_isPast(_endOf(start, record.duration), time)) return Reason.Expired;
        return Reason.Licensed;
    }

    /// @inheritdoc ILicences
    function licenceOf(LicenceId licence) public view returns (Licence memory) {
        (address holder, bytes32 terms, uint40 start) = _read(licence);
        if (holder == address(0)) revert ERC721NonexistentToken(LicenceId.unwrap(licence));
        return Licence(licence.workOf(), holder, terms, start, _endOf(start, _terms[terms].duration));
    }

    /// @inheritdoc ILicences
    function termsOf(bytes32 terms) external view returns (uint64 uses, uint40 duration, bool transferable) {
        TermsRecord storage record = _terms[terms];
        if (record.uses == 0) revert Licences_UnknownTerms(terms);
        return (record.uses, record.duration, record.transferable);
    }

    /// @inheritdoc ILicences
    function offerOf(bytes32 offer) external view returns (OfferState state, uint32 sold) {
        OfferRecord storage record = _offers[offer];
        return (record.state, record.sold);
    }

    /// @inheritdoc IERC7858
    function startTime(uint256 tokenId) external view returns (uint256) {
        return licenceOf(LicenceId.wrap(tokenId)).start;
    }

    /// @inheritdoc IERC7858
    function endTime(uint256 tokenId) external view returns (uint256) {
        uint40 end = licenceOf(LicenceId.wrap(tokenId)).end;
        return end == FOREVER ? 0 : end;
    }

    /// @inheritdoc IERC7858
    function isTokenExpired(uint256 tokenId) external view returns (bool) {
        return _isPast(licenceOf(LicenceId.wrap(tokenId)).end, block.timestamp);
    }

    /// @inheritdoc IERC7858
    function expiryType() external pure returns (EXPIRY_TYPE) {
        return EXPIRY_TYPE.TIME_BASED;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        return !_terms[licenceOf(LicenceId.wrap(tokenId)).terms].transferable;
    }

    /// @notice The licence's metadata, made from what the contract knows: work, time, terms and the deed's address.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        Licence memory licence = licenceOf(LicenceId.wrap(tokenId));
        string memory work = WorkId.unwrap(licence.work).toHexString(28);
        string memory time = string.concat(
            '","start":',
            uint256(licence.start).toString(),
            ',"end":',
            licence.end == FOREVER ? "null" : uint256(licence.end).toString()
        );
        return
            string.concat(
                'data:application/json;utf8,{"name":"Licence ',
                uint256(uint32(tokenId)).toString(),
                " of work ",
                work,
                '","description":"A right to use a work, as its deed says.","work":"',
                work,
                time,
                ',"terms":"',
                uint256(licence.terms).toHexString(32),
                '","deed":"',
                Cid.toUri(_terms[licence.terms].deed),
                '"}'
            );
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC7858).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev A licence that may not move stays with whoever got it. One that may, may even when it has ended (ERC-7858).
    function _update(address to, uint256 tokenId, address auth) internal override returns (address) {
        LicenceId licence = LicenceId.wrap(tokenId);
        (address holder, bytes32 terms, ) = _read(licence);
        if (holder != address(0) && !_terms[terms].transferable) revert Licences_NotTransferable(licence);
        return super._update(to, tokenId, auth);
    }

    function _read(LicenceId licence) private view returns (address holder, bytes32 terms, uint40 start) {
        uint96 data;
        (holder, data) = _recordOf(LicenceId.unwrap(licence));
        start = uint40(data);
        terms = _classes[licence.workOf()][uint32(data >> 40)];
    }

    function _classOf(bytes32 terms) private pure returns (uint32) {
        return uint32(bytes4(terms));
    }

    /// @dev The first second after the licence; FOREVER also if the sum would pass it.
    function _endOf(uint40 start, uint40 duration) private pure returns (uint40) {
        return duration >= FOREVER - start ? FOREVER : start + duration;
    }

    /// @dev Half-open: at its end a licence is over. FOREVER never comes.
    function _isPast(uint40 end, uint256 time) private pure returns (bool) {
        return end != FOREVER && time >= end;
    }
}
