// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IArbitrator} from "../../contracts/interfaces/IArbitration.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {RegisterSignature} from "../utils/RegisterSignature.sol";
import {RightsLedger} from "./RightsLedger.sol";

/// @title RightsDeals: does one thing with the contracts, compares what came of it with what was foreseen, and writes it
/// down
/// @dev Where the contracts may be more careful than the rule, {LicenceModel} says how much; it is counted.
abstract contract RightsDeals is RightsLedger, IArbitrator {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    uint256 internal constant COST = 1 gwei;

    uint256 public refusals;
    uint256 public conflicts;
    /// @dev How often the contracts refused, on the safe side, what was free.
    uint256 public cautious;
    uint256 public sublicences;
    uint256 public renewals;
    uint256 public surrenders;
    uint256 public terminations;
    uint256 public derivatives;
    uint256 public reports;
    uint256 public byAgents;
    uint256 private _lastDispute;

    /* WORKS */

    function _register(uint256 person, bool signed, LicenceId[] memory sources) internal returns (Known storage work) {
        IWorks.Registration memory registration = registrationOf(keccak256(abi.encode("content", ++_serial)), 0);
        registration.category = IWorks.Category(_serial % 15);
        registration.resaleRoyalty = uint16((_serial * 1237) % 10_001);
        registration.sources = sources;
        WorkId id;
        if (signed) {
            bytes memory signature = _signRegistration(person, registration);
            id = works.registerFor(people[person], registration, nothing(), vm.getBlockTimestamp(), signature);
        } else {
            vm.prank(people[person]);
            id = works.register(registration, nothing());
        }
        work = _known.push();
        (work.id, work.claimant, work.contentRoot) = (id, people[person], registration.contentRoot);
        work.state = IWorks.Work({
            controller: people[person],
            registeredAt: uint40(vm.getBlockTimestamp()),
            category: registration.category,
            resaleRoyalty: registration.resaleRoyalty,
            bound: false,
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
        RegisterSignature.Domain memory domain = RegisterSignature.Domain(
            "Colophon Works",
            "1",
            block.chainid,
            address(works)
        );
        bytes32 digest = RegisterSignature.digestOf(
            domain,
            people[person],
            registration,
            nothing(),
            vm.getBlockTimestamp()
        );
        return _sign(person, digest);
    }

    function _sign(uint256 person, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(uint256(keccak256(bytes(_names[person]))), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev A work made under licences, in their order: counted, and bound by what they ask.
    function _derive(LicenceModel.Sold[] memory list, uint256[] memory places, bool signed) internal {
        LicenceId[] memory sources = new LicenceId[](places.length);
        for (uint256 i = 0; i < places.length; ++i) sources[i] = list[places[i]].id;
        Known storage work = _register(_personOf(list[places[0]].holder), signed, sources);
        for (uint256 i = 0; i < places.length; ++i) {
            ITerms.Terms memory what = list[places[i]].terms;
            ++_sold[places[i]].derived;
            if (what.further == ITerms.Further.OwesOn && what.upstreamShare > work.least) {
                work.least = what.upstreamShare;
            }
            if (what.further == ITerms.Further.EndsThere) work.endsHere = true;
            if (what.derivatives == ITerms.Derivatives.ShareAlike) (work.shareAlike, work.required) = (true, what);
        }
        work.state.bound = work.shareAlike || work.least != 0 || work.endsHere;
        ++derivatives;
    }

    function _mayDerive(LicenceModel.Sold[] memory list, uint256 place) internal view returns (bool) {
        ITerms.Terms memory what = list[place].terms;
        (ILicences.Reason reason, ) = list.standingOf(place, vm.getBlockTimestamp());
        if (reason != ILicences.Reason.Licensed || what.derivatives == ITerms.Derivatives.None) return false;
        return what.works == 0 || list[place].derived < what.works;
    }

    function _moveToken(IERC721 token, uint256 id, address from, address to, uint256 path) internal {
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

    /* OFFERS */

    function _publishAs(
        IOffers.Offer memory offer,
        ITerms.Terms memory what,
        uint256 parent,
        uint256 seed,
        bool signed
    ) internal returns (bool) {
        uint256 dice = uint256(keccak256(abi.encode("offer", seed)));
        offer.price = dice % 3 == 0 ? 0 : dice % 1 ether;
        offer.supply = dice % 2 == 0 ? UNLIMITED : uint32(1 + ((dice >> 8) % 4));
        // Tells it apart from all others.
        offer.opens = uint40(++_serial);
        if ((dice >> 16) % 4 == 0) offer.closes = uint40(vm.getBlockTimestamp() + 1 + ((dice >> 24) % 60 days));
        if (offer.starts == 0 && (dice >> 72) % 4 == 0) {
            offer.starts = uint40(vm.getBlockTimestamp() + ((dice >> 80) % 40 days));
        }
        if (signed) offer.buyer = people[(dice >> 64) % PEOPLE];
        return _bringOffer(Offered(offer, what, parent, IOffers.OfferState.Open, 0), dice >> 120, signed);
    }

    /// @dev By its licensor or their agent, or by anyone with their signature.
    function _bringOffer(Offered memory made, uint256 dice, bool signed) private returns (bool) {
        IOffers.Offer memory offer = made.offer;
        bytes4 foreseen = _foreseeOffering(_sold, offer, made.terms, made.parent);
        address actor = _actorFor(_grantorOf(offer.work, made.parent), offer.licensor, dice);
        bytes memory data = abi.encodeCall(IOffers.publish, (offer));
        if (signed) {
            OfferSignature.Domain memory domain = _offersDomain();
            bytes memory signature = _sign(_personOf(offer.licensor), OfferSignature.digestOf(domain, offer));
            data = abi.encodeCall(IOffers.publishFor, (offer, signature));
        }
        vm.prank(signed ? address(this) : actor);
        (bool success, bytes memory reason) = address(offers).call(data);
        _expectOutcome(success, reason, foreseen, "an offer");
        if (!success) return false;
        if (!signed && actor != offer.licensor) ++byAgents;
        _offered.push(made);
        return true;
    }

    function _offersDomain() internal view returns (OfferSignature.Domain memory) {
        return OfferSignature.Domain("Colophon Offers", "1", block.chainid, address(offers));
    }

    function _expectOutcome(bool success, bytes memory reason, bytes4 foreseen, string memory what) internal {
        if (success) {
            assertEq(bytes32(foreseen), 0, string.concat(what, ": done, though it must be refused"));
        } else {
            ++refusals;
            assertEq(bytes32(bytes4(reason)), bytes32(foreseen), string.concat(what, ": why it was refused"));
        }
    }

    /* BUYING */

    /// @dev Buys, or is refused for the reason foreseen, or by care that the model allows.
    function _try(LicenceModel.Sold[] memory list, Deal memory deal) internal {
        IOffers.Offer memory offer = _offered[deal.o].offer;
        bytes4 foreseen = _foresee(list, deal);
        (TermsId other, ) = licences.conflictOf(offer.work, offer.parent, offer.terms, offer.starts);
        bytes memory data = _purchaseOf(deal, offer);
        vm.prank(deal.buyer);
        (bool success, bytes memory result) = address(offers).call{value: offer.price * deal.seats}(data);
        if (success) {
            assertEq(bytes32(foreseen), 0, "bought what the model refuses");
            assertEq(bytes32(TermsId.unwrap(other)), 0, "bought against a conflict");
            _record(list, deal, abi.decode(result, (LicenceId)));
            return;
        }
        ++refusals;
        if (foreseen == CONFLICT) ++conflicts;
        if (bytes4(result) == foreseen || _isToo(bytes4(result), foreseen)) return;
        _expectCare(list, deal, bytes4(result), foreseen);
    }

    /// @dev Of a parent that is over, nothing else matters, and anything may be said.
    function _isToo(bytes4 reason, bytes4 foreseen) private pure returns (bool) {
        if (foreseen != ILicences.Licences_NotLive.selector) return false;
        return
            reason == ILicences.Licences_OutlivesParent.selector || reason == ILicences.Licences_TooManySeats.selector;
    }

    function _purchaseOf(Deal memory deal, IOffers.Offer memory offer) private view returns (bytes memory) {
        IOffers.Purchase memory purchase = purchaseOf(offer, uint16(deal.seats), deal.recipient);
        purchase.version = deal.version;
        if (!deal.signed) return abi.encodeCall(IOffers.buy, (offer, purchase));
        OfferSignature.Accept memory accept = OfferSignature.Accept({
            offer: OfferSignature.idOf(offer),
            recipient: deal.recipient,
            seats: purchase.seats,
            nonce: offers.nonces(deal.recipient),
            deadline: purchase.deadline
        });
        bytes memory signature = _sign(_personOf(deal.recipient), OfferSignature.digestOf(_offersDomain(), accept));
        return abi.encodeCall(IOffers.buyFor, (offer, purchase, signature));
    }

    function _expectCare(LicenceModel.Sold[] memory list, Deal memory deal, bytes4 reason, bytes4 foreseen) private {
        Offered memory offered = _offered[deal.o];
        if (reason == ILicences.Licences_TooManySeats.selector) {
            bool later = foreseen == FINE || foreseen == CONFLICT;
            assertEq(later, true, "too many seats, instead of another reason");
            uint256 seats = list.seatsEverBelow(offered.parent - 1) + deal.seats;
            vm.assertLt(list[offered.parent - 1].seats, seats, "too many seats, though there are enough");
        } else {
            assertEq(bytes32(reason), bytes32(CONFLICT), "refused for another reason");
            assertEq(bytes32(foreseen), 0, "a conflict instead of another reason");
            assertEq(list.mayBeRefused(_wishOf(offered)), true, "refused what is free");
        }
        ++cautious;
    }

    function _record(LicenceModel.Sold[] memory list, Deal memory deal, LicenceId id) private {
        Offered storage offered = _offered[deal.o];
        offered.sold += deal.seats;
        LicenceModel.Sold storage sold = _sold.push();
        (sold.id, sold.work, sold.parent) = (id, offered.offer.work, offered.parent);
        (sold.termsId, sold.terms) = (offered.offer.terms, offered.terms);
        (sold.holder, sold.periods, sold.seats) = (deal.recipient, 1, deal.seats);
        sold.start = _startOf(offered);
        sold.accepted = deal.signed || deal.buyer == deal.recipient;
        sold.fresh = list.blockedTo(sold.work, sold.parent, sold.termsId, 0) <= vm.getBlockTimestamp();
        if (offered.parent != 0) ++sublicences;
    }

    /* RENEWING */

    function _renew(LicenceModel.Sold[] memory list, uint256 l, uint256 o, uint256 periods, uint256 dice) internal {
        LicenceModel.Sold memory sold = list[l];
        IOffers.Offer memory offer = _offered[o].offer;
        address payer = _actorFor(LicenceId.unwrap(sold.id), sold.holder, dice);
        if (dice % 7 == 0) payer = people[(dice >> 8) % PEOPLE];
        bytes4 foreseen = _foreseeRenewal(list, l, o, periods, payer);
        IOffers.Renewal memory renewal = IOffers.Renewal({
            licence: sold.id,
            periods: uint16(periods),
            maximum: offer.price * periods * sold.seats,
            deadline: vm.getBlockTimestamp()
        });
        vm.prank(payer);
        try offers.renew{value: renewal.maximum}(offer, renewal) {
            assertEq(bytes32(foreseen), 0, "renewed what the model refuses");
            _sold[l].periods += periods;
            _offered[o].sold += periods * sold.seats;
            ++renewals;
            if (payer != sold.holder) ++byAgents;
        } catch (bytes memory reason) {
            ++refusals;
            if (bytes4(reason) == foreseen) return;
            assertEq(bytes32(bytes4(reason)), bytes32(CONFLICT), "why a renewal was refused");
            bool may = list.mayBeRefused(_renewalOf(sold, l, periods));
            assertEq(may, true, "a renewal refused that is free");
            ++cautious;
        }
    }

    /* ENDING */

    /// @dev By its holder. What is over below is forgotten first, or not: then the contract may still count it.
    function _surrender(uint256 l, bool pruned) internal returns (bool success) {
        LicenceModel.Sold[] memory list = _sold;
        LicenceModel.Sold memory sold = list[l];
        if (pruned) licences.prune(sold.work, sold.id, MOST);
        bytes4 foreseen = _foreseeSurrender(list, l);
        bytes memory reason;
        vm.prank(sold.holder);
        (success, reason) = address(licences).call(abi.encodeCall(ILicences.surrender, (sold.id)));
        bool has = bytes4(reason) == ILicences.Licences_HasSublicences.selector;
        if (!success && has && foreseen != ILicences.Licences_HasSublicences.selector) {
            uint256 counted = pruned ? list.bookBlockedTo(sold.work, l + 1) : _latestBelow(list, l);
            vm.assertLt(vm.getBlockTimestamp(), counted, "kept for sublicences that are over");
            ++cautious;
            return false;
        }
        _expectOutcome(success, reason, foreseen, "a surrender");
        if (!success) return false;
        _sold[l].endedAt = vm.getBlockTimestamp();
        ++surrenders;
    }

    function _latestBelow(LicenceModel.Sold[] memory list, uint256 l) private pure returns (uint256 end) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i].parent == l + 1 && list[i].untilOf() > end) end = list[i].untilOf();
        }
    }

    function _terminate(uint256 l, uint256 dice) internal {
        LicenceModel.Sold memory sold = _sold[l];
        bytes4 foreseen = _foreseeTermination(_sold, l);
        bytes memory data = abi.encodeCall(ICompliance.terminate, (sold.id, sold.terms));
        address licensor = _licensorOf(sold.work, sold.parent);
        vm.prank(_actorFor(_grantorOf(sold.work, sold.parent), licensor, dice));
        (bool success, bytes memory reason) = address(compliance).call(data);
        _expectOutcome(success, reason, foreseen, "a termination");
        if (!success) return;
        (_sold[l].endedAt, _sold[l].breach) = (vm.getBlockTimestamp(), true);
        ++terminations;
    }

    /// @dev Whether notice can be given now.
    function _mayNotice(LicenceModel.Sold[] memory list, uint256 l) internal view returns (bool) {
        uint256 kind = _kindOf(list[l].terms);
        if (kind == 0 || kind == 2 || vm.getBlockTimestamp() >= list.lastsTo(l)) return false;
        ICompliance.Notice memory last = _notices[list[l].id];
        bool stands = last.state != ICompliance.NoticeState.None && last.state != ICompliance.NoticeState.Rejected;
        return !stands || vm.getBlockTimestamp() >= last.until;
    }

    function _notice(uint256 l, uint256 dice) internal {
        LicenceModel.Sold memory sold = _sold[l];
        address licensor = _licensorOf(sold.work, sold.parent);
        address actor = _actorFor(_grantorOf(sold.work, sold.parent), licensor, dice);
        if (actor != licensor) ++byAgents;
        vm.prank(actor);
        compliance.notice(sold.id, sold.terms, _conditionsFor(sold.terms), "evidence");
        uint40 cures = uint40(vm.getBlockTimestamp() + 2 days);
        _notices[sold.id] = ICompliance.Notice(
            ICompliance.NoticeState.Given,
            uint40(vm.getBlockTimestamp()),
            cures,
            cures + 90 days
        );
    }

    /// @dev The licensee brings a notice before the arbitrator.
    function _contest(uint256 l, uint256 dice) internal {
        LicenceModel.Sold memory sold = _sold[l];
        vm.prank(_actorFor(LicenceId.unwrap(sold.id), sold.holder, dice));
        _disputes[sold.id] = compliance.contest{value: COST}(sold.id, sold.terms, _conditionsFor(sold.terms));
        ICompliance.Notice storage notice = _notices[sold.id];
        (notice.state, notice.until) = (ICompliance.NoticeState.Contested, uint40(vm.getBlockTimestamp() + 6 days));
    }

    /// @dev A ruling in time counts; one that comes later, or for a notice that was taken back, changes nothing.
    function _rule(uint256 l, uint256 ruling) internal {
        LicenceId id = _sold[l].id;
        compliance.rule(_disputes[id], ruling);
        _disputes[id] = 0;
        ICompliance.Notice storage notice = _notices[id];
        if (notice.state != ICompliance.NoticeState.Contested || vm.getBlockTimestamp() >= notice.until) return;
        bool upheld = ruling == 2;
        notice.state = upheld ? ICompliance.NoticeState.Upheld : ICompliance.NoticeState.Rejected;
        uint256 from = vm.getBlockTimestamp() < notice.cures ? notice.cures : vm.getBlockTimestamp();
        notice.until = uint40(upheld ? from + 90 days : vm.getBlockTimestamp());
    }

    /// @inheritdoc IArbitrator
    function createDispute(uint256, bytes calldata) external payable returns (uint256) {
        return ++_lastDispute;
    }

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return COST;
    }

    /* REPORTS */

    /// @dev The length of the next period of a licence, and when it is over; zero if there is none.
    function _nextPeriod(LicenceModel.Sold[] memory list, uint256 l) internal view returns (uint256, uint256 end) {
        if (_kindOf(list[l].terms) == 0) return (0, 0);
        uint256 from = list[l].start + _reported[list[l].id] * PERIOD;
        end = list.lastsTo(l);
        if (from >= end) return (0, 0);
        if (from + PERIOD < end) end = from + PERIOD;
        return (end - from, end);
    }

    function _report(uint256 l, uint64 units, uint256 length, uint256 dice) internal {
        LicenceModel.Sold memory sold = _sold[l];
        ICompliance.Conditions memory conditions = _conditionsFor(sold.terms);
        uint32 period = uint32(_reported[sold.id]);
        ICompliance.Report memory usage = ICompliance.Report(period, units % 1e6, units % 1 gwei, 0);
        // A tenth of all revenue so far, less what that was before: nothing is rounded away.
        uint256 due = usage.units * uint256(conditions.tiers[0].perUnit);
        due += (_revenues[sold.id] + usage.revenue) / 10 - _revenues[sold.id] / 10;
        _revenues[sold.id] += usage.revenue;
        uint256 least = (uint256(conditions.minimum) * length) / PERIOD;
        if (due < least) due = least;
        ICompliance.Payment memory payment;
        if (dice % 2 == 0) payment.amount = uint112(due);
        address actor = _actorFor(LicenceId.unwrap(sold.id), sold.holder, dice >> 8);
        if (actor != sold.holder) ++byAgents;
        vm.prank(actor);
        uint256 owed = compliance.report{value: payment.amount}(sold.id, sold.terms, conditions, usage, payment);
        assertEq(owed, due, "owed");
        ++_reported[sold.id];
        ++reports;
    }
}
