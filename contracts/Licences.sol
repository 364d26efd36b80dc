// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {IERC5192} from "./interfaces/IERC5192.sol";
import {IERC5646} from "./interfaces/IERC5646.sol";
import {IERC7858} from "./interfaces/IERC7858.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {ITerms} from "./interfaces/ITerms.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {ERC721Packed} from "./libraries/ERC721Packed.sol";
import {Grants} from "./libraries/Grants.sol";
import {FOREVER} from "./types/Constants.sol";
import {Edge, toEdge} from "./types/Edge.sol";
import {ENDS_THERE, FALLS, FIELD, Flags, OWES_ON, PASSES_DOWN, PLACES, RULED} from "./types/Flags.sol";
import {GrantPage} from "./types/GrantPage.sol";
import {LicenceData, MOST_PERIODS, toLicenceData} from "./types/LicenceData.sol";
import {LicenceId, toLicenceId} from "./types/LicenceId.sol";
import {TermsId, toTermsId} from "./types/TermsId.sol";
import {endOf, isOver} from "./types/Time.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Licences: see {ILicences}, which is its specification
contract Licences is ILicences, ERC721Packed, IERC2981, IERC5192, IERC5646, IERC7858 {
    using Grants for Grants.Book;

    /* CONSTANTS */

    LicenceId private constant NONE = LicenceId.wrap(0);

    /// @dev As many as {Terms} lets hang below a licence.
    uint256 private constant MOST_LEVELS = 8;

    IWorks private immutable WORKS;
    ITerms private immutable TERMS;
    address private immutable OFFERS;

    /* STORAGE */

    mapping(TermsId terms => ITerms.Scope) private _scopes;

    /// @dev Of each work, and of each licence that has sublicences, by number: no licence has a work's.
    mapping(uint256 grantor => Grants.Book) private _books;
    mapping(LicenceId licence => LicenceId) private _parents;
    mapping(LicenceId licence => uint40) private _endedAt;
    mapping(WorkId work => Bounds) private _bounds;

    /// @inheritdoc ILicences
    mapping(LicenceId licence => mapping(address account => bool)) public isAccepted;

    /// @inheritdoc ILicences
    mapping(uint256 grantor => mapping(address account => mapping(address agent => uint40))) public agentUntil;

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
    constructor() ERC721("Colophon licences", "LICENCE") ERC2771Context(msg.sender) {
        WORKS = IWorks(IColophon(msg.sender).works());
        TERMS = ITerms(IColophon(msg.sender).terms());
        OFFERS = IColophon(msg.sender).offers();
    }

    /* WHAT MAY BE OFFERED */

    /// @inheritdoc ILicences
    function admit(TermsId terms, ITerms.Scope calldata scope) external onlyFrom(address(TERMS)) {
        ITerms.Scope storage kept = _scopes[terms];
        kept.uses = scope.uses;
        kept.purposes = scope.purposes;
        kept.duration = scope.duration;
        kept.upstreamShare = scope.upstreamShare;
        kept.sublicenceShare = scope.sublicenceShare;
        kept.exclusivity = scope.exclusivity;
        kept.derivatives = scope.derivatives;
        kept.transferable = scope.transferable;
        kept.sublicensing = scope.sublicensing;
        kept.works = scope.works;
        kept.flags = scope.flags;
        if (scope.flags.has(PLACES)) kept.excluded = scope.excluded;
        if (scope.flags.has(FIELD)) kept.field = scope.field;
        if (scope.flags.has(PASSES_DOWN)) kept.passedDown = scope.passedDown;
    }

    /// @inheritdoc ILicences
    function admitUnder(WorkId work, LicenceId parent, address licensor, TermsId terms) external onlyFrom(OFFERS) {
        (address controller, bool bound, ) = _controllerOf(work, parent);
        if (controller != licensor || controller == address(0)) revert Licences_NotController(work, parent, licensor);
        if (bound) _requireWithinBounds(work, terms);
        if (!parent.isZero()) _requireWithin(parent, terms);
        // Terms that have a class in any book were looked at when they got it.
        if (_book(work, parent).admit(terms) && !isDefined(terms)) revert Licences_UnknownTerms(terms);
    }

    /// @dev What the licences allow that the work was made under.
    function _requireWithinBounds(WorkId work, TermsId terms) private view {
        Bounds storage bounds = _bounds[work];
        TermsId required = bounds.shareAlike;
        if (!required.isZero() && !(required == terms)) revert Licences_ShareAlike(work, required);
        ITerms.Scope storage scope = _scopes[terms];
        if (scope.derivatives == ITerms.Derivatives.None) return;
        if (bounds.endsHere || scope.upstreamShare < bounds.least) revert Licences_BeyondSources(work, bounds.least);
    }

    /// @dev A sublicence allows nothing that its parent does not. It is not harder to end, unless it says that it falls
    /// with its parent. What it lets others make or sell in turn owes at least the same shares.
    function _requireWithin(LicenceId parent, TermsId terms) private view {
        (, ITerms.Scope storage outer) = _dataAndScopeOf(parent);
        ITerms.Scope storage inner = _scopes[terms];
        Flags asks = outer.flags;
        if (
            inner.sublicensing >= outer.sublicensing ||
            inner.exclusivity > outer.exclusivity ||
            inner.uses & ~outer.uses != 0 ||
            inner.purposes & ~outer.purposes != 0 ||
            (asks.has(PLACES) && ~inner.excluded & outer.excluded != 0) ||
            (asks.has(FIELD) && inner.field != outer.field) ||
            (asks.hasEither(RULED, FALLS) && !inner.flags.hasEither(RULED, FALLS)) ||
            (asks.has(PASSES_DOWN) && inner.passedDown != outer.passedDown) ||
            (inner.transferable && !outer.transferable) ||
            (inner.sublicensing != 0 && inner.sublicenceShare < outer.sublicenceShare) ||
            (inner.derivatives != ITerms.Derivatives.None && !_makesNoMore(inner, outer))
        ) revert Licences_BeyondParent(parent, terms);
    }

    /// @dev Whether one scope lets as much be made as another, for at least as much; both let something be made.
    function _makesNoMore(ITerms.Scope storage inner, ITerms.Scope storage outer) private view returns (bool) {
        Flags asks = outer.flags;
        return
            inner.derivatives == outer.derivatives &&
            inner.upstreamShare >= outer.upstreamShare &&
            (outer.works == 0 || (inner.works != 0 && inner.works <= outer.works)) &&
            (!asks.has(OWES_ON) || inner.flags.hasEither(OWES_ON, ENDS_THERE)) &&
            (!asks.has(ENDS_THERE) || inner.flags.has(ENDS_THERE));
    }

    /* GRANTING */

    /// @inheritdoc ILicences
    function grant(Grant calldata given) external onlyFrom(OFFERS) returns (LicenceId licence, uint32 version) {
        // Check
        version = _requireVersion(given);
        ITerms.Scope storage scope = _scopes[given.terms];
        if (!given.accepted && scope.flags.has(RULED)) revert Licences_NotAccepted(given.recipient);
        uint40 start = given.starts > block.timestamp ? given.starts : uint40(block.timestamp);
        uint40 end = endOf(start, scope.duration, 1);
        Grants.Book storage book = _book(given.work, given.parent);
        uint32 passedOn = given.parent.isZero() ? 0 : _requireRoomUnder(book, given, start, end);
        _requireFree(book, given.terms, scope, start, 0);

        // Effect
        licence = _grant(book, given, scope, start, end, passedOn);
    }

    /// @dev That the licensor may still grant, and that the work is as the buyer read it.
    function _requireVersion(Grant calldata given) private view returns (uint32 version) {
        address controller;
        (controller, , version) = _controllerOf(given.work, given.parent);
        if (controller != given.licensor) {
            revert Licences_ChangedHands(given.work, given.parent, given.licensor, controller);
        }
        if (given.version != 0 && given.version != version) {
            revert Licences_OtherVersion(given.work, given.version, version);
        }
    }

    /// @dev What a sublicence asks of its parent, which may start later than now, but not than the sublicence. Seats of
    /// sublicences that ended early come back at once, and all when all sublicences are over.
    /// @return passedOn How many seats are passed on with these.
    function _requireRoomUnder(
        Grants.Book storage book,
        Grant calldata given,
        uint40 start,
        uint40 end
    ) private view returns (uint32 passedOn) {
        LicenceId parent = given.parent;
        (LicenceData data, ITerms.Scope storage scope) = _dataAndScopeOf(parent);
        _requireLive(parent, data, scope, start);
        _requireOutlasts(parent, _endOf(data, scope), end);
        passedOn = (isOver(book.until(), block.timestamp) ? 0 : book.count()) + given.seats;
        if (passedOn > data.seats()) revert Licences_TooManySeats(parent, passedOn, data.seats());
    }

    /// @dev The parent is live, and so did not end early: its end is the one that it was sold and renewed to.
    function _requireOutlasts(LicenceId parent, uint40 parentEnd, uint40 end) private pure {
        if (end > parentEnd) revert Licences_OutlivesParent(parent, end, parentEnd);
    }

    function _requireFree(
        Grants.Book storage book,
        TermsId terms,
        ITerms.Scope storage scope,
        uint40 start,
        uint24 own
    ) private view {
        (TermsId other, uint40 until) = book.conflict(_scopes, scope, start, own);
        if (until != 0) revert Licences_Conflict(terms, other, until);
    }

    /// @dev The book of a work counts its licences, sublicences included; that of a licence counts seats passed on.
    function _grant(
        Grants.Book storage book,
        Grant calldata given,
        ITerms.Scope storage scope,
        uint40 start,
        uint40 end,
        uint32 passedOn
    ) private returns (LicenceId licence) {
        bool sublicence = !given.parent.isZero();
        uint32 serial;
        if (sublicence) {
            book.record(given.terms, Grants.isAlone(scope), end, passedOn, true);
            serial = _books[WorkId.unwrap(given.work)].addOne();
        } else {
            unchecked {
                serial = book.count() + 1;
            }
            book.record(given.terms, Grants.isAlone(scope), end, serial, true);
        }
        if (serial == 0) revert Licences_TooManyLicences(given.work);
        licence = toLicenceId(given.work, serial);
        if (sublicence) _parents[licence] = given.parent;

        uint256 tokenId = LicenceId.unwrap(licence);
        LicenceData data = toLicenceData(start, given.terms.class(), given.seats, sublicence);
        _mintWithData(given.recipient, tokenId, LicenceData.unwrap(data));
        _emitExpiry(licence, start, end);
        if (scope.transferable) emit Unlocked(tokenId);
        else emit Locked(tokenId);
    }

    /// @inheritdoc ILicences
    function extend(
        Extension calldata asked
    ) external onlyFrom(OFFERS) returns (uint16 seats, address holder, uint40 end) {
        // Check
        LicenceId licence = asked.licence;
        (address controller, , ) = _controllerOf(asked.work, asked.parent);
        if (controller != asked.licensor) {
            revert Licences_ChangedHands(asked.work, asked.parent, asked.licensor, controller);
        }
        LicenceData data;
        (holder, data) = _read(licence);
        bool same = licence.workOf() == asked.work && _parentOf(licence, data) == asked.parent;
        if (holder == address(0) || !same || !(_termsOf(licence, data) == asked.terms)) {
            revert Licences_OtherTerms(licence);
        }
        ITerms.Scope storage scope = _scopes[asked.terms];
        if (scope.flags.has(RULED)) _requireActsFor(holder, licence, asked.payer);
        end = _prolong(asked, licence, data, scope);
        seats = data.seats();
    }

    /// @dev A longer licence can owe more: only who acts for the holder prolongs one with duties.
    function _requireActsFor(address holder, LicenceId licence, address payer) private view {
        uint256 tokenId = LicenceId.unwrap(licence);
        if (isOver(agentUntil[tokenId][holder][payer], block.timestamp)) _checkAuthorized(holder, payer, tokenId);
    }

    function _prolong(
        Extension calldata asked,
        LicenceId licence,
        LicenceData data,
        ITerms.Scope storage scope
    ) private returns (uint40 end) {
        // Check
        _requireLive(licence, data, scope, data.start() > block.timestamp ? data.start() : uint40(block.timestamp));
        uint40 before = _endOf(data, scope);
        if (before == FOREVER) revert Licences_NoEnd(licence);
        uint256 total = data.periods() + asked.periods;
        end = endOf(data.start(), scope.duration, total);
        if (total > MOST_PERIODS || end == FOREVER) revert Licences_TooManyPeriods(licence, total);
        if (!asked.parent.isZero()) {
            (LicenceData above, ITerms.Scope storage outer) = _dataAndScopeOf(asked.parent);
            _requireOutlasts(asked.parent, _endOf(above, outer), end);
        }
        Grants.Book storage book = _book(asked.work, asked.parent);
        _requireNobodyAfter(book, asked.terms, scope, before);

        // Effect
        _setData(LicenceId.unwrap(licence), LicenceData.unwrap(data.withMorePeriods(asked.periods)));
        book.record(asked.terms, Grants.isAlone(scope), end, book.count(), false);
        _emitExpiry(licence, data.start(), end);
    }

    /// @dev Something may have been sold since that begins after the licence. Of its own class, if that excludes others,
    /// only the last one may grow.
    function _requireNobodyAfter(
        Grants.Book storage book,
        TermsId terms,
        ITerms.Scope storage scope,
        uint40 end
    ) private view {
        if (Grants.isAlone(scope)) {
            uint40 last = book.untilOf(terms);
            if (last != end) revert Licences_Conflict(terms, terms, last);
        }
        _requireFree(book, terms, scope, end, terms.class());
    }

    function _requireLive(LicenceId licence, LicenceData data, ITerms.Scope storage scope, uint40 time) private view {
        (Reason reason, LicenceId decisive) = _standing(licence, data, scope, time);
        if (reason != Reason.Licensed) revert Licences_NotLive(decisive, reason);
    }

    /// @dev For ERC-7858 an end of zero means no end.
    function _emitExpiry(LicenceId licence, uint40 start, uint40 end) private {
        emit TokenExpiryUpdated(LicenceId.unwrap(licence), start, end == FOREVER ? 0 : end);
    }

    /* ENDING */

    /// @inheritdoc ILicences
    function terminate(LicenceId licence, ITerms.Terms calldata terms) external {
        (address holder, LicenceData data) = _read(licence);
        TermsId id = _termsOf(licence, data);
        address caller = _msgSender();
        bool ofTheTerms = caller == terms.rules && toTermsId(terms) == id;
        if (holder == address(0) || !ofTheTerms) revert Licences_NotAllowed(caller);
        _end(licence, data, id, Reason.Terminated);
        emit LicenceTerminated(licence, uint40(block.timestamp));
    }

    /// @inheritdoc ILicences
    function surrender(LicenceId licence) external {
        (address holder, LicenceData data) = _read(licence);
        address caller = _msgSender();
        if (holder != caller) revert Licences_NotLive(licence, Reason.NotHolder);
        TermsId terms = _termsOf(licence, data);
        if (_scopes[terms].sublicensing != 0) {
            uint40 until = _books[LicenceId.unwrap(licence)].until();
            if (!isOver(until, block.timestamp)) revert Licences_HasSublicences(licence, until);
        }
        _end(licence, data, terms, Reason.Surrendered);
        emit LicenceSurrendered(licence, caller, uint40(block.timestamp));
    }

    /// @dev Where there are rules, they may still ask for the seats: then these are kept, at the cost of a slot.
    function _end(LicenceId licence, LicenceData data, TermsId terms, Reason reason) private {
        // Check
        ITerms.Scope storage scope = _scopes[terms];
        if (data.isEnded()) revert Licences_NotLive(licence, _endedAs(data));
        uint40 end = _endOf(data, scope);
        if (isOver(end, block.timestamp)) revert Licences_NotLive(licence, Reason.Expired);

        // Effect
        uint40 time = uint40(block.timestamp);
        bool ruled = scope.flags.has(RULED);
        if (ruled) _endedAt[licence] = time;
        LicenceData ended = data.asEnded(reason == Reason.Terminated, ruled, time);
        _setData(LicenceId.unwrap(licence), LicenceData.unwrap(ended));
        Grants.Book storage book = _book(licence.workOf(), _parentOf(licence, data));
        book.release(terms, Grants.isAlone(scope), data.start(), end);
        if (data.isSublicence()) book.giveBack(data.seats());
        _emitExpiry(licence, data.start(), time);
    }

    /// @dev Of a licence that ended early.
    function _endedAs(LicenceData data) private pure returns (Reason) {
        return data.isBreach() ? Reason.Terminated : Reason.Surrendered;
    }

    /// @inheritdoc ILicences
    function accept(LicenceId licence) external {
        address account = _msgSender();
        isAccepted[licence][account] = true;
        emit LicenceAccepted(licence, account);
    }

    /* AGENTS */

    /// @inheritdoc ILicences
    function setAgent(uint256 grantor, address agent, uint40 until) external {
        address account = _msgSender();
        agentUntil[grantor][account][agent] = until;
        emit AgentSet(grantor, account, agent, until);
    }

    /* DERIVATIVES */

    /// @inheritdoc ILicences
    function derive(
        WorkId work,
        address claimant,
        LicenceId[] calldata sources
    ) external onlyFrom(address(WORKS)) returns (Edge[] memory edges, bool bound) {
        edges = new Edge[](sources.length);
        Bounds memory bounds;
        uint256 previous;
        for (uint256 i = 0; i < sources.length; ++i) {
            LicenceId source = sources[i];
            WorkId parent = source.workOf();
            if (WorkId.unwrap(parent) <= previous) revert Licences_SourcesNotAscending(source);
            previous = WorkId.unwrap(parent);
            edges[i] = toEdge(parent, _deriveFrom(source, claimant, bounds));
        }
        bound = !bounds.shareAlike.isZero() || bounds.least != 0 || bounds.endsHere;
        if (bound) _bounds[work] = bounds;
    }

    /// @dev Counts the work if the licence allows a limited number, and adds to its bounds what the licence asks.
    /// @return The share that it owes.
    function _deriveFrom(LicenceId source, address claimant, Bounds memory bounds) private returns (uint32) {
        (address holder, LicenceData data) = _read(source);
        if (holder != claimant) revert Licences_NotLive(source, Reason.NotHolder);
        TermsId terms = _termsOf(source, data);
        ITerms.Scope storage scope = _scopes[terms];
        _requireLive(source, data, scope, uint40(block.timestamp));
        uint8 works = scope.works;
        if (scope.derivatives == ITerms.Derivatives.None || (works != 0 && data.derived() >= works)) {
            revert Licences_NoDerivatives(source);
        }
        if (works != 0) _setData(LicenceId.unwrap(source), LicenceData.unwrap(data.withOneDerived()));
        uint32 share = scope.upstreamShare;
        if (scope.flags.has(OWES_ON) && share > bounds.least) bounds.least = share;
        if (scope.flags.has(ENDS_THERE)) bounds.endsHere = true;
        if (scope.derivatives == ITerms.Derivatives.ShareAlike) {
            TermsId required = bounds.shareAlike;
            if (!required.isZero() && !(required == terms)) revert Licences_ShareAlikeTwice(required, terms);
            bounds.shareAlike = terms;
        }
        return share;
    }

    /// @inheritdoc ILicences
    function prune(WorkId work, LicenceId parent, uint256 most) external {
        _book(work, parent).prune(most);
    }

    /* VIEWS */

    /// @inheritdoc ILicences
    function isLicensed(
        address account,
        LicenceId licence,
        Use calldata use
    ) external view returns (Reason, LicenceId) {
        (address holder, LicenceData data) = _read(licence);
        if (holder == address(0)) return (Reason.NoSuchLicence, licence);
        if (holder != account) return (Reason.NotHolder, licence);
        ITerms.Scope storage scope = _scopes[_termsOf(licence, data)];
        Flags flags = scope.flags;
        if (use.act >= 64 || (scope.uses >> use.act) & 1 == 0) return (Reason.UseNotCovered, licence);
        if (use.purpose >= 32 || (scope.purposes >> use.purpose) & 1 == 0) return (Reason.PurposeNotCovered, licence);
        if (flags.has(PLACES) && (scope.excluded >> use.territory) & 1 == 1) {
            return (Reason.TerritoryNotCovered, licence);
        }
        if (flags.has(FIELD) && scope.field != use.field) return (Reason.FieldNotCovered, licence);
        return _standing(licence, data, scope, use.time);
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
            bool ended = data.isEnded();
            if (ended && time >= _earlyEndOf(link, data)) return (_endedAs(data), link);
            if (time < data.start()) return (Reason.NotStarted, link);
            if (!ended && isOver(_endOf(data, scope), time)) return (Reason.Expired, link);
            if (!data.isSublicence()) return (Reason.Licensed, licence);
            link = _parents[link];
        }
    }

    /// @inheritdoc ILicences
    function conflictOf(
        WorkId work,
        LicenceId parent,
        TermsId terms,
        uint40 starts
    ) external view returns (TermsId, uint40) {
        if (!isDefined(terms)) revert Licences_UnknownTerms(terms);
        uint40 start = starts > block.timestamp ? starts : uint40(block.timestamp);
        return _book(work, parent).conflict(_scopes, _scopes[terms], start, 0);
    }

    /// @inheritdoc ILicences
    function licensorOf(WorkId work, LicenceId parent) external view returns (address controller) {
        (controller, , ) = _controllerOf(work, parent);
    }

    /// @inheritdoc ILicences
    function licenceOf(LicenceId licence) public view returns (Licence memory) {
        (address holder, LicenceData data) = _requireLicence(licence);
        LicenceId parent = _parentOf(licence, data);
        TermsId terms = _book(licence.workOf(), parent).termsOf(data.class());
        uint40 end = _ownEndOf(licence, data, _scopes[terms]);
        return
            Licence({
                work: licence.workOf(),
                parent: parent,
                holder: holder,
                terms: terms,
                start: data.start(),
                end: end,
                endsAt: parent.isZero() ? end : _earliest(end, parent),
                seats: data.seats(),
                ended: data.isEnded() ? _endedAs(data) : Reason.Licensed
            });
    }

    /// @dev The earliest of an end and those of a licence and all above it.
    function _earliest(uint40 end, LicenceId link) private view returns (uint40) {
        while (true) {
            (, LicenceData data) = _read(link);
            LicenceId above = _parentOf(link, data);
            uint40 own = _ownEndOf(link, data, _scopes[_book(link.workOf(), above).termsOf(data.class())]);
            if (own < end) end = own;
            if (above.isZero()) return end;
            link = above;
        }
    }

    /// @inheritdoc ILicences
    function chainOf(LicenceId licence) external view returns (address[] memory licensors, uint32[] memory shares) {
        (, LicenceData data) = _requireLicence(licence);
        licensors = new address[](MOST_LEVELS);
        shares = new uint32[](MOST_LEVELS);
        uint256 length;
        while (data.isSublicence()) {
            licence = _parents[licence];
            (licensors[length], data) = _read(licence);
            shares[length] = _scopes[_termsOf(licence, data)].sublicenceShare;
            ++length;
        }
        assembly ("memory-safe") {
            mstore(licensors, length)
            mstore(shares, length)
        }
    }

    /// @inheritdoc ILicences
    function bookOf(
        WorkId work,
        LicenceId parent,
        bool alone,
        TermsId after_,
        uint256 most
    ) external view returns (Live[] memory) {
        return _book(work, parent).list(alone, after_, most);
    }

    /// @inheritdoc ILicences
    function pageOf(WorkId work) external view returns (uint256) {
        return GrantPage.unwrap(_books[WorkId.unwrap(work)].page);
    }

    /// @inheritdoc ILicences
    function isDefined(TermsId terms) public view returns (bool) {
        return _scopes[terms].uses != 0;
    }

    /// @inheritdoc ILicences
    function totalLicences(WorkId work) external view returns (uint32) {
        return _books[WorkId.unwrap(work)].count();
    }

    /// @inheritdoc ILicences
    function seatsPassedOn(LicenceId licence) external view returns (uint32) {
        Grants.Book storage book = _books[LicenceId.unwrap(licence)];
        return isOver(book.until(), block.timestamp) ? 0 : book.count();
    }

    /// @inheritdoc ILicences
    function boundsOf(WorkId work) external view returns (Bounds memory) {
        return _bounds[work];
    }

    /// @inheritdoc IERC5646
    /// @dev Of a licence: who holds it and what it is, the same of those above it, and what was granted under it.
    function getStateFingerprint(uint256 tokenId) external view returns (bytes32 print) {
        LicenceId licence = LicenceId.wrap(tokenId);
        (address holder, LicenceData data) = _requireLicence(licence);
        print = bytes32(GrantPage.unwrap(_books[tokenId].page));
        while (true) {
            print = keccak256(abi.encode(print, holder, data));
            if (!data.isSublicence()) return print;
            licence = _parents[licence];
            (holder, data) = _read(licence);
        }
    }

    /// @notice What the seller of a licence is asked to pay to the holders of its work, and the work's till (ERC-2981).
    /// @dev Of a token that there is not, what those of its work are asked.
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address, uint256) {
        return WORKS.royaltyInfo(WorkId.unwrap(LicenceId.wrap(tokenId).workOf()), salePrice);
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
    /// @dev Of the token itself. A sublicence also ends with one above it; {licenceOf} and {isLicensed} tell.
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

    /// @notice The licence's metadata. What changes of it is asked of the contract.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        Licence memory licence = licenceOf(LicenceId.wrap(tokenId));
        return TERMS.describe(LicenceId.wrap(tokenId), licence, _scopes[licence.terms]);
    }

    /// @notice What the collection is called (ERC-7572).
    function contractURI() external view returns (string memory) {
        return TERMS.describeAll();
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        // 0xe8a3d485 is ERC-7572's one function.
        return
            interfaceId == 0xe8a3d485 ||
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC5646).interfaceId ||
            interfaceId == type(IERC7858).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev A licence that may not move stays with whoever got it. One that may, may even when it has ended (ERC-7858).
    /// With duties it moves only to whoever takes it, or said that they would.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address) {
        LicenceId licence = LicenceId.wrap(tokenId);
        (address holder, LicenceData data) = _read(licence);
        if (holder != address(0)) {
            ITerms.Scope storage scope = _scopes[_termsOf(licence, data)];
            if (!scope.transferable) revert Licences_NotTransferable(licence);
            if (scope.flags.has(RULED)) _requireAccepted(licence, to);
        }
        return super._update(to, tokenId, auth);
    }

    function _requireAccepted(LicenceId licence, address to) private {
        if (to == _msgSender()) return;
        if (!isAccepted[licence][to]) revert Licences_NotAccepted(to);
        isAccepted[licence][to] = false;
    }

    /// @dev Who may grant, whether the work is bound, and its version. A parent must be a licence of the work.
    function _controllerOf(
        WorkId work,
        LicenceId parent
    ) private view returns (address controller, bool bound, uint32 version) {
        (controller, bound, version) = WORKS.controllerOf(work);
        if (!parent.isZero()) controller = parent.workOf() == work ? _ownerOf(LicenceId.unwrap(parent)) : address(0);
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

    /// @dev The end that a licence was sold and renewed to. Of one that did not end early.
    function _endOf(LicenceData data, ITerms.Scope storage scope) private view returns (uint40) {
        return endOf(data.start(), scope.duration, data.periods());
    }

    /// @dev Of a licence that ended early.
    function _earlyEndOf(LicenceId licence, LicenceData data) private view returns (uint40) {
        return data.isEndElsewhere() ? _endedAt[licence] : data.packedEnd();
    }

    /// @dev Whatever those above it do.
    function _ownEndOf(LicenceId licence, LicenceData data, ITerms.Scope storage scope) private view returns (uint40) {
        return data.isEnded() ? _earlyEndOf(licence, data) : _endOf(data, scope);
    }

    function _requireLicence(LicenceId licence) private view returns (address holder, LicenceData data) {
        (holder, data) = _read(licence);
        if (holder == address(0)) revert ERC721NonexistentToken(LicenceId.unwrap(licence));
    }

    function _read(LicenceId licence) private view returns (address holder, LicenceData) {
        (address owner, uint96 data) = _recordOf(LicenceId.unwrap(licence));
        return (owner, LicenceData.wrap(data));
    }
}
