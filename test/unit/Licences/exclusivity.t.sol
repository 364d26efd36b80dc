// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev L02, L03: an exclusive right is sold once. All of it for the book of a work and for that of a licence.
abstract contract ExclusivityBehavior is Deployed {
    struct Granted {
        LicenceId id;
        ITerms.Terms terms;
        ILicences.Offer offer;
        uint256 end;
        /// @dev When the contract may think that it ends: later than `end` only for terminated ones that exclude nobody.
        uint256 until;
    }

    uint256 private constant FRANCE = 1 << 74;
    uint256 private constant GERMANY = 1 << 57;

    WorkId internal work;
    uint256 private _deeds;
    Granted[] private _granted;
    mapping(bytes32 terms => ILicences.Offer) private _offers;

    /// @dev A published offer under `what`, in the book under test.
    function offerUnder(ITerms.Terms memory what) internal virtual returns (ILicences.Offer memory);

    /// @dev Which book that is.
    function bookOf() internal view virtual returns (LicenceId parent);

    function setUp() public virtual override {
        super.setUp();
        work = register(ines, CONTENT);
    }

    /* KIND AGAINST KIND */

    /// @dev In one block and in both orders: only two that exclude nobody go together.
    function test_WhenL03_TwoOfAllKindsMeet_OneIsRefusedIfEitherExcludes() public {
        for (uint8 a = 0; a < 3; ++a) {
            for (uint8 b = 0; b < 3; ++b) {
                _newWork();
                ILicences.Offer memory first = offerUnder(_terms(a, 24, WORLDWIDE, 10 days));
                ILicences.Offer memory second = offerUnder(_terms(b, 24, WORLDWIDE, 20 days));
                buy(maya, first);
                if (a == 0 && b == 0) _sold(second);
                else _conflict(second, first, NOW + 10 days);
            }
        }
    }

    /// @dev Terms are in their own way too, also for the licensee who has them.
    function test_WhenL02_TheTermsAreTheSame_TheSecondIsRefused() public {
        for (uint8 kind = 0; kind < 3; ++kind) {
            _newWork();
            ILicences.Offer memory offer = offerUnder(_terms(kind, 24, WORLDWIDE, 10 days));
            buy(maya, offer);
            if (kind == 0) _sold(offer);
            else _conflict(offer, offer, NOW + 10 days);
        }
    }

    /// @dev What is sold later may end earlier, because the first was renewed.
    function test_WhenL02_AShorterLicenceIsSoldAfterARenewal_TheLatestEndStaysInTheWay() public {
        ILicences.Offer memory offer = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        renew(maya, offer, buy(maya, offer), 2);
        buy(tomas, offer);
        _conflict(offerUnder(_terms(2, 24, WORLDWIDE, 10 days)), offer, NOW + 30 days);
    }

    /* USES */

    /// @dev Uses 3 and 4 against others: touching is no overlap, one bit in common is.
    function test_WhenL02_UsesTouchOverlapContainOrAreContained() public {
        _uses(24, 32, false);
        _uses(24, 4, false);
        _uses(24, ~uint64(24), false);
        _uses(24, 16, true);
        _uses(24, 48, true);
        _uses(24, 24, true);
        _uses(24, 28, true);
        _uses(24, type(uint64).max, true);
        _uses(1 << 63, 1 << 63, true);
        _uses(1 << 63, type(uint64).max >> 1, false);
    }

    function _uses(uint64 a, uint64 b, bool overlap) private {
        _bothOrders(_terms(2, a, WORLDWIDE, 10 days), _terms(2, b, WORLDWIDE, 10 days), overlap);
        _bothOrders(_terms(2, a, WORLDWIDE, 10 days), _terms(0, b, WORLDWIDE, 10 days), overlap);
    }

    /* TERRITORIES */

    function test_WhenL02_TerritoriesTouchOverlapContainOrAreContained() public {
        _territories(FRANCE, GERMANY, false);
        _territories(FRANCE, ~FRANCE, false);
        _territories(1, 1 << 255, false);
        _territories(FRANCE, FRANCE, true);
        _territories(FRANCE | GERMANY, GERMANY, true);
        _territories(FRANCE | GERMANY, GERMANY | 1, true);
        _territories(FRANCE, WORLDWIDE, true);
        _territories(1 << 255, WORLDWIDE, true);
        _territories(WORLDWIDE, WORLDWIDE, true);
    }

    function _territories(uint256 a, uint256 b, bool overlap) private {
        _bothOrders(_terms(2, 24, a, 10 days), _terms(2, 24, b, 10 days), overlap);
        _bothOrders(_terms(1, 24, a, 10 days), _terms(0, 24, b, 10 days), overlap);
    }

    /// @dev Use AND territory AND time: two of three are no overlap.
    function test_WhenL02_TheyOverlapInTwoOfThree_BothAreSold() public {
        _bothOrders(_terms(2, 8, FRANCE, 10 days), _terms(2, 8, GERMANY, 10 days), false);
        _bothOrders(_terms(2, 8, FRANCE, 10 days), _terms(2, 16, FRANCE, 10 days), false);
        _newWork();
        ILicences.Offer memory offer = offerUnder(_terms(2, 8, FRANCE, 10 days));
        buy(maya, offer);
        vm.warp(NOW + 10 days);
        _sold(offer);
    }

    /* TIME */

    function test_WhenL02_TimesTouch_BothAreSold_AndASecondBeforeNot() public {
        ILicences.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        ILicences.Offer memory open = offerUnder(_terms(0, 24, WORLDWIDE, 5 days));
        buy(maya, first);
        vm.warp(NOW + 10 days - 1);
        _conflict(open, first, NOW + 10 days);
        _conflict(first, first, NOW + 10 days);
        vm.warp(NOW + 10 days);
        // Now for the other order: the exclusive one waits for what is not.
        _sold(open);
        _conflict(first, open, NOW + 15 days);
        vm.warp(NOW + 15 days - 1);
        _conflict(first, open, NOW + 15 days);
        vm.warp(NOW + 15 days);
        _sold(first);
    }

    /// @dev A licence that ends long before or long after makes no difference: both start when they are sold.
    function test_WhenL02_OneTimeContainsTheOther_TheSecondIsRefused() public {
        uint40[3] memory durations = [uint40(1), 10 days, FOREVER];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 k = 0; k < 3; ++k) {
                _bothOrders(_terms(2, 24, WORLDWIDE, durations[i]), _terms(0, 24, WORLDWIDE, durations[k]), true);
            }
        }
    }

    function test_WhenL02_ItLastsForever_NothingFollowsIt() public {
        ILicences.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, FOREVER));
        ILicences.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 1));
        buy(maya, first);
        vm.warp(uint256(FOREVER) - 1);
        _conflict(second, first, FOREVER);
    }

    /// @dev Of many licences under the same terms the last end counts.
    function test_WhenL03_ManyWereSold_TheLastEndCounts() public {
        ILicences.Offer memory open = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        ILicences.Offer memory alone = offerUnder(_terms(2, 16, WORLDWIDE, 1 days));
        buy(maya, open);
        vm.warp(NOW + 3 days);
        buy(tomas, open);
        vm.warp(NOW + 10 days);
        _conflict(alone, open, NOW + 13 days);
        vm.warp(NOW + 13 days);
        _sold(alone);
    }

    /// @dev Several grants in the way: the one that is told is one of them, and each alone suffices.
    function test_WhenL02_SeveralLiveGrants_AnyOfThemIsInTheWay() public {
        ILicences.Offer memory a = offerUnder(_terms(2, 8, FRANCE, 10 days));
        ILicences.Offer memory b = offerUnder(_terms(2, 8, GERMANY, 20 days));
        ILicences.Offer memory both = offerUnder(_terms(1, 8, FRANCE | GERMANY, 5 days));
        ILicences.Offer memory other = offerUnder(_terms(1, 16, FRANCE | GERMANY, 5 days));
        buy(maya, a);
        buy(tomas, b);
        _sold(other);
        _conflict(both, b, NOW + 20 days);
        vm.warp(NOW + 10 days);
        _conflict(both, b, NOW + 20 days);
        vm.warp(NOW + 20 days);
        _sold(both);
    }

    /* RENEWAL, CLOSING, TRANSFER */

    function test_WhenL02_ItIsRenewed_OthersWaitLonger() public {
        ILicences.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        ILicences.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        LicenceId licence = buy(maya, first);
        renew(maya, first, licence, 2);
        vm.warp(NOW + 10 days);
        _conflict(second, first, NOW + 30 days);
        vm.warp(NOW + 30 days);
        _sold(second);
    }

    function test_WhenL02_TheOfferIsClosedAndTheLicenceMoves_ItStillExcludes() public {
        ILicences.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        ILicences.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        LicenceId licence = buy(maya, first);
        vm.prank(first.licensor);
        licences.close(first);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(licence));
        _conflict(second, first, NOW + 10 days);
    }

    /* TERMINATION */

    function test_WhenL11_AnExclusiveLicenceIsTerminated_TheRightIsFreeAgain() public {
        for (uint8 kind = 1; kind < 3; ++kind) {
            _newWork();
            ITerms.Terms memory what = _terms(kind, 24, WORLDWIDE, FOREVER);
            what.cure = 1 days;
            ILicences.Offer memory first = offerUnder(what);
            ILicences.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
            LicenceId licence = buy(maya, first);
            vm.prank(first.licensor);
            compliance.notice(licence, what, "evidence");
            vm.warp(block.timestamp + 1 days);
            _conflict(second, first, FOREVER);
            vm.prank(first.licensor);
            compliance.terminate(licence);
            // In the same block the right can be sold again, to others or under the same terms.
            LicenceId next = buy(tomas, first);
            _conflict(second, first, FOREVER);
            (ILicences.Reason reason, ) = licences.isLicensed(tomas, next, 3, 0, uint40(block.timestamp));
            assertEq(uint256(reason), uint256(ILicences.Reason.Licensed), "the next is live");
            vm.warp(block.timestamp + 100 days);
            (reason, ) = licences.isLicensed(tomas, next, 3, 0, uint40(block.timestamp));
            assertEq(uint256(reason), uint256(ILicences.Reason.Licensed), "and stays so");
        }
    }

    /// @dev On the safe side: of licences that exclude nobody only the last end is known, so one that was terminated
    /// stands in the way until it would have ended.
    function test_WhenL11_ALicenceThatExcludesNobodyIsTerminated_ItsEndStaysInTheWay() public {
        ITerms.Terms memory what = _terms(0, 24, WORLDWIDE, 10 days);
        what.cure = 1 days;
        ILicences.Offer memory open = offerUnder(what);
        ILicences.Offer memory alone = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        LicenceId licence = buy(maya, open);
        vm.prank(open.licensor);
        compliance.notice(licence, what, "evidence");
        vm.warp(NOW + 1 days);
        vm.prank(open.licensor);
        compliance.terminate(licence);
        _conflict(alone, open, NOW + 10 days);
        vm.warp(NOW + 10 days);
        _sold(alone);
    }

    /* CLASSES */

    /// @dev Licences of at most 32 different terms are compared; those that are over can be forgotten.
    function test_RevertGiven_L02_LicencesOf32DifferentTermsAreLive_UntilPruned() public {
        ILicences.Offer[] memory offers = new ILicences.Offer[](32);
        for (uint256 i = 0; i < 32; ++i) {
            offers[i] = offerUnder(_terms(0, uint64(1 << i), WORLDWIDE, i < 31 ? 10 days : 30 days));
            buy(maya, offers[i]);
        }
        ILicences.Offer memory more = offerUnder(_terms(2, 1 << 40, WORLDWIDE, 10 days));
        bytes memory reason = abi.encodeWithSelector(ILicences.Licences_TooManyClasses.selector, 32);
        vm.expectRevert(reason);
        buy(maya, more);
        // Terms that are among them can still be sold, and nothing is forgotten that is live.
        buy(tomas, offers[7]);
        licences.prune(work, bookOf());
        vm.expectRevert(reason);
        buy(maya, more);
        // What is over is forgotten, and only then.
        vm.warp(NOW + 10 days);
        vm.expectRevert(reason);
        buy(maya, more);
        vm.prank(eve);
        licences.prune(work, bookOf());
        _sold(more);
        // The one that was live is still in the way of others; the forgotten are not.
        _conflict(offerUnder(_terms(2, 1 << 31, WORLDWIDE, 1 days)), offers[31], NOW + 30 days);
        _conflict(offerUnder(_terms(0, 1 << 40, WORLDWIDE, 1 days)), more, NOW + 20 days);
        _sold(offerUnder(_terms(2, (1 << 31) - 1, WORLDWIDE, 1 days)));
        // And what was forgotten can be sold again as before.
        vm.warp(NOW + 11 days);
        buy(maya, offers[7]);
        _conflict(offerUnder(_terms(2, 1 << 7, WORLDWIDE, 1 days)), offers[7], NOW + 21 days);
    }

    /// @dev Licences whose terms were forgotten remember them.
    function test_WhenPruned_SoldLicencesStayAsTheyAre() public {
        LicenceId licence = buy(maya, offerUnder(_terms(2, 24, WORLDWIDE, 10 days)));
        vm.warp(NOW + 10 days);
        bytes memory before = abi.encode(licences.licenceOf(licence));
        vm.recordLogs();
        licences.prune(work, bookOf());
        assertLogCount(0, "no events");
        assertEq(abi.encode(licences.licenceOf(licence)), before, "licence");
        (ILicences.Reason reason, ) = licences.isLicensed(maya, licence, 3, 0, uint40(NOW));
        assertEq(uint256(reason), uint256(ILicences.Reason.Licensed), "it was licensed then");
    }

    function test_RevertWhen_ConflictsOfUnknownTermsAreAsked() public {
        TermsId unknown = TermsId.wrap("unknown");
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, unknown));
        licences.conflictOf(work, bookOf(), unknown);
    }

    /* ANYTHING AGAINST EVERYTHING */

    /// @dev Random sales, notices, terminations, renewals and pauses, against a model that keeps every licence ever sold
    /// as a set of uses, a set of territories and a time, and compares all with all.
    function testFuzz_L02_ExactlyWhatCollidesIsRefused(uint256 seed) public {
        delete _granted;
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            if (dice % 8 == 0) {
                vm.warp(block.timestamp + ((dice >> 8) % 4) * 1 days);
                if (dice % 16 == 0) licences.prune(work, bookOf());
            } else if (dice % 8 == 1 && _granted.length > 0) {
                _tryToTerminate((dice >> 8) % _granted.length);
            } else if (dice % 8 == 2 && _granted.length > 0) {
                _tryToRenew((dice >> 8) % _granted.length);
            } else {
                _tryToBuy(dice >> 8);
            }
        }
    }

    function _tryToBuy(uint256 dice) private {
        ITerms.Terms memory what = someTerms();
        what.uses = uint64(1 << (dice % 3)) | uint64(1 << ((dice >> 2) % 3));
        what.territories = (1 << ((dice >> 4) % 3)) | (1 << ((dice >> 6) % 3));
        what.duration = uint40(1 + ((dice >> 8) % 3)) * 1 days;
        what.exclusivity = ITerms.Exclusivity((dice >> 10) % 3);
        what.cure = 1;
        what.deed = "model";
        TermsId id = terms.defineTerms(what);
        ILicences.Offer memory offer = _isFirst(id) ? offerUnder(what) : _offerOf(id);
        bool collides;
        for (uint256 i = 0; i < _granted.length; ++i) {
            Granted storage other = _granted[i];
            if (what.exclusivity == ITerms.Exclusivity.NonExclusive && _isOpen(other)) continue;
            if (what.uses & other.terms.uses == 0 || what.territories & other.terms.territories == 0) continue;
            if (block.timestamp < other.until) collides = true;
        }
        (TermsId inTheWay, ) = licences.conflictOf(work, bookOf(), id);
        assertEq(TermsId.unwrap(inTheWay) != 0, collides, "what the view says");
        vm.prank(maya);
        try licences.buy{value: 1 ether}(offer, purchaseOf(offer, 1, maya)) returns (LicenceId licence) {
            assertEq(collides, false, "it was sold");
            uint256 end = block.timestamp + what.duration;
            _granted.push(Granted(licence, what, offer, end, end));
        } catch (bytes memory reason) {
            assertEq(collides, true, "it was refused");
            assertEq(bytes32(bytes4(reason)), bytes32(ILicences.Licences_Conflict.selector), "why");
        }
    }

    function _tryToRenew(uint256 index) private {
        Granted storage granted = _granted[index];
        bool live = block.timestamp < granted.end;
        ILicences.Renewal memory renewal = renewalOf(granted.offer, granted.id, 1);
        vm.prank(maya);
        try licences.renew{value: 1 ether}(granted.offer, renewal) {
            assertEq(live, true, "it was live");
            granted.end += granted.terms.duration;
            if (granted.end > granted.until) granted.until = granted.end;
        } catch {
            assertEq(live, false, "it was over");
        }
    }

    function _tryToTerminate(uint256 index) private {
        Granted storage granted = _granted[index];
        if (block.timestamp + 1 >= granted.end) return;
        vm.prank(granted.offer.licensor);
        compliance.notice(granted.id, granted.terms, "evidence");
        vm.warp(block.timestamp + 1);
        vm.prank(granted.offer.licensor);
        compliance.terminate(granted.id);
        granted.end = block.timestamp;
        if (!_isOpen(granted)) granted.until = block.timestamp;
    }

    function _isOpen(Granted storage granted) private view returns (bool) {
        return granted.terms.exclusivity == ITerms.Exclusivity.NonExclusive;
    }

    function _isFirst(TermsId id) private view returns (bool) {
        return _offers[TermsId.unwrap(id)].supply == 0;
    }

    function _offerOf(TermsId id) private view returns (ILicences.Offer memory) {
        return _offers[TermsId.unwrap(id)];
    }

    function remember(ILicences.Offer memory offer) internal {
        _offers[TermsId.unwrap(offer.terms)] = offer;
    }

    /* HELPERS */

    function _newWork() internal virtual {
        work = register(ines, keccak256(abi.encode("work", ++_deeds)));
    }

    function _terms(
        uint8 kind,
        uint64 uses,
        uint256 territories,
        uint40 duration
    ) private returns (ITerms.Terms memory what) {
        what = someTerms();
        what.exclusivity = ITerms.Exclusivity(kind);
        (what.uses, what.territories, what.duration) = (uses, territories, duration);
        what.deed = bytes32(++_deeds);
    }

    function _bothOrders(ITerms.Terms memory a, ITerms.Terms memory b, bool overlap) private {
        for (uint256 i = 0; i < 2; ++i) {
            _newWork();
            ILicences.Offer memory first = offerUnder(i == 0 ? a : b);
            ILicences.Offer memory second = offerUnder(i == 0 ? b : a);
            uint256 duration = i == 0 ? a.duration : b.duration;
            uint256 end = duration == FOREVER ? FOREVER : block.timestamp + duration;
            buy(maya, first);
            if (overlap) _conflict(second, first, end);
            else _sold(second);
        }
    }

    function _sold(ILicences.Offer memory offer) private {
        (TermsId other, uint40 until) = licences.conflictOf(work, bookOf(), offer.terms);
        assertEq(TermsId.unwrap(other), 0, "nothing in the way");
        assertEq(until, 0, "at no time");
        uint256 before = licences.balanceOf(tomas);
        buy(tomas, offer);
        assertEq(licences.balanceOf(tomas), before + 1, "sold");
    }

    function _conflict(ILicences.Offer memory offer, ILicences.Offer memory other, uint256 end) private {
        (TermsId inTheWay, uint40 until) = licences.conflictOf(work, bookOf(), offer.terms);
        assertEq(inTheWay == other.terms, true, "what is in the way");
        assertEq(until, end, "until when");
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_Conflict.selector, offer.terms, other.terms, end));
        buy(tomas, offer);
    }
}

contract LicencesExclusivityTest is ExclusivityBehavior {
    function bookOf() internal pure override returns (LicenceId) {
        return NO_PARENT;
    }

    function offerUnder(ITerms.Terms memory what) internal override returns (ILicences.Offer memory offer) {
        offer = publish(work, what);
        remember(offer);
    }
}

/// @dev The same under an exclusive licence of Maya's, for ever and for everything.
contract LicencesSublicenceExclusivityTest is ExclusivityBehavior {
    LicenceId private _parent;

    function setUp() public override {
        super.setUp();
        _sellTheParent();
    }

    function bookOf() internal view override returns (LicenceId) {
        return _parent;
    }

    function offerUnder(ITerms.Terms memory what) internal override returns (ILicences.Offer memory offer) {
        offer = publishUnder(_parent, maya, what);
        remember(offer);
    }

    function _newWork() internal override {
        super._newWork();
        _sellTheParent();
    }

    function _sellTheParent() private {
        ITerms.Terms memory what = someTerms();
        (what.uses, what.duration) = (type(uint64).max, FOREVER);
        (what.exclusivity, what.sublicensing) = (ITerms.Exclusivity.Exclusive, 1);
        _parent = buy(maya, publish(work, what), 1_000);
    }
}
