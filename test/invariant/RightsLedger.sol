// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Deployed} from "../utils/Deployed.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";

/// @title RightsLedger: what happened to works, offers and licences, by hand, and what that says of what comes next
/// @dev Every `foresee` says why the contracts must refuse something, in the order in which they ask; FINE if they must
/// not. It reads nothing from them.
abstract contract RightsLedger is Deployed {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    struct Known {
        WorkId id;
        address claimant;
        bytes32 contentRoot;
        IWorks.Work state;
        /// @dev What it may be offered for, from the licences that it was made under.
        bool shareAlike;
        ITerms.Terms required;
        uint32 least;
        bool endsHere;
    }

    struct Offered {
        IOffers.Offer offer;
        ITerms.Terms terms;
        /// @dev The place of the parent among the sales, plus one; zero if there is none.
        uint256 parent;
        IOffers.OfferState state;
        uint256 sold;
    }

    struct Agency {
        uint256 grantor;
        address account;
        address agent;
        uint256 until;
    }

    /// @dev How somebody buys.
    struct Deal {
        uint256 o;
        address buyer;
        address recipient;
        uint256 seats;
        bool signed;
        uint32 version;
    }

    uint256 internal constant PEOPLE = 5;
    uint256 internal constant KINDS = 3;
    uint256 internal constant PERIOD = 10 days;
    bytes4 internal constant FINE = 0;
    bytes4 internal constant CONFLICT = ILicences.Licences_Conflict.selector;

    address[PEOPLE] public people;
    string[PEOPLE] internal _names = ["Ines", "Tomas", "Maya", "Eve", "deployer"];
    Known[] internal _known;
    Offered[] internal _offered;
    LicenceModel.Sold[] internal _sold;
    Agency[] internal _agencies;
    mapping(WorkId work => uint256) internal _placeOf;
    mapping(LicenceId licence => ICompliance.Notice) internal _notices;
    mapping(LicenceId licence => uint256) internal _disputes;
    mapping(LicenceId licence => uint256) internal _reported;
    mapping(LicenceId licence => uint256) internal _revenues;
    uint256 internal _serial;

    /* TERMS */

    /// @dev Few acts, purposes, territories, fields and deeds, so that licences meet; all else at random.
    function _randomTerms(uint256 seed) internal view returns (ITerms.Terms memory what) {
        uint256 dice = uint256(keccak256(abi.encode(seed)));
        what = someTerms();
        what.uses = uint64(_someBits(dice));
        what.purposes = uint32(_someBits(dice >> 8) << 1);
        what.territories = _territories(_someBits(dice >> 16));
        what.field = [bytes32(0), 0, "French", "German"][(dice >> 24) % 4];
        what.duration = (dice >> 32) % 5 == 0 ? FOREVER : uint40(1 + ((dice >> 40) % 60 days));
        if ((dice >> 72) % 5 > 2) what.exclusivity = ITerms.Exclusivity((dice >> 80) % 3);
        what.transferable = (dice >> 88) % 3 != 0;
        what.sublicensing = uint8((dice >> 96) % 4);
        if (what.sublicensing != 0) what.sublicenceShare = uint32((dice >> 104) % 1e9);
        what.fallsWithParent = (dice >> 136) % 2 == 0;
        _randomDerivatives(what, dice >> 144);
        if ((dice >> 208) % 2 == 0) _underRules(what, 1 + ((dice >> 216) % KINDS), (dice >> 224) % 4 == 0);
        what.deed = keccak256(abi.encode("deed", (dice >> 248) % 3));
    }

    function _randomDerivatives(ITerms.Terms memory what, uint256 dice) private pure {
        what.derivatives = ITerms.Derivatives(dice % 3);
        if (what.derivatives == ITerms.Derivatives.None) return;
        what.upstreamShare = uint32((dice >> 8) % 3e8);
        what.works = uint8((dice >> 40) % 3);
        what.further = ITerms.Further((dice >> 48) % 3);
    }

    function _underRules(ITerms.Terms memory what, uint256 kind, bool passesDown) internal view {
        what.rules = address(compliance);
        what.conditions = keccak256(abi.encode(_conditionsOf(kind)));
        what.passesDown = passesDown;
    }

    /// @dev One that can be ended after two days, one that can't, and one with an arbitrator, who is this contract.
    function _conditionsOf(uint256 kind) internal view returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        conditions.period = uint32(PERIOD);
        conditions.cure = 2 days;
        if (kind == 2) {
            (conditions.cure, conditions.minimum) = (0, 1_000_003);
            conditions.tiers[0].perUnit = 7;
        }
        if (kind == 3) (conditions.arbitrator, conditions.silence) = (address(this), 6 days);
    }

    /// @dev Zero if the terms name no rules.
    function _kindOf(ITerms.Terms memory what) internal view returns (uint256 kind) {
        if (what.rules == address(0)) return 0;
        for (kind = 1; what.conditions != keccak256(abi.encode(_conditionsOf(kind)));) ++kind;
    }

    function _conditionsFor(ITerms.Terms memory what) internal view returns (ICompliance.Conditions memory) {
        return _conditionsOf(_kindOf(what));
    }

    function _someBits(uint256 dice) private pure returns (uint256) {
        return dice % 8 == 0 ? 7 : dice % 8;
    }

    /// @dev Three territories: the first, one of Europe, the last.
    function _territories(uint256 bits) private pure returns (uint256) {
        return (bits & 1) | ((bits & 2) << 73) | ((bits & 4) << 253);
    }

    /// @dev Terms cut down to what a parent allows; most of them end before it does.
    function _within(
        LicenceModel.Sold memory sold,
        ITerms.Terms memory what
    ) internal view returns (ITerms.Terms memory) {
        ITerms.Terms memory outer = sold.terms;
        if (what.uses & outer.uses == 0) what.uses = outer.uses;
        what.uses &= outer.uses;
        if (what.purposes & outer.purposes == 0) what.purposes = outer.purposes;
        what.purposes &= outer.purposes;
        if (what.territories & outer.territories == 0) what.territories = outer.territories;
        what.territories &= outer.territories;
        if (outer.field != 0) what.field = outer.field;
        if (what.exclusivity > outer.exclusivity) what.exclusivity = outer.exclusivity;
        what.transferable = what.transferable && outer.transferable;
        if (what.sublicensing >= outer.sublicensing) what.sublicensing = outer.sublicensing - 1;
        if (what.sublicensing == 0) what.sublicenceShare = 0;
        else if (what.sublicenceShare < outer.sublicenceShare) what.sublicenceShare = outer.sublicenceShare;
        if (outer.rules != address(0) || outer.fallsWithParent) what.fallsWithParent = true;
        if (outer.passesDown) {
            (what.rules, what.conditions, what.passesDown) = (outer.rules, outer.conditions, true);
        }
        _makeNoMore(what, outer);
        uint256 end = LicenceModel.endOf(sold);
        if (
            end != LicenceModel.NEVER && end > vm.getBlockTimestamp() && what.deed != keccak256(abi.encode("deed", 0))
        ) {
            what.duration = uint40(1 + (what.duration % (end - vm.getBlockTimestamp())));
        }
        return what;
    }

    function _makeNoMore(ITerms.Terms memory what, ITerms.Terms memory outer) private pure {
        if (what.derivatives != outer.derivatives || outer.derivatives == ITerms.Derivatives.None) {
            what.derivatives = ITerms.Derivatives.None;
            (what.upstreamShare, what.works, what.further) = (0, 0, ITerms.Further.Free);
            return;
        }
        if (what.upstreamShare < outer.upstreamShare) what.upstreamShare = outer.upstreamShare;
        if (outer.works != 0 && (what.works == 0 || what.works > outer.works)) what.works = outer.works;
        if (what.further < outer.further) what.further = outer.further;
    }

    /* WHO */

    function _personOf(address account) internal view returns (uint256 person) {
        while (people[person] != account) ++person;
    }

    function _licensorOf(WorkId work, uint256 parent) internal view returns (address) {
        return parent == 0 ? _known[_placeOf[work]].state.controller : _sold[parent - 1].holder;
    }

    /// @dev The number of what is granted from: the work, or the licence above.
    function _grantorOf(WorkId work, uint256 parent) internal view returns (uint256) {
        return parent == 0 ? WorkId.unwrap(work) : LicenceId.unwrap(_sold[parent - 1].id);
    }

    function _isAgent(uint256 grantor, address account, address agent) internal view returns (bool) {
        for (uint256 i = 0; i < _agencies.length; ++i) {
            Agency storage one = _agencies[i];
            if (one.grantor == grantor && one.account == account && one.agent == agent) {
                return vm.getBlockTimestamp() < one.until;
            }
        }
        return false;
    }

    /// @dev The account itself, or an agent of theirs, if they have one and the dice say so.
    function _actorFor(uint256 grantor, address account, uint256 dice) internal view returns (address) {
        for (uint256 i = 0; i < _agencies.length && dice % 3 != 0; ++i) {
            Agency storage one = _agencies[i];
            if (one.grantor == grantor && one.account == account && vm.getBlockTimestamp() < one.until)
                return one.agent;
        }
        return account;
    }

    function _buyerOf(uint256 o, uint256 p) internal view returns (address buyer) {
        buyer = _offered[o].offer.buyer;
        if (buyer == address(0)) buyer = people[p % PEOPLE];
    }

    /* WHAT MAY BE OFFERED */

    function _foreseeOffering(
        LicenceModel.Sold[] memory list,
        IOffers.Offer memory offer,
        ITerms.Terms memory what,
        uint256 parent
    ) internal view returns (bytes4) {
        Known storage work = _known[_placeOf[offer.work]];
        bool any = !work.shareAlike || keccak256(abi.encode(work.required)) == keccak256(abi.encode(what));
        if (!any) return ILicences.Licences_ShareAlike.selector;
        bool made = what.derivatives != ITerms.Derivatives.None;
        if (made && (work.endsHere || what.upstreamShare < work.least)) {
            return ILicences.Licences_BeyondSources.selector;
        }
        if (parent != 0 && !LicenceModel.isWithin(what, list[parent - 1].terms)) {
            return ILicences.Licences_BeyondParent.selector;
        }
        return _isClassTaken(offer) ? ILicences.Licences_ClassTaken.selector : FINE;
    }

    /// @dev Whether terms share the first 24 bits of their name with others that the same grantor has offered: one in 16
    /// million pairs does.
    function _isClassTaken(IOffers.Offer memory offer) private view returns (bool) {
        bytes3 class = bytes3(TermsId.unwrap(offer.terms));
        for (uint256 i = 0; i < _offered.length; ++i) {
            IOffers.Offer storage other = _offered[i].offer;
            if (!(other.work == offer.work && other.parent == offer.parent)) continue;
            if (bytes3(TermsId.unwrap(other.terms)) == class && !(other.terms == offer.terms)) return true;
        }
        return class == 0;
    }

    /* WHAT MAY BE SOLD */

    function _startOf(Offered memory offered) internal view returns (uint256) {
        return offered.offer.starts > vm.getBlockTimestamp() ? offered.offer.starts : vm.getBlockTimestamp();
    }

    function _wishOf(Offered memory offered) internal view returns (LicenceModel.Wish memory) {
        uint256 start = _startOf(offered);
        return
            LicenceModel.Wish({
                work: offered.offer.work,
                parent: offered.parent,
                terms: offered.terms,
                from: start,
                to: LicenceModel.untilOf(start, offered.terms.duration, 1),
                own: 0
            });
    }

    function _foresee(LicenceModel.Sold[] memory list, Deal memory deal) internal view returns (bytes4) {
        Offered memory offered = _offered[deal.o];
        bytes4 refusal = _foreseeSale(offered, deal.buyer, deal.recipient, deal.seats);
        if (refusal != FINE) return refusal;
        IOffers.Offer memory offer = offered.offer;
        if (_licensorOf(offer.work, offered.parent) != offer.licensor) return ILicences.Licences_ChangedHands.selector;
        uint32 version = _known[_placeOf[offer.work]].state.revisions + 1;
        if (deal.version != 0 && deal.version != version) return ILicences.Licences_OtherVersion.selector;
        bool accepted = deal.signed || deal.buyer == deal.recipient;
        if (!accepted && offered.terms.rules != address(0)) return ILicences.Licences_NotAccepted.selector;
        LicenceModel.Wish memory wish = _wishOf(offered);
        if (offered.parent != 0) {
            uint256 place = offered.parent - 1;
            (ILicences.Reason reason, ) = list.standingOf(place, wish.from);
            if (reason != ILicences.Reason.Licensed) return ILicences.Licences_NotLive.selector;
            if (wish.to > list[place].untilOf()) return ILicences.Licences_OutlivesParent.selector;
            uint256 seats = list.seatsBelow(place, vm.getBlockTimestamp()) + deal.seats;
            if (seats > list[place].seats) return ILicences.Licences_TooManySeats.selector;
        }
        return list.isTaken(wish) ? CONFLICT : FINE;
    }

    function _foreseeSale(
        Offered memory offered,
        address buyer,
        address recipient,
        uint256 asked
    ) private view returns (bytes4) {
        IOffers.Offer memory offer = offered.offer;
        if (offered.state != IOffers.OfferState.Open) return IOffers.Offers_NotOpen.selector;
        if (vm.getBlockTimestamp() < offer.opens || vm.getBlockTimestamp() >= offer.closes) {
            return IOffers.Offers_OutsideWindow.selector;
        }
        if (offer.buyer != address(0) && offer.buyer != buyer && offer.buyer != recipient) {
            return IOffers.Offers_NotForYou.selector;
        }
        bool enough = offer.supply == UNLIMITED || offered.sold + asked <= offer.supply;
        return enough ? FINE : IOffers.Offers_SoldOut.selector;
    }

    /* WHAT MAY BE RENEWED */

    function _isOfferOf(LicenceModel.Sold memory sold, uint256 o) internal view returns (bool) {
        IOffers.Offer storage offer = _offered[o].offer;
        return offer.work == sold.work && _offered[o].parent == sold.parent && offer.terms == sold.termsId;
    }

    function _renewalOf(
        LicenceModel.Sold memory sold,
        uint256 l,
        uint256 periods
    ) internal pure returns (LicenceModel.Wish memory) {
        return
            LicenceModel.Wish({
                work: sold.work,
                parent: sold.parent,
                terms: sold.terms,
                from: sold.untilOf(),
                to: LicenceModel.untilOf(sold.start, sold.terms.duration, sold.periods + periods),
                own: l + 1
            });
    }

    function _foreseeRenewal(
        LicenceModel.Sold[] memory list,
        uint256 l,
        uint256 o,
        uint256 periods,
        address payer
    ) internal view returns (bytes4) {
        LicenceModel.Sold memory sold = list[l];
        Offered memory offered = _offered[o];
        address licensor = _licensorOf(offered.offer.work, offered.parent);
        if (licensor != offered.offer.licensor) return ILicences.Licences_ChangedHands.selector;
        if (!_isOfferOf(sold, o)) return ILicences.Licences_OtherTerms.selector;
        bool acts = payer == sold.holder || _isAgent(LicenceId.unwrap(sold.id), sold.holder, payer);
        if (!acts && sold.terms.rules != address(0)) return IERC721Errors.ERC721InsufficientApproval.selector;
        (ILicences.Reason reason, ) = list.standingOf(
            l,
            sold.start > vm.getBlockTimestamp() ? sold.start : vm.getBlockTimestamp()
        );
        if (reason != ILicences.Reason.Licensed) return ILicences.Licences_NotLive.selector;
        if (sold.untilOf() == LicenceModel.NEVER) return ILicences.Licences_NoEnd.selector;
        if (sold.periods + periods > 4095) return ILicences.Licences_TooManyPeriods.selector;
        LicenceModel.Wish memory wish = _renewalOf(sold, l, periods);
        if (sold.parent != 0 && wish.to > list[sold.parent - 1].untilOf()) {
            return ILicences.Licences_OutlivesParent.selector;
        }
        if (list.isTaken(wish)) return CONFLICT;
        return _foreseeSale(offered, payer, sold.holder, sold.seats * periods);
    }

    /* WHAT MAY END */

    function _foreseeSurrender(LicenceModel.Sold[] memory list, uint256 l) internal view returns (bytes4) {
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i].parent == l + 1 && vm.getBlockTimestamp() < list[i].endOf()) {
                return ILicences.Licences_HasSublicences.selector;
            }
        }
        return
            vm.getBlockTimestamp() < list[l].endOf() && list[l].endedAt == 0
                ? FINE
                : ILicences.Licences_NotLive.selector;
    }

    function _foreseeTermination(LicenceModel.Sold[] memory list, uint256 l) internal view returns (bytes4) {
        if (vm.getBlockTimestamp() >= list.lastsTo(l)) return ICompliance.Compliance_Over.selector;
        ICompliance.Notice memory notice = _notices[list[l].id];
        bool given = notice.state == ICompliance.NoticeState.Given;
        if (!given && notice.state != ICompliance.NoticeState.Upheld)
            return ICompliance.Compliance_NoticeStands.selector;
        if (vm.getBlockTimestamp() >= notice.until) return ICompliance.Compliance_NoticeStands.selector;
        return vm.getBlockTimestamp() < notice.cures ? ICompliance.Compliance_NotCured.selector : FINE;
    }
}
