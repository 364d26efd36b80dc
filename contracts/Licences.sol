// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IERC7858} from "./interfaces/IERC7858.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {ERC721Packed} from "./libraries/ERC721Packed.sol";
import {Grants} from "./libraries/Grants.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {ALL, FOREVER, UNLIMITED} from "./types/Constants.sol";
import {Edge, toEdge} from "./types/Edge.sol";
import {LicenceData, MOST_PERIODS, toLicenceData} from "./types/LicenceData.sol";
import {LicenceId, toLicenceId} from "./types/LicenceId.sol";
import {TermsId} from "./types/TermsId.sol";
import {endOf, isOver} from "./types/Time.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Licences: see {ILicences}, which is its specification
contract Licences is ILicences, ERC721Packed, EIP712, IERC5192, IERC7858 {
    using Grants for Grants.Book;
    using Strings for uint256;

    /* TYPES */

    struct OfferRecord {
        OfferState state;
        uint32 sold;
    }

    /* CONSTANTS */

    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(uint256 work,uint256 parent,address licensor,address buyer,bytes24 terms,address currency,uint256 price,uint32 supply,uint40 opens,uint40 closes)"
    );

    LicenceId private constant NONE = LicenceId.wrap(0);

    IWorks private immutable WORKS;
    IRoyalties private immutable ROYALTIES;
    address private immutable TERMS;
    address private immutable COMPLIANCE;

    /* STORAGE */

    mapping(TermsId terms => ITerms.Scope) private _scopes;
    mapping(bytes32 offer => OfferRecord) private _offers;

    /// @dev Of each work, and of each licence that has sublicences, by number: no licence has a work's.
    mapping(uint256 grantor => Grants.Book) private _books;
    mapping(LicenceId licence => LicenceId) private _parents;
    mapping(LicenceId licence => uint40) private _terminatedAt;

    /// @inheritdoc ILicences
    mapping(WorkId work => TermsId) public shareAlikeOf;

    /* MODIFIERS */

    modifier onlyFrom(address caller) {
        _requireFrom(caller);
        _;
    }

    /// @dev A function, because the text of a modifier is copied to each place.
    function _requireFrom(address caller) private view {
        if (msg.sender != caller) revert Licences_NotAllowed(msg.sender);
    }

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC721("Colophon licences", "LICENCE") ERC2771Context(msg.sender) EIP712("Colophon Licences", "1") {
        WORKS = IWorks(IColophon(msg.sender).works());
        ROYALTIES = IRoyalties(IColophon(msg.sender).royalties());
        TERMS = IColophon(msg.sender).terms();
        COMPLIANCE = IColophon(msg.sender).compliance();
    }

    /* OFFERS */

    /// @inheritdoc ILicences
    function publish(Offer calldata offer) external returns (bytes32) {
        address caller = _msgSender();
        if (offer.licensor != caller) revert Licences_NotLicensor(offer.licensor, caller);
        return _publish(offer);
    }

    /// @inheritdoc ILicences
    function publishFor(Offer calldata offer, bytes calldata signature) external returns (bytes32) {
        bytes32 digest = _hashTypedDataV4(offerIdOf(offer));
        if (!Signatures.isValid(offer.licensor, digest, signature)) {
            revert Licences_InvalidSignature(offer.licensor);
        }
        return _publish(offer);
    }

    function _publish(Offer calldata offer) private returns (bytes32 id) {
        (address controller, bool shareAlike) = _controllerOf(offer.work, offer.parent);
        if (controller != offer.licensor || controller == address(0)) {
            revert Licences_NotController(offer.work, offer.parent, offer.licensor);
        }
        if (!isDefined(offer.terms)) revert Licences_UnknownTerms(offer.terms);
        if (offer.supply == 0) revert Licences_ZeroSupply();
        if (offer.closes <= offer.opens || offer.closes <= block.timestamp) {
            revert Licences_EmptyWindow(offer.opens, offer.closes);
        }
        if (offer.currency != address(0) && offer.currency.code.length == 0) {
            revert Licences_NotAToken(offer.currency);
        }
        if (shareAlike && !(shareAlikeOf[offer.work] == offer.terms)) {
            revert Licences_ShareAlike(offer.work, shareAlikeOf[offer.work]);
        }
        if (!offer.parent.isZero()) _requireWithin(offer.parent, offer.terms);
        id = offerIdOf(offer);
        OfferRecord storage record = _offers[id];
        if (record.state != OfferState.Unknown) revert Licences_AlreadyPublished(id, record.state);

        record.state = OfferState.Open;
        _book(offer.work, offer.parent).admit(offer.terms);
        emit OfferPublished(id, offer.work, offer);
    }

    /// @dev A sublicence allows nothing that its parent does not. What it lets others make or sell in turn owes the
    /// work at least the same shares.
    function _requireWithin(LicenceId parent, TermsId terms) private view {
        (, ITerms.Scope storage outer) = _dataAndScopeOf(parent);
        ITerms.Scope storage inner = _scopes[terms];
        if (
            inner.sublicensing >= outer.sublicensing ||
            inner.exclusivity > outer.exclusivity ||
            inner.uses & ~outer.uses != 0 ||
            ~inner.excluded & outer.excluded != 0 ||
            (inner.transferable && !outer.transferable) ||
            (inner.sublicensing != 0 && inner.revenueShare < outer.revenueShare) ||
            (inner.derivatives != ITerms.Derivatives.None &&
                (inner.derivatives != outer.derivatives || inner.upstreamShare < outer.upstreamShare))
        ) revert Licences_BeyondParent(parent, terms);
    }

    /// @inheritdoc ILicences
    function close(Offer calldata offer) external {
        address caller = _msgSender();
        bytes32 id = offerIdOf(offer);
        OfferState state = _offers[id].state;
        if (caller != offer.licensor) {
            (address controller, ) = _controllerOf(offer.work, offer.parent);
            if (caller != controller) revert Licences_NotController(offer.work, offer.parent, caller);
            if (state == OfferState.Unknown) revert Licences_NotOpen(id, state);
        }
        if (state == OfferState.Closed) revert Licences_NotOpen(id, state);

        _offers[id].state = OfferState.Closed;
        emit OfferClosed(id, offer.work);
    }

    /* BUYING */

    /// @inheritdoc ILicences
    function buy(Offer calldata offer, Purchase calldata purchase) external payable returns (LicenceId licence) {
        // Check
        (bytes32 id, uint32 sold, uint256 price) = _requireOnSale(
            offer,
            purchase.seats,
            1,
            purchase.maximum,
            purchase.deadline
        );
        ITerms.Scope storage scope = _scopes[offer.terms];
        uint40 end = endOf(uint40(block.timestamp), scope.duration, 1);
        uint32 share = offer.parent.isZero() ? ALL : _requireRoomUnder(offer.parent, purchase.seats, end);
        Grants.Book storage book = _book(offer.work, offer.parent);
        (TermsId other, uint40 until) = book.conflict(_scopes, scope);
        if (TermsId.unwrap(other) != 0) revert Licences_Conflict(offer.terms, other, until);

        // Effect
        _offers[id].sold = sold;
        licence = _grant(book, offer, purchase, scope, end);
        address buyer = _msgSender();
        emit LicenceSold(licence, id, buyer, purchase.seats);

        // Interaction
        _collect(buyer, offer, price, share, licence);
    }

    /// @inheritdoc ILicences
    function renew(Offer calldata offer, Renewal calldata renewal) external payable {
        // Check
        LicenceId licence = renewal.licence;
        uint16 periods = renewal.periods;
        (address holder, LicenceData data) = _read(licence);
        (bytes32 id, uint32 sold, uint256 price) = _requireOnSale(
            offer,
            data.seats(),
            periods,
            renewal.maximum,
            renewal.deadline
        );
        Grants.Book storage book = _book(offer.work, offer.parent);
        _requireSameTerms(offer, id, licence, data, book);
        address payer = _msgSender();
        _checkAuthorized(holder, payer, LicenceId.unwrap(licence));
        (uint40 end, uint32 share) = _requireLonger(licence, data, offer, periods);

        // Effect
        _offers[id].sold = sold;
        _prolong(offer, book, licence, data.withMorePeriods(periods), end);
        emit LicenceRenewed(licence, id, payer, periods, end);
        _emitExpiry(licence, data.start(), end);

        // Interaction
        _collect(payer, offer, price, share, licence);
    }

    /// @dev What buying and renewing ask of an offer. Returns its id, how many are sold then, and what is due in all.
    function _requireOnSale(
        Offer calldata offer,
        uint256 seats,
        uint256 periods,
        uint256 maximum,
        uint256 deadline
    ) private view returns (bytes32 id, uint32 sold, uint256 price) {
        id = offerIdOf(offer);
        OfferState state;
        (state, sold) = offerOf(id);
        if (state != OfferState.Open) revert Licences_NotOpen(id, state);
        if (block.timestamp > deadline) revert Licences_PastDeadline(deadline, block.timestamp);
        if (block.timestamp < offer.opens || block.timestamp >= offer.closes) {
            revert Licences_OutsideWindow(offer.opens, offer.closes, block.timestamp);
        }
        if (offer.buyer != address(0) && offer.buyer != _msgSender()) {
            revert Licences_NotForYou(offer.buyer, _msgSender());
        }
        uint256 asked = seats * periods;
        if (asked == 0) revert Licences_Nothing();
        uint32 left = offer.supply;
        if (left != UNLIMITED) left -= sold;
        if (asked > left) revert Licences_SoldOut(id, left, asked);
        unchecked {
            sold += uint32(asked); // Where nothing is limited, this is only a count for people to read.
        }
        price = Math.saturatingMul(offer.price, asked);
        if (price > maximum) revert Licences_AboveMaximum(price, maximum);
        uint256 due = offer.currency == address(0) ? price : 0;
        if (msg.value != due) revert Licences_WrongValue(msg.value, due);
        (address controller, ) = _controllerOf(offer.work, offer.parent);
        if (controller != offer.licensor) {
            revert Licences_ChangedHands(offer.work, offer.parent, offer.licensor, controller);
        }
    }

    /// @dev Whether an offer is of the licence's work, parent and terms.
    function _requireSameTerms(
        Offer calldata offer,
        bytes32 id,
        LicenceId licence,
        LicenceData data,
        Grants.Book storage book
    ) private view {
        bool same = licence.workOf() == offer.work && _parentOf(licence, data) == offer.parent;
        if (!same || !(book.termsOf(data.class()) == offer.terms)) revert Licences_OtherTerms(licence, id);
    }

    /// @dev While a licence is live, nobody can have been given what stands in its way: so a longer one can't collide.
    /// Returns its new end, and what the work gets of the price.
    function _requireLonger(
        LicenceId licence,
        LicenceData data,
        Offer calldata offer,
        uint16 periods
    ) private view returns (uint40 end, uint32 share) {
        ITerms.Scope storage scope = _scopes[offer.terms];
        _requireLive(licence, data, scope);
        if (_endOf(data, scope) == FOREVER) revert Licences_NoEnd(licence);
        uint256 total = data.periods() + periods;
        if (total > MOST_PERIODS) revert Licences_TooManyPeriods(licence, total);
        end = endOf(data.start(), scope.duration, total);
        if (offer.parent.isZero()) return (end, ALL);
        (data, scope) = _dataAndScopeOf(offer.parent);
        _requireOutlasts(offer.parent, _endOf(data, scope), end);
        share = scope.revenueShare;
    }

    /// @dev What a sublicence asks of its parent. Returns what the work gets of its price.
    function _requireRoomUnder(LicenceId parent, uint16 seats, uint40 end) private view returns (uint32 share) {
        (LicenceData data, ITerms.Scope storage scope) = _dataAndScopeOf(parent);
        _requireLive(parent, data, scope);
        _requireOutlasts(parent, _endOf(data, scope), end);
        uint256 passedOn = uint256(_books[LicenceId.unwrap(parent)].count()) + seats;
        if (passedOn > data.seats()) revert Licences_TooManySeats(parent, passedOn, data.seats());
        share = scope.revenueShare;
    }

    /// @dev The parent is live, and so was not terminated: its end is the one that it was sold and renewed to.
    function _requireOutlasts(LicenceId parent, uint40 parentEnd, uint40 end) private pure {
        if (end > parentEnd) revert Licences_OutlivesParent(parent, end, parentEnd);
    }

    function _requireLive(LicenceId licence, LicenceData data, ITerms.Scope storage scope) private view {
        (Reason reason, LicenceId decisive) = _standing(licence, data, scope, uint40(block.timestamp));
        if (reason != Reason.Licensed) revert Licences_NotLive(decisive, reason);
    }

    /// @dev The book of a work counts its licences, sublicences included; that of a licence counts seats passed on.
    function _grant(
        Grants.Book storage book,
        Offer calldata offer,
        Purchase calldata purchase,
        ITerms.Scope storage scope,
        uint40 end
    ) private returns (LicenceId licence) {
        bool sublicence = !offer.parent.isZero();
        uint32 serial = book.record(offer.terms, Grants.isAlone(scope), end, sublicence ? purchase.seats : 1);
        if (sublicence) serial = _books[WorkId.unwrap(offer.work)].addOne();
        if (serial == 0) revert Licences_TooManyLicences(offer.work);
        licence = toLicenceId(offer.work, serial);
        if (sublicence) _parents[licence] = offer.parent;

        uint256 tokenId = LicenceId.unwrap(licence);
        uint40 start = uint40(block.timestamp);
        LicenceData data = toLicenceData(start, Grants.classOf(offer.terms), purchase.seats, sublicence);
        _mintWithData(purchase.recipient, tokenId, LicenceData.unwrap(data));
        _emitExpiry(licence, start, end);
        if (scope.transferable) emit Unlocked(tokenId);
        else emit Locked(tokenId);
    }

    function _prolong(
        Offer calldata offer,
        Grants.Book storage book,
        LicenceId licence,
        LicenceData data,
        uint40 end
    ) private {
        _setData(LicenceId.unwrap(licence), LicenceData.unwrap(data));
        book.record(offer.terms, Grants.isAlone(_scopes[offer.terms]), end, 0);
    }

    /// @dev For ERC-7858 an end of zero means no end.
    function _emitExpiry(LicenceId licence, uint40 start, uint40 end) private {
        emit TokenExpiryUpdated(LicenceId.unwrap(licence), start, end == FOREVER ? 0 : end);
    }

    /// @dev The work gets `share` of the price, and the licensor of a sublicence the rest.
    function _collect(address payer, Offer calldata offer, uint256 price, uint32 share, LicenceId licence) private {
        if (price == 0) return;
        bytes32 memo = bytes32(LicenceId.unwrap(licence));
        if (offer.parent.isZero()) {
            ROYALTIES.collect{value: msg.value}(payer, offer.work, offer.currency, price, memo);
        } else {
            ROYALTIES.collectFor{value: msg.value}(
                payer,
                offer.work,
                offer.currency,
                price,
                memo,
                share,
                offer.licensor
            );
        }
    }

    /* FOR THE OTHER CONTRACTS */

    /// @inheritdoc ILicences
    function admit(TermsId terms, ITerms.Scope calldata scope) external onlyFrom(TERMS) {
        _scopes[terms] = scope;
    }

    /// @inheritdoc ILicences
    function terminate(LicenceId licence) external onlyFrom(COMPLIANCE) {
        (, LicenceData data) = _read(licence);
        TermsId terms = _termsOf(licence, data);
        uint40 time = uint40(block.timestamp);
        _setData(LicenceId.unwrap(licence), LicenceData.unwrap(data.asTerminated()));
        _terminatedAt[licence] = time;
        if (Grants.isAlone(_scopes[terms])) _book(licence.workOf(), _parentOf(licence, data)).release(terms);
        emit LicenceTerminated(licence, time);
        _emitExpiry(licence, data.start(), time);
    }

    /// @inheritdoc ILicences
    function derive(
        WorkId work,
        address claimant,
        LicenceId[] calldata sources
    ) external onlyFrom(address(WORKS)) returns (Edge[] memory edges, bool shareAlike) {
        edges = new Edge[](sources.length);
        TermsId required;
        uint256 previous;
        for (uint256 i = 0; i < sources.length; ++i) {
            LicenceId source = sources[i];
            (address holder, LicenceData data) = _read(source);
            if (holder != claimant) revert Licences_NotLive(source, Reason.NotHolder);
            TermsId terms = _termsOf(source, data);
            ITerms.Scope storage scope = _scopes[terms];
            _requireLive(source, data, scope);
            if (scope.derivatives == ITerms.Derivatives.None) revert Licences_NoDerivatives(source);
            WorkId parent = source.workOf();
            if (WorkId.unwrap(parent) <= previous) revert Licences_SourcesNotAscending(source);
            previous = WorkId.unwrap(parent);
            edges[i] = toEdge(parent, scope.upstreamShare);
            if (scope.derivatives == ITerms.Derivatives.ShareAlike) {
                if (shareAlike && !(required == terms)) revert Licences_ShareAlikeTwice(required, terms);
                required = terms;
                shareAlike = true;
            }
        }
        if (shareAlike) shareAlikeOf[work] = required;
    }

    /// @inheritdoc ILicences
    function prune(WorkId work, LicenceId parent) external {
        _book(work, parent).prune();
    }

    /* VIEWS */

    /// @inheritdoc ILicences
    function isLicensed(
        address account,
        LicenceId licence,
        uint8 use,
        uint8 territory,
        uint40 time
    ) external view returns (Reason, LicenceId) {
        (address holder, LicenceData data) = _read(licence);
        if (holder == address(0)) return (Reason.NoSuchLicence, licence);
        if (holder != account) return (Reason.NotHolder, licence);
        ITerms.Scope storage scope = _scopes[_termsOf(licence, data)];
        if (use >= 64 || (scope.uses >> use) & 1 == 0) return (Reason.UseNotCovered, licence);
        if ((scope.excluded >> territory) & 1 == 1) return (Reason.TerritoryNotCovered, licence);
        return _standing(licence, data, scope, time);
    }

    /// @dev Whether a licence, with its data and scope, and all above it last at a time. What a sublicence allows was
    /// checked when it was offered.
    function _standing(
        LicenceId licence,
        LicenceData data,
        ITerms.Scope storage scope,
        uint40 time
    ) private view returns (Reason reason, LicenceId decisive) {
        for (LicenceId link = licence; ; (data, scope) = _dataAndScopeOf(link)) {
            if (time < data.start()) return (Reason.NotStarted, link);
            if (data.isTerminated() && time >= _terminatedAt[link]) return (Reason.Terminated, link);
            if (isOver(_endOf(data, scope), time)) return (Reason.Expired, link);
            if (!data.isSublicence()) return (Reason.Licensed, licence);
            link = _parents[link];
        }
    }

    /// @inheritdoc ILicences
    function conflictOf(WorkId work, LicenceId parent, TermsId terms) external view returns (TermsId, uint40) {
        if (!isDefined(terms)) revert Licences_UnknownTerms(terms);
        return _book(work, parent).conflict(_scopes, _scopes[terms]);
    }

    /// @inheritdoc ILicences
    function licensorOf(WorkId work, LicenceId parent) external view returns (address controller) {
        (controller, ) = _controllerOf(work, parent);
    }

    /// @inheritdoc ILicences
    function licenceOf(LicenceId licence) public view returns (Licence memory) {
        (address holder, LicenceData data) = _read(licence);
        if (holder == address(0)) revert ERC721NonexistentToken(LicenceId.unwrap(licence));
        TermsId terms = _termsOf(licence, data);
        bool terminated = data.isTerminated();
        return
            Licence({
                work: licence.workOf(),
                parent: _parentOf(licence, data),
                holder: holder,
                terms: terms,
                start: data.start(),
                end: terminated ? _terminatedAt[licence] : _endOf(data, _scopes[terms]),
                seats: data.seats(),
                terminated: terminated
            });
    }

    /// @inheritdoc ILicences
    function isDefined(TermsId terms) public view returns (bool) {
        return _scopes[terms].uses != 0;
    }

    /// @inheritdoc ILicences
    function offerOf(bytes32 offer) public view returns (OfferState state, uint32 sold) {
        OfferRecord storage record = _offers[offer];
        return (record.state, record.sold);
    }

    /// @inheritdoc ILicences
    function offerIdOf(Offer calldata offer) public pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_TYPEHASH, offer));
    }

    /// @inheritdoc ILicences
    function totalLicences(WorkId work) external view returns (uint32) {
        return _books[WorkId.unwrap(work)].count();
    }

    /// @inheritdoc ILicences
    function seatsPassedOn(LicenceId licence) external view returns (uint32) {
        return _books[LicenceId.unwrap(licence)].count();
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
    /// @dev Of the token itself. A sublicence also ends when one above it is terminated; {isLicensed} tells.
    function isTokenExpired(uint256 tokenId) external view returns (bool) {
        return isOver(licenceOf(LicenceId.wrap(tokenId)).end, block.timestamp);
    }

    /// @inheritdoc IERC7858
    function expiryType() external pure returns (EXPIRY_TYPE) {
        return EXPIRY_TYPE.TIME_BASED;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        return !_scopes[licenceOf(LicenceId.wrap(tokenId)).terms].transferable;
    }

    /// @notice The licence's metadata: what never changes of it. The rest is asked of the contract.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        LicenceId id = LicenceId.wrap(tokenId);
        Licence memory licence = licenceOf(id);
        string memory work = WorkId.unwrap(licence.work).toHexString(28);
        return
            string.concat(
                'data:application/json;utf8,{"name":"Licence ',
                uint256(id.serial()).toString(),
                " of work ",
                work,
                '","description":"A right to use a work.","work":"',
                work,
                '","terms":"',
                uint256(uint192(TermsId.unwrap(licence.terms))).toHexString(24),
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
        (address holder, LicenceData data) = _read(licence);
        if (holder != address(0) && !_scopes[_termsOf(licence, data)].transferable) {
            revert Licences_NotTransferable(licence);
        }
        return super._update(to, tokenId, auth);
    }

    /// @dev Who may grant. A parent must be a licence of the work.
    function _controllerOf(WorkId work, LicenceId parent) private view returns (address controller, bool shareAlike) {
        (controller, shareAlike) = WORKS.controllerOf(work);
        if (parent.isZero()) return (controller, shareAlike);
        controller = parent.workOf() == work ? _ownerOf(LicenceId.unwrap(parent)) : address(0);
    }

    function _book(WorkId work, LicenceId parent) private view returns (Grants.Book storage) {
        return _books[parent.isZero() ? WorkId.unwrap(work) : LicenceId.unwrap(parent)];
    }

    function _termsOf(LicenceId licence, LicenceData data) private view returns (TermsId) {
        return _book(licence.workOf(), _parentOf(licence, data)).termsOf(data.class());
    }

    function _dataAndScopeOf(LicenceId licence) private view returns (LicenceData data, ITerms.Scope storage scope) {
        (, data) = _read(licence);
        scope = _scopes[_termsOf(licence, data)];
    }

    function _parentOf(LicenceId licence, LicenceData data) private view returns (LicenceId) {
        return data.isSublicence() ? _parents[licence] : NONE;
    }

    /// @dev The end that a licence was sold and renewed to.
    function _endOf(LicenceData data, ITerms.Scope storage scope) private view returns (uint40) {
        return endOf(data.start(), scope.duration, data.periods());
    }

    function _read(LicenceId licence) private view returns (address holder, LicenceData) {
        (address owner, uint96 data) = _recordOf(LicenceId.unwrap(licence));
        return (owner, LicenceData.wrap(data));
    }
}
