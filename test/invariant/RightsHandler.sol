// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "../utils/Deployed.sol";
import {RegisterSignature} from "../utils/RegisterSignature.sol";

/// @title RightsHandler: everything that happens to works, offers and licences, in any order, with a ledger by hand
/// @dev Each action is made possible first, so that it succeeds; a revert fails the run. What strangers try must fail;
/// one success fails the run too.
contract RightsHandler is Deployed {
    struct Known {
        WorkId id;
        address claimant;
        bytes32 contentRoot;
        IWorks.Work state;
    }

    struct Offered {
        ILicences.Offer offer;
        ILicences.Terms terms;
        ILicences.OfferState state;
        uint32 sold;
    }

    struct Sold {
        LicenceId id;
        ILicences.Licence state;
        ILicences.Terms terms;
    }

    uint256 private constant MOST_WORKS = 8;

    address[5] public people;
    uint256 public actions;
    uint256 public idle;
    uint256 public refusals;

    Known[] private _known;
    Offered[] private _offered;
    Sold[] private _sold;
    uint256 private _serial;

    modifier counted() {
        ++actions;
        _;
    }

    constructor() {
        super.setUp();
        people = [ines, tomas, maya, eve, deployer];
        _register(ines, false);
        publishOffer(0, 1, 30 days);
        actions = 0;
    }

    /* WORKS */

    function registerWork(uint256 p, bool signed) external counted {
        if (_known.length == MOST_WORKS) return revise(p, bytes32(p));
        _register(people[p % 5], signed);
    }

    function revise(uint256 w, bytes32 contentRoot) public counted {
        Known storage work = _known[w % _known.length];
        if (contentRoot == 0) contentRoot = "root";
        bytes32 metadata = keccak256(abi.encode(contentRoot, ++_serial));
        vm.prank(work.state.controller);
        works.revise(work.id, contentRoot, "salt", metadata, nothing());
        work.state.head = keccak256(abi.encode(work.state.head, contentRoot, metadata, block.timestamp));
        work.state.metadataDigest = metadata;
        ++work.state.revisions;
    }

    /// @dev By the controller, somebody approved, or an operator.
    function moveWork(uint256 w, uint256 to, uint256 path) external counted {
        Known storage work = _known[w % _known.length];
        _moveToken(IERC721(address(works)), WorkId.unwrap(work.id), work.state.controller, people[to % 5], path);
        work.state.controller = people[to % 5];
    }

    /* OFFERS */

    function publishOffer(uint256 w, uint256 dice, uint40 duration) public counted {
        Known storage work = _known[w % _known.length];
        ILicences.Terms memory terms = ILicences.Terms({
            uses: uint64(dice) | 1,
            duration: dice % 4 == 0 ? FOREVER : uint40(bound(duration, 1, dice % 2 == 0 ? FOREVER : 90 days)),
            transferable: dice % 3 != 0,
            deed: keccak256(abi.encode("deed", ++_serial))
        });
        ILicences.Offer memory offer = offerOf(work.id, work.state.controller, licences.defineTerms(terms));
        offer.price = dice % 5 == 0 ? 0 : dice % 1 ether;
        offer.supply = dice % 2 == 0 ? UNLIMITED : uint32(bound(dice, 1, 3));
        if (dice % 7 == 0) offer.closes = uint40(block.timestamp + bound(dice, 1, 30 days));
        publish(offer);
        _offered.push(Offered(offer, terms, ILicences.OfferState.Open, 0));
    }

    /// @dev By its licensor, or by whoever controls the work now.
    function closeOffer(uint256 o, bool byController) external counted {
        if (!_exists(false)) publishOffer(o, o, uint40(o));
        Offered storage offered = _offered[_find(o, false)];
        vm.prank(byController ? works.ownerOf(WorkId.unwrap(offered.offer.work)) : offered.offer.licensor);
        licences.close(offered.offer);
        offered.state = ILicences.OfferState.Closed;
    }

    function buyLicence(uint256 o, uint256 p) external counted {
        if (!_exists(true)) publishOffer(o, o, uint40(o));
        Offered storage offered = _offered[_find(o, true)];
        LicenceId licence = buy(people[p % 5], offered.offer);
        ++offered.sold;
        uint256 end = block.timestamp + offered.terms.duration;
        ILicences.Licence memory state = ILicences.Licence({
            work: offered.offer.work,
            holder: people[p % 5],
            terms: offered.offer.terms,
            start: uint40(block.timestamp),
            end: end > FOREVER ? FOREVER : uint40(end)
        });
        _sold.push(Sold(licence, state, offered.terms));
    }

    /// @dev Offers that cannot be bought: closed, sold out, over, or of a former controller.
    function buyInVain(uint256 o, uint256 p) external counted {
        ++refusals;
        for (uint256 i = 0; i < _offered.length; ++i) {
            Offered storage offered = _offered[((o % _offered.length) + i) % _offered.length];
            if (_canBuy(offered)) continue;
            vm.expectRevert();
            buy(people[p % 5], offered.offer);
            return;
        }
        // All can be bought: one that nobody published cannot.
        ILicences.Offer memory offer = _offered[o % _offered.length].offer;
        offer.opens += 1;
        vm.expectRevert();
        buy(people[p % 5], offer);
    }

    /* LICENCES */

    function moveLicence(uint256 l, uint256 to, uint256 path) external counted {
        if (_sold.length == 0) {
            ++idle;
            return;
        }
        Sold storage sold = _sold[l % _sold.length];
        if (!sold.terms.transferable) vm.expectRevert();
        if (!sold.terms.transferable) path = 0;
        _moveToken(IERC721(address(licences)), LicenceId.unwrap(sold.id), sold.state.holder, people[to % 5], path);
        if (sold.terms.transferable) sold.state.holder = people[to % 5];
    }

    function wait_(uint32 pause) external counted {
        vm.warp(block.timestamp + (pause % 40 days));
    }

    /* STRANGERS */

    /// @dev Somebody who has no right to it tries, directly, with an address appended, or in a batch; also whoever
    /// deployed the contracts.
    function tryAsAStranger(uint256 w, uint256 p, uint256 what, uint256 path) external counted {
        Known storage work = _known[w % _known.length];
        address stranger = people[p % 5];
        if (stranger == work.state.controller || stranger == work.claimant) stranger = address(0xdead);
        (address target, bytes memory data) = _forbidden(work, stranger, what % 11);
        ++refusals;
        bool success;
        if (path % 3 == 2) {
            IColophon.Call[] memory calls = new IColophon.Call[](1);
            calls[0] = call(target, 0, abi.encodePacked(data, work.state.controller));
            (target, data) = (address(colophon), abi.encodeCall(IColophon.batch, (calls)));
        } else if (path % 3 == 1) {
            data = abi.encodePacked(data, work.state.controller);
        }
        vm.prank(stranger);
        (success, ) = target.call(data);
        assertEq(success, false, "a stranger got through");
    }

    function _forbidden(
        Known storage work,
        address stranger,
        uint256 what
    ) private view returns (address target, bytes memory data) {
        uint256 id = WorkId.unwrap(work.id);
        address controller = work.state.controller;
        if (what == 0) return (address(works), abi.encodeCall(IWorks.revise, (work.id, "r", "s", "m", nothing())));
        if (what == 1) {
            return (
                address(works),
                abi.encodeCall(IWorks.disclose, (work.id, work.claimant, work.contentRoot, nothing()))
            );
        }
        if (what == 2) return (address(works), abi.encodeCall(IERC721.transferFrom, (controller, stranger, id)));
        if (what == 3) return (address(works), abi.encodeCall(IERC721.approve, (stranger, id)));
        if (what == 4) return (address(royalties), abi.encodeCall(IRoyalties.open, (work.id, "root")));
        if (what == 5) {
            return (address(royalties), abi.encodeCall(IRoyalties.collect, (controller, work.id, ETH, 1, MEMO)));
        }
        if (what == 6) {
            return (address(royalties), abi.encodeCall(IRoyalties.takeAll, (work.id, stranger, work.contentRoot)));
        }
        if (what == 7) return (address(royalties), abi.encodeCall(IRoyalties.claim, (work.id, ETH, stranger, 9)));
        if (what == 8) {
            bytes32 terms = _offered.length == 0 ? bytes32("terms") : _offered[0].offer.terms;
            return (address(licences), abi.encodeCall(ILicences.publish, (offerOf(work.id, stranger, terms))));
        }
        if (what == 9 && _sold.length > 0) {
            Sold storage sold = _sold[_sold.length - 1];
            address holder = sold.state.holder;
            if (holder != stranger) {
                uint256 licence = LicenceId.unwrap(sold.id);
                return (address(licences), abi.encodeCall(IERC721.transferFrom, (holder, stranger, licence)));
            }
        }
        ILicences.Offer memory offer = offerOf(work.id, controller, "terms");
        if (_offered.length > 0) offer = _offered[_offered.length - 1].offer;
        // Their own offers and works anybody may close.
        if (offer.licensor == stranger || works.ownerOf(WorkId.unwrap(offer.work)) == stranger) {
            offer = offerOf(work.id, controller, "terms");
        }
        return (address(licences), abi.encodeCall(ILicences.close, (offer)));
    }

    /* FOR THE INVARIANTS */

    function contracts() external view returns (IWorks, ILicences) {
        return (works, licences);
    }

    function known() external view returns (Known[] memory) {
        return _known;
    }

    function offers() external view returns (Offered[] memory) {
        return _offered;
    }

    function sales() external view returns (Sold[] memory) {
        return _sold;
    }

    /* HELPERS */

    function _register(address claimant, bool signed) private {
        bytes32 contentRoot = keccak256(abi.encode("content", ++_serial));
        IWorks.Registration memory registration = registrationOf(contentRoot, 0);
        registration.category = IWorks.Category(_serial % 15);
        WorkId id;
        if (signed) {
            claimant = ines;
            bytes32 digest = RegisterSignature.digestOf(
                RegisterSignature.Domain("Colophon Works", "1", block.chainid, address(works)),
                claimant,
                registration,
                nothing(),
                block.timestamp
            );
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, digest);
            id = works.registerFor(claimant, registration, nothing(), block.timestamp, abi.encodePacked(r, s, v));
        } else {
            vm.prank(claimant);
            id = works.register(registration, nothing());
        }
        IWorks.Work memory state = IWorks.Work({
            controller: claimant,
            registeredAt: uint40(block.timestamp),
            category: registration.category,
            revisions: 0,
            metadataDigest: registration.metadataDigest,
            head: bytes32(WorkId.unwrap(id))
        });
        _known.push(Known(id, claimant, contentRoot, state));
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

    function _canBuy(Offered storage offered) private view returns (bool) {
        ILicences.Offer storage offer = offered.offer;
        return
            offered.state == ILicences.OfferState.Open &&
            (offer.supply == UNLIMITED || offered.sold < offer.supply) &&
            block.timestamp < offer.closes &&
            works.ownerOf(WorkId.unwrap(offer.work)) == offer.licensor;
    }

    function _exists(bool toBuy) private view returns (bool) {
        return _find(0, toBuy) < _offered.length;
    }

    /// @dev The first open offer from `o` on; if asked for, one that can be bought. If there is none, no index.
    function _find(uint256 o, bool toBuy) private view returns (uint256) {
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 index = ((o % _offered.length) + i) % _offered.length;
            Offered storage offered = _offered[index];
            if (toBuy ? _canBuy(offered) : offered.state == ILicences.OfferState.Open) return index;
        }
        return type(uint256).max;
    }
}
