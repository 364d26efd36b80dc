// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {Edge} from "../../contracts/types/Edge.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "../utils/Deployed.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {RegisterSignature} from "../utils/RegisterSignature.sol";

/// @title RightsHandler: everything that happens to works, offers and licences, in any order, with a ledger by hand
/// @dev Each action is made possible first, so that it succeeds; a revert fails the run. Where there is nothing to act
/// on, something is sold instead. For every purchase and renewal the model says before whether it succeeds or why not,
/// and the contract must agree. What strangers try must fail, for the reason that they are strangers.
contract RightsHandler is Deployed {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    struct Known {
        WorkId id;
        address claimant;
        bytes32 contentRoot;
        IWorks.Work state;
        /// @dev The only terms it may be offered under, if it is share-alike.
        ITerms.Terms required;
    }

    struct Offered {
        ILicences.Offer offer;
        ITerms.Terms terms;
        /// @dev The place of the parent among the sales, plus one; zero if there is none.
        uint256 parent;
        ILicences.OfferState state;
        uint256 sold;
    }

    struct Attempt {
        address target;
        bytes data;
        /// @dev Who might do it.
        address victim;
        bytes4 refusal;
    }

    uint256 private constant MOST_WORKS = 5;
    uint256 private constant PEOPLE = 5;
    uint256 private constant MOST_CLASSES = 32;
    bytes4 private constant FINE = 0;
    bytes4 private constant CONFLICT = ILicences.Licences_Conflict.selector;

    address[PEOPLE] public people;
    uint256 public actions;
    uint256 public idle;
    uint256 public refusals;
    uint256 public conflicts;
    /// @dev How often the contract refused, on the safe side, what was free.
    uint256 public cautious;
    uint256 public sublicences;
    uint256 public renewals;
    uint256 public terminations;
    uint256 public derivatives;
    uint256 public reports;

    string[PEOPLE] private _names = ["Ines", "Tomas", "Maya", "Eve", "deployer"];
    Known[] private _known;
    Offered[] private _offered;
    LicenceModel.Sold[] private _sold;
    mapping(WorkId work => uint256) private _placeOf;
    /// @dev The terms that were granted in a book since they were last pruned from it.
    mapping(bytes32 book => TermsId[]) private _listed;
    uint256 private _serial;

    modifier counted() {
        ++actions;
        _;
    }

    constructor() {
        super.setUp();
        people = [ines, tomas, maya, eve, deployer];
        _register(0, false, new LicenceId[](0));
        _publish(0, _randomTerms(2), 2, false);
        _sell(0, 2, 0);
    }

    /* WORKS */

    /// @dev Half of them are made from others, where somebody has a licence for it.
    function registerWork(uint256 p, uint256 seed, bool signed) external counted {
        if (_known.length == MOST_WORKS) return _revise(p, bytes32(seed));
        if (seed % 2 == 0) return _register(p % PEOPLE, signed, new LicenceId[](0));
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = (seed / 2 + i) % list.length;
            if (!_allowsDerivatives(list, place)) continue;
            LicenceId[] memory sources = new LicenceId[](1);
            sources[0] = list[place].id;
            _register(_personOf(list[place].holder), signed, sources);
            _known[_known.length - 1].state.shareAlike = list[place].terms.derivatives == ITerms.Derivatives.ShareAlike;
            _known[_known.length - 1].required = list[place].terms;
            ++derivatives;
            return;
        }
        _register(p % PEOPLE, signed, new LicenceId[](0));
    }

    function revise(uint256 w, bytes32 contentRoot) external counted {
        _revise(w, contentRoot);
    }

    /// @dev By the controller, somebody approved, or an operator.
    function moveWork(uint256 w, uint256 to, uint256 path) external counted {
        Known storage work = _known[w % _known.length];
        _moveToken(works, WorkId.unwrap(work.id), work.state.controller, people[to % PEOPLE], path);
        work.state.controller = people[to % PEOPLE];
    }

    /* OFFERS */

    /// @dev Half of them are tried at once: bought, or refused because something else was sold.
    function publishOffer(uint256 w, uint256 seed) external counted {
        _publish(w % _known.length, _randomTerms(seed), seed, false);
        if (seed % 2 == 0) _sell(_offered.length - 1, seed, 0);
    }

    /// @dev Signed by its licensor for one buyer, brought by somebody else, and bought at once.
    function publishQuote(uint256 w, uint256 seed) external counted {
        _publish(w % _known.length, _randomTerms(seed), seed, true);
        _sell(_offered.length - 1, seed, 0);
    }

    /// @dev Under a licence that allows it, of terms within that licence's.
    function offerSublicence(uint256 l, uint256 seed) external counted {
        if (!_publishUnder(l, seed)) _sellAny(l, seed, seed);
    }

    /// @dev By its licensor, or by whoever may grant now.
    function closeOffer(uint256 o, bool byController) external counted {
        for (uint256 i = 0; i < _offered.length; ++i) {
            Offered storage offered = _offered[((o % _offered.length) + i) % _offered.length];
            if (offered.state != ILicences.OfferState.Open) continue;
            vm.prank(byController ? _licensorOf(offered.offer.work, offered.parent) : offered.offer.licensor);
            licences.close(offered.offer);
            offered.state = ILicences.OfferState.Closed;
            return;
        }
        _publish(o % _known.length, _randomTerms(o), o, false);
    }

    /* LICENCES */

    function buyLicence(uint256 o, uint256 p, uint256 seats) external counted {
        _sellAny(o, p, seats);
    }

    /// @dev What is in somebody's way; if nothing on offer is, an exclusive right to all that anybody has now.
    function buyAgainstAnother(uint256 o, uint256 p) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 place = ((o % _offered.length) + i) % _offered.length;
            address buyer = _buyerOf(place, p);
            if (_foresee(list, place, buyer, 1) == CONFLICT) return _try(list, place, buyer, 1);
        }
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((o % list.length) + i) % list.length;
            uint256 w = _placeOf[list[place].work];
            if (block.timestamp >= list.lastsTo(place) || _known[w].state.shareAlike) continue;
            ITerms.Terms memory what = _randomTerms(o);
            (what.uses, what.territories, what.exclusivity) = (7, WORLDWIDE, ITerms.Exclusivity.Exclusive);
            _publish(w, what, o, false);
            return _sell(_offered.length - 1, p, 0);
        }
        _buyInVain(o, p, 1);
    }

    /// @dev Offers that can't be bought: closed, sold out, over, of a former licensor, for somebody else, under a
    /// licence that is over, too long or too large for it, or in somebody's way.
    function buyInVain(uint256 o, uint256 p, uint256 seats) external counted {
        _buyInVain(o, p, 1 + (seats % 4));
    }

    function buySublicence(uint256 o, uint256 p, uint256 seats) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 place = ((o % _offered.length) + i) % _offered.length;
            if (_offered[place].parent == 0) continue;
            address buyer = _buyerOf(place, p);
            uint256 wanted = 1 + (seats % 2);
            if (_foresee(list, place, buyer, wanted) == FINE) return _try(list, place, buyer, wanted);
        }
        if (_publishUnder(o, seats)) return _sell(_offered.length - 1, p, 0);
        _sellAny(o, p, seats);
    }

    /// @dev By its holder.
    function renewLicence(uint256 l, uint256 o, uint256 periods) external counted {
        LicenceModel.Sold[] memory list = _sold;
        periods = 1 + (periods % 3);
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            for (uint256 j = 0; j < _offered.length; ++j) {
                uint256 offer = ((o % _offered.length) + j) % _offered.length;
                if (!_isOfferOf(list[place], offer)) continue;
                if (_foreseeRenewal(list, place, offer, periods) == FINE) return _renew(list, place, offer, periods);
            }
        }
        _sellAny(o, l, periods);
    }

    /// @dev A renewal that must fail: of a licence that is over, or has no end, or would outlive its parent, or under
    /// an offer that does not count.
    function renewInVain(uint256 l, uint256 o, uint256 periods) external counted {
        LicenceModel.Sold[] memory list = _sold;
        periods = 1 + (periods % 3);
        // First under an offer of its own terms; else under any.
        for (uint256 i = 0; i < list.length * _offered.length * 2; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            uint256 offer = ((o % _offered.length) + i / list.length) % _offered.length;
            if (i < list.length * _offered.length && !_isOfferOf(list[place], offer)) continue;
            bytes4 foreseen = _foreseeRenewal(list, place, offer, periods);
            if (foreseen != FINE) return _renew(list, place, offer, periods);
        }
        ++idle;
    }

    function moveLicence(uint256 l, uint256 to, uint256 path) external counted {
        LicenceModel.Sold storage sold = _sold[l % _sold.length];
        uint256 id = LicenceId.unwrap(sold.id);
        if (sold.terms.transferable) {
            _moveToken(licences, id, sold.holder, people[to % PEOPLE], path);
            sold.holder = people[to % PEOPLE];
        } else {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotTransferable.selector, sold.id));
            _moveToken(licences, id, sold.holder, people[to % PEOPLE], 0);
        }
    }

    function prune(uint256 l, bool below) external counted {
        LicenceModel.Sold memory sold = _sold[l % _sold.length];
        _prune(sold.work, below ? (l % _sold.length) + 1 : sold.parent);
    }

    function wait_(uint32 pause) external counted {
        vm.warp(block.timestamp + (pause % 20 days));
    }

    /* COMPLIANCE */

    /// @dev The next period of a licence, when it is over.
    function report(uint256 l, uint64 units) external counted {
        for (uint256 i = 0; i < _sold.length; ++i) {
            LicenceModel.Sold storage sold = _sold[((l % _sold.length) + i) % _sold.length];
            if (sold.terms.period == 0) continue;
            uint256 from = sold.start + sold.reported * sold.terms.period;
            uint256 end = LicenceModel.endOf(sold);
            if (from >= end) continue;
            if (from + sold.terms.period < end) end = from + sold.terms.period;
            if (end > block.timestamp) vm.warp(end);
            _report(sold, units);
            return;
        }
        _sellAny(l, l, units);
    }

    function giveNotice(uint256 l) external counted {
        if (!_notice(l)) _sellAny(l, l, l);
    }

    function withdrawNotice(uint256 l) external counted {
        if (_findNoticed(l, false) == 0 && !_notice(l)) return _sellAny(l, l, l);
        LicenceModel.Sold storage sold = _sold[_findNoticed(l, false) - 1];
        vm.prank(_licensorOf(sold.work, sold.parent));
        compliance.withdrawNotice(sold.id);
        sold.noticedAt = 0;
    }

    /// @dev After notice and cure.
    function terminate(uint256 l) external counted {
        if (_findNoticed(l, true) == 0 && !_notice(l)) return _sellAny(l, l, l);
        uint256 found = _findNoticed(l, true);
        if (found == 0) return _sellAny(l, l, l);
        LicenceModel.Sold storage sold = _sold[found - 1];
        uint256 cures = sold.noticedAt + sold.terms.cure;
        if (block.timestamp < cures) {
            vm.warp(cures - 1);
            vm.expectRevert();
            vm.prank(_licensorOf(sold.work, sold.parent));
            compliance.terminate(sold.id);
            vm.warp(cures);
        }
        vm.prank(_licensorOf(sold.work, sold.parent));
        compliance.terminate(sold.id);
        sold.terminatedAt = block.timestamp;
        ++terminations;
    }

    /* STRANGERS */

    /// @dev Somebody who has no right to it tries, directly, with an address appended, or in a batch; also whoever
    /// deployed the contracts.
    function tryAsAStranger(uint256 w, uint256 p, uint256 what, uint256 path) external counted {
        address stranger = _strangerTo(w, people[p % PEOPLE]);
        Attempt memory attempt =
            what % 24 < 12 ? _forbiddenOfWorks(w, stranger, what % 12) : _forbiddenOfLicences(w, stranger, what % 12);
        ++refusals;
        if (path % 3 == 2) {
            IColophon.Call[] memory calls = new IColophon.Call[](1);
            calls[0] = call(attempt.target, 0, abi.encodePacked(attempt.data, attempt.victim));
            (attempt.target, attempt.data) = (address(colophon), abi.encodeCall(IColophon.batch, (calls)));
        } else if (path % 3 == 1) {
            attempt.data = abi.encodePacked(attempt.data, attempt.victim);
        }
        vm.prank(stranger);
        (bool success, bytes memory reason) = attempt.target.call(attempt.data);
        assertEq(success, false, "a stranger got through");
        assertEq(bytes32(bytes4(reason)), bytes32(attempt.refusal), "why a stranger was refused");
    }

    function _strangerTo(uint256 w, address person) private view returns (address) {
        Known storage work = _known[w % _known.length];
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        Offered storage offered = _offered[w % _offered.length];
        bool isParty =
            person == work.state.controller ||
                person == work.claimant ||
                person == sold.holder ||
                person == _licensorOf(sold.work, sold.parent) ||
                person == offered.offer.licensor ||
                person == _licensorOf(offered.offer.work, offered.parent);
        return isParty ? address(0xdead) : person;
    }

    function _forbiddenOfWorks(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        Known storage work = _known[w % _known.length];
        uint256 id = WorkId.unwrap(work.id);
        attempt.victim = work.state.controller;
        (attempt.target, attempt.refusal) = (address(works), IWorks.Works_NotController.selector);
        if (what == 0) {
            attempt.data = abi.encodeCall(IWorks.revise, (work.id, "r", "s", "m", nothing()));
        } else if (what == 1) {
            attempt.data = abi.encodeCall(IWorks.disclose, (work.id, work.claimant, work.contentRoot, nothing()));
        } else if (what == 2) {
            IWorks.Version memory version = IWorks.Version("p", "r", "m", 1);
            attempt.data = abi.encodeCall(IWorks.discloseVersion, (work.id, version, nothing()));
        } else if (what == 3) {
            attempt.data = abi.encodeCall(IERC721.transferFrom, (attempt.victim, stranger, id));
            attempt.refusal = IERC721Errors.ERC721InsufficientApproval.selector;
        } else if (what == 4) {
            attempt.data = abi.encodeCall(IERC721.approve, (stranger, id));
            attempt.refusal = IERC721Errors.ERC721InvalidApprover.selector;
        } else if (what == 5) {
            IWorks.Registration memory registration = registrationOf("another", 0);
            attempt.data = abi.encodeCall(
                IWorks.registerFor,
                (attempt.victim, registration, nothing(), type(uint256).max, new bytes(65))
            );
            attempt.refusal = IWorks.Works_InvalidSignature.selector;
        } else {
            (attempt.target, attempt.refusal) = (address(royalties), IRoyalties.Royalties_NotAllowed.selector);
            attempt.data = _forbiddenOfRoyalties(work, stranger, what);
            if (what == 9) attempt.refusal = IRoyalties.Royalties_NotClaimant.selector;
            if (what == 10) attempt.refusal = IRoyalties.Royalties_NeverHeld.selector;
            if (what == 11) attempt.refusal = IRoyalties.Royalties_InvalidSignature.selector;
        }
    }

    function _forbiddenOfRoyalties(
        Known storage work,
        address stranger,
        uint256 what
    ) private view returns (bytes memory) {
        address victim = work.state.controller;
        if (what == 6) return abi.encodeCall(IRoyalties.open, (work.id, "root", new Edge[](0)));
        if (what == 7) return abi.encodeCall(IRoyalties.collect, (victim, work.id, ETH, 1, MEMO));
        if (what == 8) return abi.encodeCall(IRoyalties.collectFor, (victim, work.id, ETH, 1, MEMO, 0, stranger));
        if (what == 9) return abi.encodeCall(IRoyalties.takeAll, (work.id, stranger, work.contentRoot));
        if (what == 10) return abi.encodeCall(IRoyalties.claim, (work.id, ETH, stranger, 9));
        return
            abi.encodeCall(
                IRoyalties.claimFor,
                (work.id, ETH, work.claimant, stranger, 9, 0, type(uint256).max, new bytes(65))
            );
    }

    function _forbiddenOfLicences(
        uint256 w,
        address stranger,
        uint256 what
    ) private view returns (Attempt memory attempt) {
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        ILicences.Offer memory offer = _offered[w % _offered.length].offer;
        attempt.victim = _licensorOf(sold.work, sold.parent);
        (attempt.target, attempt.refusal) = (address(licences), ILicences.Licences_NotAllowed.selector);
        if (what == 0) {
            ITerms.Scope memory scope;
            attempt.data = abi.encodeCall(ILicences.admit, (sold.termsId, scope));
        } else if (what == 1) {
            attempt.data = abi.encodeCall(ILicences.terminate, (sold.id));
        } else if (what == 2) {
            LicenceId[] memory sources = new LicenceId[](1);
            sources[0] = sold.id;
            attempt.data = abi.encodeCall(ILicences.derive, (sold.work, sold.holder, sources));
        } else if (what == 3) {
            // In somebody else's name.
            (attempt.victim, offer.opens) = (offer.licensor, 0);
            attempt.data = abi.encodeCall(ILicences.publish, (offer));
            attempt.refusal = ILicences.Licences_NotLicensor.selector;
        } else if (what == 4) {
            // In their own name, but of a work or a licence that is not theirs.
            offer.licensor = stranger;
            attempt.data = abi.encodeCall(ILicences.publish, (offer));
            attempt.refusal = ILicences.Licences_NotController.selector;
        } else if (what == 5) {
            offer.opens = 0;
            attempt.data = abi.encodeCall(ILicences.publishFor, (offer, new bytes(65)));
            attempt.refusal = ILicences.Licences_InvalidSignature.selector;
        } else if (what == 6) {
            attempt.victim = offer.licensor;
            attempt.data = abi.encodeCall(ILicences.close, (offer));
            attempt.refusal = ILicences.Licences_NotController.selector;
        } else if (what == 7) {
            attempt.victim = sold.holder;
            attempt.data = abi.encodeCall(IERC721.transferFrom, (sold.holder, stranger, LicenceId.unwrap(sold.id)));
            attempt.refusal =
                sold.terms.transferable
                    ? IERC721Errors.ERC721InsufficientApproval.selector
                    : ILicences.Licences_NotTransferable.selector;
        } else {
            (attempt.target, attempt.refusal) = (address(compliance), ICompliance.Compliance_NotLicensor.selector);
            attempt.data = _forbiddenOfCompliance(sold, what);
            if (what == 11) {
                (attempt.victim, attempt.refusal) = (sold.holder, ICompliance.Compliance_NotHolder.selector);
            }
        }
    }

    function _forbiddenOfCompliance(LicenceModel.Sold storage sold, uint256 what) private view returns (bytes memory) {
        if (what == 8) return abi.encodeCall(ICompliance.notice, (sold.id, sold.terms, "evidence"));
        if (what == 9) return abi.encodeCall(ICompliance.withdrawNotice, (sold.id));
        if (what == 10) return abi.encodeCall(ICompliance.terminate, (sold.id));
        ICompliance.Report memory usage = ICompliance.Report(uint32(sold.reported), 1, 1, 0);
        return abi.encodeCall(ICompliance.report, (sold.id, sold.terms, usage));
    }

    /* FOR THE INVARIANTS */

    function contracts() external view returns (IWorks, ILicences, ICompliance) {
        return (works, licences, compliance);
    }

    function known() external view returns (Known[] memory) {
        return _known;
    }

    function offers() external view returns (Offered[] memory) {
        return _offered;
    }

    function sales() external view returns (LicenceModel.Sold[] memory) {
        return _sold;
    }

    /* WORKS, HELPERS */

    function _register(uint256 person, bool signed, LicenceId[] memory sources) private {
        IWorks.Registration memory registration = registrationOf(keccak256(abi.encode("content", ++_serial)), 0);
        registration.category = IWorks.Category(_serial % 15);
        registration.resaleRoyalty = uint16((_serial * 1237) % 10_001);
        registration.sources = sources;
        WorkId id;
        if (signed) {
            bytes memory signature = _signRegistration(person, registration);
            id = works.registerFor(people[person], registration, nothing(), block.timestamp, signature);
        } else {
            vm.prank(people[person]);
            id = works.register(registration, nothing());
        }
        Known storage work = _known.push();
        (work.id, work.claimant, work.contentRoot) = (id, people[person], registration.contentRoot);
        work.state = IWorks.Work({
            controller: people[person],
            registeredAt: uint40(block.timestamp),
            category: registration.category,
            resaleRoyalty: registration.resaleRoyalty,
            shareAlike: false,
            revisions: 0,
            metadataDigest: registration.metadataDigest,
            head: bytes32(WorkId.unwrap(id))
        });
        _placeOf[id] = _known.length - 1;
    }

    function _signRegistration(
        uint256 person,
        IWorks.Registration memory registration
    ) private view returns (bytes memory) {
        return
            _sign(
                person,
                RegisterSignature.digestOf(
                    RegisterSignature.Domain("Colophon Works", "1", block.chainid, address(works)),
                    people[person],
                    registration,
                    nothing(),
                    block.timestamp
                )
            );
    }

    function _sign(uint256 person, bytes32 digest) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(uint256(keccak256(bytes(_names[person]))), digest);
        return abi.encodePacked(r, s, v);
    }

    function _allowsDerivatives(LicenceModel.Sold[] memory list, uint256 place) private view returns (bool) {
        return list[place].terms.derivatives != ITerms.Derivatives.None && block.timestamp < list.lastsTo(place);
    }

    function _revise(uint256 w, bytes32 contentRoot) private {
        Known storage work = _known[w % _known.length];
        if (contentRoot == 0) contentRoot = "root";
        bytes32 metadata = keccak256(abi.encode(contentRoot, ++_serial));
        vm.prank(work.state.controller);
        works.revise(work.id, contentRoot, "salt", metadata, nothing());
        work.state.head = keccak256(abi.encode(work.state.head, contentRoot, metadata, block.timestamp));
        work.state.metadataDigest = metadata;
        ++work.state.revisions;
    }

    function _personOf(address account) private view returns (uint256 person) {
        while (people[person] != account) ++person;
    }

    function _moveToken(IERC721 token, uint256 id, address from, address to, uint256 path) private {
        if (path % 3 == 0) {
            vm.prank(from);
            token.transferFrom(from, to, id);
        } else if (path % 3 == 1) {
            vm.prank(from);
            token.approve(address(this), id);
            token.transferFrom(from, to, id);
        } else {
            vm.prank(from);
            token.setApprovalForAll(address(this), true);
            token.safeTransferFrom(from, to, id);
            vm.prank(from);
            token.setApprovalForAll(address(this), false);
        }
    }

    /* OFFERS, HELPERS */

    /// @dev Few uses, territories and deeds, so that licences meet; all else at random.
    function _randomTerms(uint256 seed) private pure returns (ITerms.Terms memory what) {
        uint256 dice = uint256(keccak256(abi.encode(seed)));
        what = someTerms();
        what.uses = uint64(_someBits(dice));
        what.territories = _territories(_someBits(dice >> 8));
        what.duration = (dice >> 16) % 5 == 0 ? FOREVER : uint40(1 + ((dice >> 24) % 60 days));
        if ((dice >> 48) % 5 > 2) what.exclusivity = ITerms.Exclusivity((dice >> 56) % 3);
        what.transferable = (dice >> 64) % 3 != 0;
        what.sublicensing = uint8((dice >> 72) % 4);
        what.derivatives = ITerms.Derivatives((dice >> 80) % 3);
        if (what.derivatives != ITerms.Derivatives.None) what.upstreamShare = uint32((dice >> 88) % 3e8);
        if ((dice >> 120) % 4 != 0) what.cure = uint32(1 + ((dice >> 128) % 4 days));
        if ((dice >> 160) % 2 == 0) _withReports(what, dice >> 168);
        if (what.sublicensing != 0 && (dice >> 200) % 2 == 0) what.revenueShare = uint32((dice >> 208) % 1e9);
        what.deed = keccak256(abi.encode("deed", (dice >> 248) % 3));
    }

    function _withReports(ITerms.Terms memory what, uint256 dice) private pure {
        what.period = uint32(1 + (dice % 10 days));
        what.perUnit = uint96(dice % 1000);
        what.minimum = uint96(dice % 1 gwei);
        if (dice % 2 == 0) what.cap = what.minimum + 1 gwei;
    }

    function _someBits(uint256 dice) private pure returns (uint256) {
        return dice % 8 == 0 ? 7 : dice % 8;
    }

    /// @dev Three territories: the first, one of Europe, the last.
    function _territories(uint256 bits) private pure returns (uint256) {
        return (bits & 1) | ((bits & 2) << 73) | ((bits & 4) << 253);
    }

    function _publish(uint256 w, ITerms.Terms memory what, uint256 seed, bool signed) private {
        Known storage work = _known[w];
        if (work.state.shareAlike) what = work.required;
        _publishAs(offerOf(work.id, work.state.controller, terms.defineTerms(what)), what, 0, seed, signed);
    }

    function _publishAs(
        ILicences.Offer memory offer,
        ITerms.Terms memory what,
        uint256 parent,
        uint256 seed,
        bool signed
    ) private {
        uint256 dice = uint256(keccak256(abi.encode("offer", seed)));
        offer.price = dice % 3 == 0 ? 0 : dice % 1 ether;
        offer.supply = dice % 2 == 0 ? UNLIMITED : uint32(1 + ((dice >> 8) % 4));
        // Tells it apart from all others.
        offer.opens = uint40(++_serial);
        if ((dice >> 16) % 4 == 0) offer.closes = uint40(block.timestamp + 1 + ((dice >> 24) % 60 days));
        bytes memory refusal = _classTaken(offer);
        if (signed) {
            offer.buyer = people[(dice >> 64) % PEOPLE];
            bytes memory signature = _sign(
                _personOf(offer.licensor),
                OfferSignature.digestOf(
                    OfferSignature.Domain("Colophon Licences", "1", block.chainid, address(licences)),
                    offer
                )
            );
            if (refusal.length != 0) vm.expectRevert(refusal);
            licences.publishFor(offer, signature);
        } else {
            if (refusal.length != 0) vm.expectRevert(refusal);
            publish(offer);
        }
        if (refusal.length != 0) return;
        Offered storage offered = _offered.push();
        (offered.offer, offered.terms, offered.parent) = (offer, what, parent);
        offered.state = ILicences.OfferState.Open;
    }

    /// @dev How an offer is refused whose terms share the number of a class with others that the same grantor has
    /// offered: one in 16 million pairs does. Empty if it does not.
    function _classTaken(ILicences.Offer memory offer) private view returns (bytes memory) {
        bytes3 class = bytes3(TermsId.unwrap(offer.terms));
        for (uint256 i = 0; i < _offered.length; ++i) {
            ILicences.Offer storage other = _offered[i].offer;
            if (!(other.work == offer.work && other.parent == offer.parent)) continue;
            if (bytes3(TermsId.unwrap(other.terms)) != class || other.terms == offer.terms) continue;
            return abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, uint24(class), other.terms);
        }
        return "";
    }

    /// @dev Under the first licence from there on that lasts and allows it; whether there is one.
    function _publishUnder(uint256 l, uint256 seed) private returns (bool) {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            LicenceModel.Sold memory sold = list[place];
            if (sold.terms.sublicensing == 0 || block.timestamp >= list.lastsTo(place)) continue;
            // Offered under one terms only, which allow as many levels as themselves.
            if (_known[_placeOf[sold.work]].state.shareAlike) continue;
            ITerms.Terms memory what = _within(sold, _randomTerms(seed));
            ILicences.Offer memory offer = offerOf(sold.work, sold.holder, terms.defineTerms(what));
            offer.parent = sold.id;
            _publishAs(offer, what, place + 1, seed, seed % 3 == 0);
            return true;
        }
        return false;
    }

    /// @dev Terms cut down to what the parent allows; most of them end before it does.
    function _within(
        LicenceModel.Sold memory sold,
        ITerms.Terms memory what
    ) private view returns (ITerms.Terms memory) {
        ITerms.Terms memory outer = sold.terms;
        what.uses = what.uses & outer.uses == 0 ? outer.uses : what.uses & outer.uses;
        what.territories &= outer.territories;
        if (what.territories == 0) what.territories = outer.territories;
        if (what.exclusivity > outer.exclusivity) what.exclusivity = outer.exclusivity;
        what.transferable = what.transferable && outer.transferable;
        if (what.sublicensing >= outer.sublicensing) what.sublicensing = outer.sublicensing - 1;
        if (what.derivatives != outer.derivatives) what.derivatives = ITerms.Derivatives.None;
        if (what.derivatives == ITerms.Derivatives.None) what.upstreamShare = 0;
        else if (what.upstreamShare < outer.upstreamShare) what.upstreamShare = outer.upstreamShare;
        if (what.revenueShare < outer.revenueShare) what.revenueShare = outer.revenueShare;
        if (what.revenueShare != 0 && what.sublicensing == 0 && what.period == 0) what.period = 5 days;
        uint256 end = LicenceModel.untilOf(sold);
        if (end != LicenceModel.NEVER && what.deed != keccak256(abi.encode("deed", 0))) {
            what.duration = uint40(1 + (what.duration % (end - block.timestamp)));
        }
        return what;
    }

    function _licensorOf(WorkId work, uint256 parent) private view returns (address) {
        return parent == 0 ? _known[_placeOf[work]].state.controller : _sold[parent - 1].holder;
    }

    /* LICENCES, HELPERS */

    function _buyerOf(uint256 o, uint256 p) private view returns (address buyer) {
        buyer = _offered[o].offer.buyer;
        if (buyer == address(0)) buyer = people[p % PEOPLE];
    }

    /// @dev Something that can be bought, from there on; else something new is offered, and tried.
    function _sellAny(uint256 o, uint256 p, uint256 seats) private {
        LicenceModel.Sold[] memory list = _sold;
        seats = 1 + (seats % 4);
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 place = ((o % _offered.length) + i) % _offered.length;
            address buyer = _buyerOf(place, p);
            if (_foresee(list, place, buyer, seats) == FINE) return _try(list, place, buyer, seats);
        }
        _publish(o % _known.length, _randomTerms(o), o, false);
        _sell(_offered.length - 1, p, 0);
    }

    function _sell(uint256 o, uint256 p, uint256 seats) private {
        _try(_sold, o, _buyerOf(o, p), 1 + (seats % 4));
    }

    function _buyInVain(uint256 o, uint256 p, uint256 seats) private {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 place = ((o % _offered.length) + i) % _offered.length;
            address buyer = people[p % PEOPLE];
            if (_foresee(list, place, buyer, seats) != FINE) return _try(list, place, buyer, seats);
        }
        // All can be bought: one that nobody published can't.
        ILicences.Offer memory offer = _offered[o % _offered.length].offer;
        offer.opens = 0;
        vm.expectRevert();
        buy(people[p % PEOPLE], offer);
        ++refusals;
    }

    /// @dev Why a purchase of this many seats would fail, in the order in which the contract asks; zero if it would not.
    function _foresee(
        LicenceModel.Sold[] memory list,
        uint256 o,
        address buyer,
        uint256 seats
    ) private view returns (bytes4) {
        Offered memory offered = _offered[o];
        bytes4 refusal = _foreseeOffer(offered, buyer, seats);
        if (refusal != FINE) return refusal;
        if (offered.parent != 0) {
            refusal = _foreseeParent(
                list,
                offered.parent - 1,
                LicenceModel.untilOf(block.timestamp, offered.terms.duration, 1)
            );
            if (refusal != FINE) return refusal;
            uint256 place = offered.parent - 1;
            if (list.seatsPassedOn(place) + seats > list[place].seats) return ILicences.Licences_TooManySeats.selector;
        }
        if (list.isTaken(offered.offer.work, offered.parent, offered.terms, block.timestamp)) return CONFLICT;
        return _isFull(offered) ? ILicences.Licences_TooManyClasses.selector : FINE;
    }

    function _foreseeOffer(Offered memory offered, address buyer, uint256 asked) private view returns (bytes4) {
        ILicences.Offer memory offer = offered.offer;
        if (offered.state != ILicences.OfferState.Open) return ILicences.Licences_NotOpen.selector;
        if (block.timestamp < offer.opens || block.timestamp >= offer.closes) {
            return ILicences.Licences_OutsideWindow.selector;
        }
        if (offer.buyer != address(0) && offer.buyer != buyer) return ILicences.Licences_NotForYou.selector;
        if (offer.supply != UNLIMITED && offered.sold + asked > offer.supply) {
            return ILicences.Licences_SoldOut.selector;
        }
        if (_licensorOf(offer.work, offered.parent) != offer.licensor) return ILicences.Licences_ChangedHands.selector;
        return FINE;
    }

    function _foreseeParent(
        LicenceModel.Sold[] memory list,
        uint256 parent,
        uint256 end
    ) private view returns (bytes4) {
        if (block.timestamp >= list.lastsTo(parent)) return ILicences.Licences_NotLive.selector;
        return LicenceModel.endOf(list[parent]) < end ? ILicences.Licences_OutlivesParent.selector : FINE;
    }

    function _isOfferOf(LicenceModel.Sold memory sold, uint256 o) private view returns (bool) {
        ILicences.Offer storage offer = _offered[o].offer;
        return offer.work == sold.work && _offered[o].parent == sold.parent && offer.terms == sold.termsId;
    }

    function _foreseeRenewal(
        LicenceModel.Sold[] memory list,
        uint256 l,
        uint256 o,
        uint256 periods
    ) private view returns (bytes4 refusal) {
        LicenceModel.Sold memory sold = list[l];
        refusal = _foreseeOffer(_offered[o], sold.holder, periods * sold.seats);
        if (refusal != FINE) return refusal;
        if (!_isOfferOf(sold, o)) return ILicences.Licences_OtherTerms.selector;
        if (block.timestamp >= list.lastsTo(l)) return ILicences.Licences_NotLive.selector;
        if (LicenceModel.untilOf(sold) == LicenceModel.NEVER) return ILicences.Licences_NoEnd.selector;
        if (sold.periods + periods > 4095) return ILicences.Licences_TooManyPeriods.selector;
        if (sold.parent == 0) return FINE;
        uint256 end = LicenceModel.untilOf(sold.start, sold.terms.duration, sold.periods + periods);
        return _foreseeParent(list, sold.parent - 1, end);
    }

    /// @dev Buys, or is refused for the reason foreseen.
    function _try(LicenceModel.Sold[] memory list, uint256 o, address buyer, uint256 seats) private {
        ILicences.Offer memory offer = _offered[o].offer;
        bytes4 foreseen = _foresee(list, o, buyer, seats);
        (TermsId other, ) = licences.conflictOf(offer.work, offer.parent, offer.terms);
        address recipient = people[(_personOf(buyer) + seats) % PEOPLE];
        vm.prank(buyer);
        try licences.buy{value: offer.price * seats}(offer, purchaseOf(offer, uint16(seats), recipient)) returns (
            LicenceId id
        ) {
            assertEq(bytes32(foreseen), 0, "bought what the model refuses");
            assertEq(bytes32(TermsId.unwrap(other)), 0, "bought against a conflict");
            _record(o, id, recipient, seats);
        } catch (bytes memory reason) {
            ++refusals;
            if (foreseen == CONFLICT) ++conflicts;
            if (bytes4(reason) == foreseen) return;
            assertEq(bytes32(bytes4(reason)), bytes32(CONFLICT), "refused for another reason");
            assertEq(bytes32(foreseen), 0, "a conflict instead of another reason");
            ITerms.Terms memory what = _offered[o].terms;
            bool may = list.mayBeRefused(offer.work, _offered[o].parent, what, block.timestamp);
            assertEq(may, true, "refused what is free");
            ++cautious;
        }
    }

    function _record(uint256 o, LicenceId id, address recipient, uint256 seats) private {
        Offered storage offered = _offered[o];
        offered.sold += seats;
        LicenceModel.Sold storage sold = _sold.push();
        (sold.id, sold.work, sold.parent) = (id, offered.offer.work, offered.parent);
        (sold.termsId, sold.terms) = (offered.offer.terms, offered.terms);
        (sold.holder, sold.start, sold.periods, sold.seats) = (recipient, block.timestamp, 1, seats);
        if (offered.parent != 0) ++sublicences;
        if (!_isListed(sold.work, sold.parent, sold.termsId)) {
            _listed[_bookOf(sold.work, sold.parent)].push(sold.termsId);
        }
    }

    function _renew(LicenceModel.Sold[] memory list, uint256 l, uint256 o, uint256 periods) private {
        bytes4 foreseen = _foreseeRenewal(list, l, o, periods);
        LicenceModel.Sold memory sold = list[l];
        ILicences.Offer memory offer = _offered[o].offer;
        ILicences.Renewal memory renewal = renewalOf(offer, sold.id, uint16(periods));
        vm.prank(sold.holder);
        try licences.renew{value: renewal.maximum}(offer, renewal) {
            assertEq(bytes32(foreseen), 0, "renewed what the model refuses");
            _sold[l].periods += periods;
            _offered[o].sold += periods * sold.seats;
            ++renewals;
        } catch (bytes memory reason) {
            assertEq(bytes32(bytes4(reason)), bytes32(foreseen), "why a renewal was refused");
            ++refusals;
        }
    }

    /* THE BOUND OF CLASSES */

    function _bookOf(WorkId work, uint256 parent) private pure returns (bytes32) {
        return keccak256(abi.encode(work, parent));
    }

    function _isListed(WorkId work, uint256 parent, TermsId id) private view returns (bool) {
        TermsId[] storage listed = _listed[_bookOf(work, parent)];
        for (uint256 i = 0; i < listed.length; ++i) {
            if (listed[i] == id) return true;
        }
        return false;
    }

    function _isFull(Offered memory offered) private view returns (bool) {
        WorkId work = offered.offer.work;
        if (_listed[_bookOf(work, offered.parent)].length < MOST_CLASSES) return false;
        return !_isListed(work, offered.parent, offered.offer.terms);
    }

    /// @dev What is over is forgotten; a licence that was terminated and excludes nobody counts until it would have ended.
    function _prune(WorkId work, uint256 parent) private {
        licences.prune(work, parent == 0 ? NO_PARENT : _sold[parent - 1].id);
        TermsId[] memory before = _listed[_bookOf(work, parent)];
        delete _listed[_bookOf(work, parent)];
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < before.length; ++i) {
            bool live;
            for (uint256 j = 0; j < list.length && !live; ++j) {
                if (!(list[j].work == work) || list[j].parent != parent || !(list[j].termsId == before[i])) continue;
                bool alone = list[j].terms.exclusivity != ITerms.Exclusivity.NonExclusive;
                live = block.timestamp < (alone ? LicenceModel.endOf(list[j]) : LicenceModel.untilOf(list[j]));
            }
            if (live) _listed[_bookOf(work, parent)].push(before[i]);
        }
    }

    /* COMPLIANCE, HELPERS */

    function _report(LicenceModel.Sold storage sold, uint64 units) private {
        ICompliance.Report memory usage = ICompliance.Report(uint32(sold.reported), units % 1e6, units % 1 gwei, 0);
        ITerms.Terms memory what = sold.terms;
        uint256 due = usage.units * uint256(what.perUnit) + (usage.revenue * uint256(what.revenueShare)) / ALL;
        if (due < what.minimum) due = what.minimum;
        if (what.cap != 0 && due > what.cap) due = what.cap;
        vm.prank(sold.holder);
        assertEq(compliance.report{value: due}(sold.id, what, usage), due, "due");
        ++sold.reported;
        ++reports;
    }

    /// @dev The first licence from there on with a notice, plus one; if asked for, one that outlasts its cure period.
    function _findNoticed(uint256 l, bool toTerminate) private view returns (uint256) {
        for (uint256 i = 0; i < _sold.length; ++i) {
            uint256 place = ((l % _sold.length) + i) % _sold.length;
            LicenceModel.Sold storage sold = _sold[place];
            if (sold.noticedAt == 0) continue;
            uint256 end = LicenceModel.endOf(sold);
            if (!toTerminate || (block.timestamp < end && sold.noticedAt + sold.terms.cure < end)) return place + 1;
        }
        return 0;
    }

    /// @dev To the first licence from there on that is revocable; whether there is one.
    function _notice(uint256 l) private returns (bool) {
        for (uint256 i = 0; i < _sold.length; ++i) {
            LicenceModel.Sold storage sold = _sold[((l % _sold.length) + i) % _sold.length];
            if (sold.terms.cure == 0 || sold.noticedAt != 0) continue;
            if (block.timestamp >= LicenceModel.endOf(sold)) continue;
            vm.prank(_licensorOf(sold.work, sold.parent));
            compliance.notice(sold.id, sold.terms, "evidence");
            sold.noticedAt = block.timestamp;
            return true;
        }
        return false;
    }
}
