// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {LicenceModel} from "../utils/LicenceModel.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {RightsStrangers} from "./RightsStrangers.sol";

/// @title RightsHandler: everything that happens to works, offers and licences, in any order, with a ledger by hand
/// @dev Each action is made possible first, so that it succeeds; a revert fails the run. Where there is nothing to act
/// on, something is sold instead. For every offer, purchase, renewal and ending the model says before whether it
/// succeeds or why not, and the contracts must agree. What strangers try must fail, because they are strangers.
contract RightsHandler is RightsStrangers {
    using LicenceModel for LicenceModel.Sold;
    using LicenceModel for LicenceModel.Sold[];

    uint256 private constant MOST_WORKS = 6;
    uint256 private constant MOST_AGENCIES = 40;

    uint256 public actions;
    uint256 public idle;

    modifier counted() {
        ++actions;
        _;
    }

    constructor() {
        super.setUp();
        people = [ines, tomas, maya, eve, deployer];
        vm.deal(address(0xdead), 1 ether);
        _register(0, false, new LicenceId[](0));
        _publish(0, _randomTerms(2), 2, false);
        IOffers.Offer memory offer = _offered[0].offer;
        offer.price = 0;
        _publishAs(offer, _offered[0].terms, 0, 4, false);
        _sellAny(0, 2, 0);
    }

    /* WORKS */

    /// @dev Half of them are made from others, where somebody has licences for it; some of two works.
    function registerWork(uint256 p, uint256 seed, bool signed) external counted {
        if (_known.length == MOST_WORKS) return _revise(p, bytes32(seed));
        if (seed % 3 == 0) {
            _register(p % PEOPLE, signed, new LicenceId[](0));
            return;
        }
        LicenceModel.Sold[] memory list = _sold;
        uint256 first = _findSource(list, seed / 3, address(0), WorkId.wrap(0));
        if (first == 0) {
            _register(p % PEOPLE, signed, new LicenceId[](0));
            return;
        }
        address claimant = list[first - 1].holder;
        uint256 second = _findSource(list, seed / 3 + 1, claimant, list[first - 1].work);
        bool two = second != 0 && !_clash(list[first - 1].terms, list[second - 1].terms);
        uint256[] memory places = new uint256[](two ? 2 : 1);
        places[0] = first - 1;
        if (two) places[1] = second - 1;
        if (two && LicenceId.unwrap(list[places[0]].id) > LicenceId.unwrap(list[places[1]].id)) {
            (places[0], places[1]) = (places[1], places[0]);
        }
        _derive(list, places, signed);
    }

    /// @dev A licence that allows no work to be made, or none any more.
    function deriveInVain(uint256 l, uint256 seed) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            if (_mayDerive(list, place)) continue;
            (ILicences.Reason reason, ) = list.standingOf(place, vm.getBlockTimestamp());
            bool lives = reason == ILicences.Reason.Licensed;
            IWorks.Registration memory registration = registrationOf(keccak256(abi.encode("vain", seed)), 0);
            registration.sources = new LicenceId[](1);
            registration.sources[0] = list[place].id;
            vm.prank(list[place].holder);
            (bool success, bytes memory answer) = address(works).call(
                abi.encodeCall(IWorks.register, (registration, nothing()))
            );
            bytes4 why = lives ? ILicences.Licences_NoDerivatives.selector : ILicences.Licences_NotLive.selector;
            return _expectOutcome(success, answer, why, "a derivative");
        }
        _sellAny(l, seed, seed);
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
        bool published = _publish(w % _known.length, _randomTerms(seed), seed, false);
        if (published && seed % 2 == 0) _sell(_offered.length - 1, seed, 0);
    }

    /// @dev Signed by its licensor for one buyer, brought by somebody else, and bought at once.
    function publishQuote(uint256 w, uint256 seed) external counted {
        if (_publish(w % _known.length, _randomTerms(seed), seed, true)) _sell(_offered.length - 1, seed, 0);
    }

    /// @dev Under a licence that allows it: mostly of terms within that licence's, sometimes of any.
    function offerSublicence(uint256 l, uint256 seed) external counted {
        if (!_offerUnder(l, seed)) _sellAny(l, seed, seed);
    }

    /// @dev By its licensor, by whoever may grant now, or by an agent of either.
    function closeOffer(uint256 o, uint256 dice) external counted {
        for (uint256 i = 0; i < _offered.length; ++i) {
            Offered storage offered = _offered[((o % _offered.length) + i) % _offered.length];
            if (offered.state != IOffers.OfferState.Open) continue;
            address account = offered.offer.licensor;
            if (dice % 2 == 0) account = _licensorOf(offered.offer.work, offered.parent);
            vm.prank(_actorFor(_grantorOf(offered.offer.work, offered.parent), account, dice / 2));
            offers.close(offered.offer);
            offered.state = IOffers.OfferState.Closed;
            return;
        }
        _publish(o % _known.length, _randomTerms(o), o, false);
    }

    /* BUYING */

    function buyLicence(uint256 o, uint256 p, uint256 seats) external counted {
        _sellAny(o, p, seats);
    }

    /// @dev By somebody else, with the recipient's signature or without: then one with duties is refused.
    function buyForAnother(uint256 o, uint256 p, uint256 to, bool signed) external counted {
        LicenceModel.Sold[] memory list = _sold;
        Deal memory deal = Deal(0, people[p % PEOPLE], people[to % PEOPLE], 1 + (o % 4), signed, 0);
        for (uint256 i = 0; i < _offered.length; ++i) {
            deal.o = ((o % _offered.length) + i) % _offered.length;
            bytes4 foreseen = _foresee(list, deal);
            bool refused = foreseen == ILicences.Licences_NotAccepted.selector;
            if (foreseen == FINE || refused) return _try(list, deal);
        }
        _sellAny(o, p, to);
    }

    /// @dev What is in somebody's way; if nothing on offer is, an exclusive right to all that anybody has now.
    function buyAgainstAnother(uint256 o, uint256 p) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            Deal memory deal = _dealOf(((o % _offered.length) + i) % _offered.length, p, 0);
            if (_foresee(list, deal) == CONFLICT) return _try(list, deal);
        }
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((o % list.length) + i) % list.length;
            uint256 w = _placeOf[list[place].work];
            if (vm.getBlockTimestamp() >= list.lastsTo(place) || _known[w].state.bound) continue;
            _publish(w, _everything(), o, false);
            return _sell(_offered.length - 1, p, 0);
        }
        _buyInVain(o, p, 1);
    }

    /// @dev Offers that can't be bought: closed, sold out, over, of a former licensor, for somebody else, of another
    /// version, under a licence that is over, too long or too large for it, or in somebody's way.
    function buyInVain(uint256 o, uint256 p, uint256 seats) external counted {
        _buyInVain(o, p, seats);
    }

    function buySublicence(uint256 o, uint256 p, uint256 seats) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            uint256 place = ((o % _offered.length) + i) % _offered.length;
            if (_offered[place].parent == 0) continue;
            Deal memory deal = _dealOf(place, p, seats % 2);
            if (_foresee(list, deal) == FINE) return _try(list, deal);
        }
        if (_offerUnder(o, seats)) return _sell(_offered.length - 1, p, 0);
        _sellAny(o, p, seats);
    }

    /// @dev Something that excludes what somebody has, to begin when that is over: of the same terms, or of all there is.
    function buyWindow(uint256 l, uint256 gap, uint256 seed) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            LicenceModel.Sold memory sold = list[place];
            bool ends = sold.endedAt == 0 && sold.untilOf() != LicenceModel.NEVER;
            if (sold.parent != 0 || !ends || vm.getBlockTimestamp() >= sold.untilOf()) continue;
            bool same = LicenceModel.isAlone(sold.terms) && seed % 3 != 0;
            if (!same && _known[_placeOf[sold.work]].state.bound) continue;
            uint256 starts = sold.untilOf() + (gap % 3 == 0 ? 0 : gap % 5 days);
            if (!_offerFor(sold, same ? sold.terms : _everything(), starts, seed)) return;
            uint256 before = _sold.length;
            _sell(_offered.length - 1, 0, 0);
            if (_sold.length != before) _testWindow(place, before, seed / 3);
            return;
        }
        // Nothing that ends is there yet.
        uint256 w = l % _known.length;
        if (_publish(w, _everything(), seed, false)) return _sell(_offered.length - 1, l, 0);
    }

    /// @dev The first can't be prolonged into the second; and when the second is given back, only its own time is free.
    function _testWindow(uint256 first, uint256 second, uint256 seed) private {
        if (seed % 4 == 0) return;
        if (seed % 2 == 0) _surrender(second, false);
        if (!_offerFor(_sold[first], _sold[first].terms, 0, seed)) return;
        if (seed % 4 == 2) return _sell(_offered.length - 1, 0, 0);
        _renew(_sold, first, _offered.length - 1, 1 + (seed % 3), 1);
    }

    function _offerFor(
        LicenceModel.Sold memory sold,
        ITerms.Terms memory what,
        uint256 starts,
        uint256 seed
    ) private returns (bool) {
        address licensor = _known[_placeOf[sold.work]].state.controller;
        IOffers.Offer memory offer = offerOf(sold.work, licensor, terms.defineTerms(what));
        offer.starts = uint40(starts);
        return _publishAs(offer, what, 0, seed, false);
    }

    /* RENEWING */

    /// @dev By its holder, an agent of theirs, or anyone if it has no duties; also of one that is not the last.
    function renewLicence(uint256 l, uint256 o, uint256 periods) external counted {
        LicenceModel.Sold[] memory list = _sold;
        periods = 1 + (periods % 3);
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            for (uint256 j = 0; j < _offered.length; ++j) {
                uint256 offer = ((o % _offered.length) + j) % _offered.length;
                if (!_isOfferOf(list[place], offer)) continue;
                bytes4 foreseen = _foreseeRenewal(list, place, offer, periods, list[place].holder);
                if (foreseen == FINE) return _renew(list, place, offer, periods, l / 2);
            }
        }
        _sellAny(o, l, periods);
    }

    /// @dev A renewal that must fail: of a licence that is over, or has no end, or would outlive its parent or run into
    /// another, or under an offer that does not count.
    function renewInVain(uint256 l, uint256 o, uint256 periods) external counted {
        LicenceModel.Sold[] memory list = _sold;
        periods = 1 + (periods % 3);
        // First under an offer of its own terms; else under any.
        for (uint256 i = 0; i < list.length * _offered.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            uint256 offer = ((o % _offered.length) + i / list.length) % _offered.length;
            bytes4 foreseen = _foreseeRenewal(list, place, offer, periods, list[place].holder);
            bool rare = foreseen == ILicences.Licences_OtherTerms.selector && i < 20;
            if (foreseen != FINE && !rare) return _renew(list, place, offer, periods, 1);
        }
        _sellAny(o, l, periods);
    }

    /// @dev One with duties only to somebody who takes it, or said that they would: and that once.
    function moveLicence(uint256 l, uint256 p, uint256 path) external counted {
        LicenceModel.Sold storage sold = _sold[l % _sold.length];
        uint256 id = LicenceId.unwrap(sold.id);
        (address from, address to) = (sold.holder, people[p % PEOPLE]);
        if (!sold.terms.transferable) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotTransferable.selector, sold.id));
            return _moveToken(licences, id, from, to, 0);
        }
        if (sold.terms.rules != address(0)) {
            if (to == from) to = people[((p % PEOPLE) + 1) % PEOPLE];
            if (path % 4 == 0) return _takeOver(sold, to);
            if (path % 4 == 1) {
                vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAccepted.selector, to));
                return _moveToken(licences, id, from, to, 0);
            }
            vm.prank(to);
            licences.accept(sold.id);
        }
        _moveToken(licences, id, from, to, path / 4);
        sold.holder = to;
        assertEq(licences.isAccepted(sold.id, to), false, "accepted for another time");
    }

    function _takeOver(LicenceModel.Sold storage sold, address to) private {
        uint256 id = LicenceId.unwrap(sold.id);
        vm.prank(sold.holder);
        licences.approve(to, id);
        vm.prank(to);
        licences.transferFrom(sold.holder, to, id);
        sold.holder = to;
    }

    /* ENDING */

    /// @dev One that can be given back, or now and then any.
    function surrender(uint256 l, bool pruned) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            if (l % 5 != 0 && _foreseeSurrender(list, place) != FINE) continue;
            _surrender(place, pruned);
            return;
        }
        _sellAny(l, l, l);
    }

    /// @dev Gives one back and buys another of the same terms: what it excluded is free.
    function replace(uint256 l, uint256 seats) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            if (_foreseeSurrender(list, place) != FINE || !_surrender(place, true)) continue;
            for (uint256 o = 0; o < _offered.length; ++o) {
                if (_isOfferOf(list[place], o)) return _try(_sold, _dealOf(o, l, seats));
            }
        }
        _sellAny(l, l, seats);
    }

    function prune(uint256 l, bool below, uint256 most) external counted {
        LicenceModel.Sold memory sold = _sold[l % _sold.length];
        LicenceId parent = sold.parent == 0 ? NO_PARENT : _sold[sold.parent - 1].id;
        licences.prune(sold.work, below ? sold.id : parent, most % 4 == 3 ? MOST : most % 4);
    }

    function wait_(uint32 pause) external counted {
        vm.warp(vm.getBlockTimestamp() + (pause % 20 days));
    }

    /* RULES */

    /// @dev The next period of a licence, when it is over.
    function report(uint256 l, uint64 units, uint256 dice) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            (uint256 length, uint256 end) = _nextPeriod(list, place);
            // What begins in years is left alone: nothing else would last until then.
            if (length == 0 || end > vm.getBlockTimestamp() + 20 days) continue;
            if (end > vm.getBlockTimestamp()) vm.warp(end);
            return _report(place, units, length, dice);
        }
        _sellAny(l, l, units);
    }

    function giveNotice(uint256 l, uint256 dice) external counted {
        if (_findForNotice(l) == 0) return _sellAny(l, l, l);
        _notice(_findForNotice(l) - 1, dice);
    }

    function withdrawNotice(uint256 l, uint256 dice) external counted {
        uint256 place = _findNoticed(l, ICompliance.NoticeState.Given);
        if (place == 0) place = _findNoticed(l, ICompliance.NoticeState.Contested);
        if (place == 0) return _noticeAny(l, dice);
        LicenceModel.Sold storage sold = _sold[place - 1];
        address licensor = _licensorOf(sold.work, sold.parent);
        vm.prank(_actorFor(_grantorOf(sold.work, sold.parent), licensor, dice));
        compliance.withdrawNotice(sold.id);
        delete _notices[sold.id];
    }

    /// @dev Before the arbitrator, within the time to cure.
    function contestNotice(uint256 l, uint256 dice) external counted {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            if (_kindOf(list[place].terms) != 3 || vm.getBlockTimestamp() >= list.lastsTo(place)) continue;
            bool given = _notices[list[place].id].state == ICompliance.NoticeState.Given;
            if (given && vm.getBlockTimestamp() >= _notices[list[place].id].cures) continue;
            if (!given && !_mayNotice(list, place)) continue;
            if (!given) _notice(place, dice);
            return _contest(place, dice >> 8);
        }
        _noticeAny(l, dice);
    }

    /// @dev In time, or too late.
    function ruleOnNotice(uint256 l, uint256 ruling) external counted {
        for (uint256 i = 0; i < _sold.length; ++i) {
            uint256 place = ((l % _sold.length) + i) % _sold.length;
            if (_disputes[_sold[place].id] != 0) return _rule(place, ruling % 3);
        }
        _noticeAny(l, ruling);
    }

    /// @dev After notice and cure, or a ruling; before, in vain.
    function terminate(uint256 l, uint256 dice) external counted {
        uint256 place = _findNoticed(l, ICompliance.NoticeState.Upheld);
        if (place == 0 || dice % 2 == 0) place = _findNoticed(l, ICompliance.NoticeState.Given);
        if (place == 0 || dice % 8 == 1) place = _findNoticed(l, ICompliance.NoticeState.Contested);
        if (place == 0) place = _findForNotice(l);
        if (place == 0) return _sellAny(l, l, dice);
        LicenceId id = _sold[place - 1].id;
        if (_notices[id].state == ICompliance.NoticeState.None) _notice(place - 1, dice);
        _terminate(place - 1, dice >> 8);
        bool contested = _notices[id].state == ICompliance.NoticeState.Contested;
        if (contested || vm.getBlockTimestamp() >= _notices[id].cures) return;
        vm.warp(_notices[id].cures);
        _terminate(place - 1, dice >> 8);
    }

    /* AGENTS */

    /// @dev For a work or a licence, by whoever has it now; or no longer.
    function setAgent(uint256 w, uint256 agent, uint256 until) external counted {
        LicenceModel.Sold storage sold = _sold[w % _sold.length];
        bool ofWork = w % 2 == 0;
        uint256 grantor = ofWork ? WorkId.unwrap(sold.work) : LicenceId.unwrap(sold.id);
        address account = ofWork ? _licensorOf(sold.work, 0) : sold.holder;
        until = until % 4 == 0 ? 0 : vm.getBlockTimestamp() + (until % 60 days);
        uint256 place = _agencies.length;
        for (uint256 i = 0; i < _agencies.length; ++i) {
            Agency storage one = _agencies[i];
            bool same = one.grantor == grantor && one.account == account && one.agent == _agent(agent);
            if (same) place = i;
        }
        if (place == MOST_AGENCIES) return _sellAny(w, agent, until);
        if (place == _agencies.length) _agencies.push();
        _agencies[place] = Agency(grantor, account, _agent(agent), until);
        vm.prank(account);
        licences.setAgent(grantor, _agent(agent), uint40(until));
    }

    /// @dev An agent can transfer nothing and give nothing back; one whose time is over can't even publish.
    function agentOversteps(uint256 a, uint256 what) external counted {
        for (uint256 i = 0; i < _agencies.length * _sold.length; ++i) {
            Agency memory one = _agencies[((a % _agencies.length) + i) % _agencies.length];
            LicenceModel.Sold memory sold = _sold[((a % _sold.length) + i / _agencies.length) % _sold.length];
            bool its = one.grantor == LicenceId.unwrap(sold.id) && one.account == sold.holder;
            if (!its || one.agent == sold.holder) continue;
            vm.prank(one.agent);
            if (what % 2 == 0) {
                (bool success, bytes memory why) = address(licences).call(
                    abi.encodeCall(ILicences.surrender, (sold.id))
                );
                return _expectOutcome(success, why, ILicences.Licences_NotLive.selector, "an agent's surrender");
            }
            bytes memory data = abi.encodeCall(
                IERC721.transferFrom,
                (sold.holder, one.agent, LicenceId.unwrap(sold.id))
            );
            (bool moved, bytes memory reason) = address(licences).call(data);
            bytes4 foreseen =
                sold.terms.transferable
                    ? IERC721Errors.ERC721InsufficientApproval.selector
                    : ILicences.Licences_NotTransferable.selector;
            return _expectOutcome(moved, reason, foreseen, "an agent's transfer");
        }
        _publishAsFormerAgent(a, what);
    }

    /* STRANGERS */

    /// @dev Somebody who has no right to it tries, directly, with an address appended, or in a batch; also whoever
    /// deployed the contracts.
    function tryAsAStranger(uint256 w, uint256 p, uint256 what, uint256 path) external counted {
        address stranger = _strangerTo(w, people[p % PEOPLE]);
        Attempt memory attempt = _attempt(w, stranger, what % ATTEMPTS);
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

    /* FOR THE INVARIANTS */

    /// @dev At the end of a run: holders give back all that lasts, the lowest first, and the books are pruned.
    function giveEverythingBack() external {
        for (uint256 l = _sold.length; l > 0; --l) {
            if (vm.getBlockTimestamp() >= _sold[l - 1].endOf() || _sold[l - 1].endedAt != 0) continue;
            // What was below is over, and its time may still be kept: never beyond the end that it had.
            if (_surrender(l - 1, true)) continue;
            vm.warp(LicenceModel.bookBlockedTo(_sold, _sold[l - 1].work, l));
            if (vm.getBlockTimestamp() < _sold[l - 1].endOf()) {
                assertEq(_surrender(l - 1, true), true, "can't be given back, though nothing is below");
            }
        }
        for (uint256 w = 0; w < _known.length; ++w) licences.prune(_known[w].id, NO_PARENT, MOST);
    }

    /// @dev Somebody buys everything of a work, for ever and alone, from a time on.
    function buyEverything(uint256 w, uint256 starts) external {
        IOffers.Offer memory offer = offerOf(
            _known[w].id,
            _known[w].state.controller,
            terms.defineTerms(_everything())
        );
        (offer.starts, offer.price, offer.opens) = (uint40(starts), 0, uint40(++_serial));
        publish(offer);
        buy(eve, offer);
    }

    function contracts() external view returns (IWorks, IOffers, ILicences, ICompliance) {
        return (works, offers, licences, compliance);
    }

    function known() external view returns (Known[] memory) {
        return _known;
    }

    function offersMade() external view returns (Offered[] memory) {
        return _offered;
    }

    function sales() external view returns (LicenceModel.Sold[] memory) {
        return _sold;
    }

    function agencies() external view returns (Agency[] memory) {
        return _agencies;
    }

    function noticeOf(LicenceId licence) external view returns (ICompliance.Notice memory) {
        return _notices[licence];
    }

    function reportedOf(LicenceId licence) external view returns (uint256) {
        return _reported[licence];
    }

    /* HELPERS */

    function _agent(uint256 agent) private view returns (address) {
        return people[1 + (agent % 2)];
    }

    function _everything() private pure returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.uses, what.purposes, what.duration) = (7, 14, 50 days);
        what.exclusivity = ITerms.Exclusivity.Exclusive;
    }

    function _publish(uint256 w, ITerms.Terms memory what, uint256 seed, bool signed) private returns (bool) {
        Known storage work = _known[w];
        if (work.shareAlike && seed % 3 != 0) what = work.required;
        IOffers.Offer memory offer = offerOf(work.id, work.state.controller, terms.defineTerms(what));
        return _publishAs(offer, what, 0, seed, signed);
    }

    /// @dev Under the first licence from there on that lasts and allows it; whether there is one.
    function _offerUnder(uint256 l, uint256 seed) private returns (bool) {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            LicenceModel.Sold memory sold = list[place];
            if (sold.terms.sublicensing == 0 || vm.getBlockTimestamp() >= list.lastsTo(place)) continue;
            ITerms.Terms memory what = _randomTerms(seed);
            if (seed % 6 != 0) what = _within(sold, what);
            IOffers.Offer memory offer = offerOf(sold.work, sold.holder, terms.defineTerms(what));
            offer.parent = sold.id;
            // Most begin after their parent.
            if (seed % 5 != 0 && sold.start > vm.getBlockTimestamp()) offer.starts = uint40(sold.start);
            if (_publishAs(offer, what, place + 1, seed, seed % 3 == 0)) return true;
        }
        return false;
    }

    /// @dev Somebody buys for themselves, with the version that they read.
    function _dealOf(uint256 o, uint256 p, uint256 seats) private view returns (Deal memory) {
        address buyer = _buyerOf(o, p);
        uint32 version;
        if (p % 3 == 0) version = _known[_placeOf[_offered[o].offer.work]].state.revisions + 1;
        if (p % 19 == 18) ++version;
        return Deal(o, buyer, buyer, 1 + (seats % 4), false, version);
    }

    /// @dev Something that can be bought, from there on; else something new is offered, and tried.
    function _sellAny(uint256 o, uint256 p, uint256 seats) private {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            Deal memory deal = _dealOf(((o % _offered.length) + i) % _offered.length, p, seats);
            if (_foresee(list, deal) == FINE) return _try(list, deal);
        }
        if (_publish(o % _known.length, _randomTerms(o), o, false)) _sell(_offered.length - 1, p, 0);
    }

    function _sell(uint256 o, uint256 p, uint256 seats) private {
        _try(_sold, _dealOf(o, p, seats));
    }

    function _buyInVain(uint256 o, uint256 p, uint256 seats) private {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < _offered.length; ++i) {
            Deal memory deal = _dealOf(((o % _offered.length) + i) % _offered.length, p, seats);
            if (seats % 2 == 0) (deal.buyer, deal.recipient) = (people[p % PEOPLE], people[p % PEOPLE]);
            if (_foresee(list, deal) != FINE) return _try(list, deal);
        }
        // All can be bought: one that nobody published can't.
        IOffers.Offer memory offer = _offered[o % _offered.length].offer;
        offer.opens = 0;
        bytes memory refusal = abi.encodeWithSelector(
            IOffers.Offers_NotOpen.selector,
            OfferSignature.idOf(offer),
            IOffers.OfferState.Unknown
        );
        vm.expectRevert(refusal);
        buy(people[p % PEOPLE], offer);
        ++refusals;
    }

    function _revise(uint256 w, bytes32 contentRoot) private {
        Known storage work = _known[w % _known.length];
        if (contentRoot == 0) contentRoot = "root";
        bytes32 metadata = keccak256(abi.encode(contentRoot, ++_serial));
        vm.prank(work.state.controller);
        works.revise(work.id, contentRoot, "salt", metadata, nothing());
        work.state.head = keccak256(abi.encode(work.state.head, contentRoot, metadata, vm.getBlockTimestamp()));
        work.state.metadataDigest = metadata;
        ++work.state.revisions;
    }

    /// @dev A licence of the holder, if one is named, of another work; its place plus one, or zero.
    function _findSource(
        LicenceModel.Sold[] memory list,
        uint256 seed,
        address holder,
        WorkId but
    ) private view returns (uint256) {
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((seed % list.length) + i) % list.length;
            if (list[place].work == but || !_mayDerive(list, place)) continue;
            if (holder == address(0) || list[place].holder == holder) return place + 1;
        }
        return 0;
    }

    function _clash(ITerms.Terms memory a, ITerms.Terms memory b) private pure returns (bool) {
        bool both = a.derivatives == ITerms.Derivatives.ShareAlike && b.derivatives == ITerms.Derivatives.ShareAlike;
        return both && keccak256(abi.encode(a)) != keccak256(abi.encode(b));
    }

    /// @dev The first licence from there on with a notice in this state, that lasts; its place plus one, or zero.
    function _findNoticed(uint256 l, ICompliance.NoticeState state) private view returns (uint256) {
        for (uint256 i = 0; i < _sold.length; ++i) {
            uint256 place = ((l % _sold.length) + i) % _sold.length;
            LicenceModel.Sold storage sold = _sold[place];
            if (_notices[sold.id].state != state || sold.endedAt != 0) continue;
            return place + 1;
        }
        return 0;
    }

    function _findForNotice(uint256 l) private view returns (uint256) {
        LicenceModel.Sold[] memory list = _sold;
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 place = ((l % list.length) + i) % list.length;
            if (_mayNotice(list, place)) return place + 1;
        }
        return 0;
    }

    function _noticeAny(uint256 l, uint256 dice) private {
        uint256 place = _findForNotice(l);
        if (place == 0) return _sellAny(l, l, dice);
        _notice(place - 1, dice);
    }

    function _publishAsFormerAgent(uint256 a, uint256 seed) private {
        for (uint256 i = 0; i < _agencies.length; ++i) {
            Agency memory one = _agencies[((a % _agencies.length) + i) % _agencies.length];
            if (vm.getBlockTimestamp() < one.until || one.agent == one.account) continue;
            for (uint256 o = 0; o < _offered.length; ++o) {
                IOffers.Offer memory offer = _offered[o].offer;
                bool its = _grantorOf(offer.work, _offered[o].parent) == one.grantor && offer.licensor == one.account;
                if (!its) continue;
                (offer.opens, offer.schedule) = (0, bytes32(seed));
                vm.prank(one.agent);
                (bool success, bytes memory why) = address(offers).call(abi.encodeCall(IOffers.publish, (offer)));
                return _expectOutcome(success, why, IOffers.Offers_NotLicensor.selector, "a former agent's offer");
            }
        }
        _sellAny(a, seed, seed);
    }
}
