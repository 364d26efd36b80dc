// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev L02, L03: an exclusive right is sold once. All of it for the book of a work and for that of a licence.
abstract contract ExclusivityBehavior is Licensing {
    struct Granted {
        LicenceId id;
        ITerms.Terms terms;
        IOffers.Offer offer;
        uint256 end;
    }

    /// @dev What the contract can know of all licences under the same terms.
    struct Class {
        uint256 count;
        uint256 until;
    }

    uint256 private constant FRANCE = 1 << 74;
    uint256 private constant GERMANY = 1 << 57;

    WorkId internal work;
    uint256 private _deeds;
    Granted[] private _granted;
    mapping(uint24 class => IOffers.Offer) private _offers;
    mapping(bytes32 terms => Class) private _classes;

    /// @dev A published offer under `what`, in the book under test.
    function offerUnder(ITerms.Terms memory what) internal virtual returns (IOffers.Offer memory);

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
                IOffers.Offer memory first = offerUnder(_terms(a, 24, WORLDWIDE, 10 days));
                IOffers.Offer memory second = offerUnder(_terms(b, 24, WORLDWIDE, 20 days));
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
            IOffers.Offer memory offer = offerUnder(_terms(kind, 24, WORLDWIDE, 10 days));
            buy(maya, offer);
            if (kind == 0) _sold(offer);
            else _conflict(offer, offer, NOW + 10 days);
        }
    }

    /// @dev What is sold later may end earlier, because the first was renewed.
    function test_WhenL02_AShorterLicenceIsSoldAfterARenewal_TheLatestEndStaysInTheWay() public {
        IOffers.Offer memory offer = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
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

    /* PURPOSES */

    /// @dev As uses: purposes 1 and 2 against others.
    function test_WhenL02_PurposesTouchOverlapContainOrAreContained() public {
        _purposes(6, 8, false);
        _purposes(6, ~uint32(6), false);
        _purposes(6, 4, true);
        _purposes(6, 12, true);
        _purposes(6, type(uint32).max, true);
        _purposes(1 << 31, 1 << 31, true);
        _purposes(1 << 31, type(uint32).max >> 1, false);
    }

    function _purposes(uint32 a, uint32 b, bool overlap) private {
        ITerms.Terms memory one = _terms(2, 24, WORLDWIDE, 10 days);
        ITerms.Terms memory other = _terms(0, 24, WORLDWIDE, 10 days);
        (one.purposes, other.purposes) = (a, b);
        _bothOrders(one, other, overlap);
    }

    /* FIELDS */

    /// @dev World French and world German, side by side; all languages overlap each.
    function test_WhenL02_FieldsAreTheSame_OrOneIsAll() public {
        _fields("French", "German", false);
        _fields("French", "French", true);
        _fields("French", 0, true);
        _fields(0, 0, true);
    }

    function _fields(bytes32 a, bytes32 b, bool overlap) private {
        for (uint8 kind = 0; kind < 3; ++kind) {
            ITerms.Terms memory one = _terms(2, 24, WORLDWIDE, 10 days);
            ITerms.Terms memory other = _terms(kind, 24, FRANCE | GERMANY, 10 days);
            (one.field, other.field) = (a, b);
            _bothOrders(one, other, overlap);
        }
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

    /// @dev Act AND purpose AND territory AND field AND time: four of five are no overlap.
    function test_WhenL02_TheyOverlapInFourOfFive_BothAreSold() public {
        ITerms.Terms[6] memory list;
        for (uint256 i = 0; i < 6; ++i) {
            list[i] = _terms(2, 24, FRANCE | 1, 10 days);
            list[i].field = "French";
        }
        list[1].uses = 32;
        list[2].purposes = 8;
        list[3].territories = GERMANY;
        list[4].field = "German";
        for (uint256 i = 1; i < 6; ++i) _bothOrders(list[0], list[i], i == 5);
        _bothOrders(_terms(2, 8, FRANCE, 10 days), _terms(2, 8, GERMANY, 10 days), false);
        _bothOrders(_terms(2, 8, FRANCE, 10 days), _terms(2, 16, FRANCE, 10 days), false);
        _newWork();
        IOffers.Offer memory offer = offerUnder(_terms(2, 8, FRANCE, 10 days));
        buy(maya, offer);
        vm.warp(NOW + 10 days);
        _sold(offer);
    }

    /* TIME */

    function test_WhenL02_TimesTouch_BothAreSold_AndASecondBeforeNot() public {
        IOffers.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        IOffers.Offer memory open = offerUnder(_terms(0, 24, WORLDWIDE, 5 days));
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
        IOffers.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, FOREVER));
        IOffers.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 1));
        buy(maya, first);
        vm.warp(uint256(FOREVER) - 1);
        _conflict(second, first, FOREVER);
    }

    /// @dev Of many licences under the same terms the last end counts.
    function test_WhenL03_ManyWereSold_TheLastEndCounts() public {
        IOffers.Offer memory open = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        IOffers.Offer memory alone = offerUnder(_terms(2, 16, WORLDWIDE, 1 days));
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
        IOffers.Offer memory a = offerUnder(_terms(2, 8, FRANCE, 10 days));
        IOffers.Offer memory b = offerUnder(_terms(2, 8, GERMANY, 20 days));
        IOffers.Offer memory both = offerUnder(_terms(1, 8, FRANCE | GERMANY, 5 days));
        IOffers.Offer memory other = offerUnder(_terms(1, 16, FRANCE | GERMANY, 5 days));
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
        IOffers.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        IOffers.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        LicenceId licence = buy(maya, first);
        renew(maya, first, licence, 2);
        vm.warp(NOW + 10 days);
        _conflict(second, first, NOW + 30 days);
        vm.warp(NOW + 30 days);
        _sold(second);
    }

    function test_WhenL02_TheOfferIsClosedAndTheLicenceMoves_ItStillExcludes() public {
        IOffers.Offer memory first = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        IOffers.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        LicenceId licence = buy(maya, first);
        vm.prank(first.licensor);
        offers.close(first);
        vm.prank(maya);
        licences.transferFrom(maya, tomas, LicenceId.unwrap(licence));
        _conflict(second, first, NOW + 10 days);
    }

    /* TERMINATION AND SURRENDER */

    function test_WhenL11_AnExclusiveLicenceEndsEarly_TheRightIsFreeAgain() public {
        for (uint8 kind = 1; kind < 3; ++kind) {
            for (uint256 way = 0; way < 2; ++way) {
                _newWork();
                ITerms.Terms memory what = underRules(_terms(kind, 24, WORLDWIDE, FOREVER));
                IOffers.Offer memory first = offerUnder(what);
                IOffers.Offer memory second = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
                LicenceId licence = buy(maya, first);
                vm.warp(vm.getBlockTimestamp() + 1 days);
                _conflict(second, first, FOREVER);
                if (way == 0) licences.terminate(licence, what);
                else surrender(maya, licence);
                // In the same second the right can be sold again, to others or under the same terms.
                LicenceId next = buy(tomas, first);
                _conflict(second, first, FOREVER);
                expectLicensed(tomas, next);
                vm.warp(vm.getBlockTimestamp() + 100 days);
                expectLicensed(tomas, next);
            }
        }
    }

    /// @dev What nobody holds any more is in nobody's way, for ever or not.
    function test_WhenL11_TheLastLicenceThatExcludesNobodyEndsEarly_ItIsInNobodysWay() public {
        uint40[2] memory durations = [uint40(10 days), FOREVER];
        for (uint256 i = 0; i < 2; ++i) {
            _newWork();
            ITerms.Terms memory what = underRules(_terms(0, 24, WORLDWIDE, durations[i]));
            IOffers.Offer memory open = offerUnder(what);
            IOffers.Offer memory alone = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
            LicenceId one = buy(maya, open);
            LicenceId two = buy(tomas, open);
            uint256 end = i == 0 ? vm.getBlockTimestamp() + 10 days : FOREVER;
            vm.warp(vm.getBlockTimestamp() + 1 days);
            licences.terminate(one, what);
            _conflict(alone, open, end);
            surrender(tomas, two);
            _sold(alone);
        }
    }

    /// @dev On the safe side: of licences that exclude nobody only their number and the last end are known, so one that
    /// was given back stands in the way until it would have ended, as long as another that ended in time was not.
    function test_WhenL11_AnotherRanOutInTime_TheEndOfTheOneGivenBackStaysInTheWay() public {
        IOffers.Offer memory open = offerUnder(_terms(0, 24, WORLDWIDE, 10 days));
        IOffers.Offer memory alone = offerUnder(_terms(2, 24, WORLDWIDE, 10 days));
        buy(maya, open);
        vm.warp(NOW + 9 days);
        LicenceId second = buy(tomas, open);
        surrender(tomas, second);
        _conflict(alone, open, NOW + 19 days);
        // The first runs out, but is counted still.
        vm.warp(NOW + 10 days);
        _conflict(alone, open, NOW + 19 days);
        vm.warp(NOW + 19 days);
        _sold(alone);
    }

    /* CLASSES */

    /// @dev Perpetual terms never fill a book, whatever their number and whoever holds them.
    function test_WhenL03_FortyPerpetualTermsAreSold_OthersAreSoldAsBefore() public {
        for (uint256 i = 0; i < 40; ++i) buy(maya, offerUnder(_terms(0, uint64(1 << (i % 30)), WORLDWIDE, FOREVER)));
        _sold(offerUnder(_terms(0, 1, WORLDWIDE, FOREVER)));
        _sold(offerUnder(_terms(2, 1 << 40, WORLDWIDE, FOREVER)));
        IOffers.Offer memory alone = offerUnder(_terms(2, 1 << 29, WORLDWIDE, 10 days));
        vm.expectRevert();
        buy(tomas, alone);
    }

    /// @dev Nor do many exclusive ones.
    function test_WhenL02_FortyExclusiveTermsAreSold_OthersAreSoldAsBefore() public {
        for (uint256 i = 0; i < 40; ++i) buy(maya, offerUnder(_terms(2, uint64(1 << i), WORLDWIDE, FOREVER)));
        _sold(offerUnder(_terms(2, 1 << 40, WORLDWIDE, FOREVER)));
        _sold(offerUnder(_terms(0, 1 << 41, WORLDWIDE, FOREVER)));
        IOffers.Offer memory taken = offerUnder(_terms(0, 1 << 7, WORLDWIDE, 1 days));
        vm.expectRevert();
        buy(tomas, taken);
    }

    /// @dev When all were ended, everything can be sold again, once or a thousand times as broad.
    function test_WhenL11_AllPerpetualLicencesAreEnded_EverythingIsFree() public {
        LicenceId[] memory sold = new LicenceId[](33);
        ITerms.Terms[] memory all = new ITerms.Terms[](33);
        for (uint256 i = 0; i < 33; ++i) {
            all[i] = underRules(_terms(0, 24, WORLDWIDE, FOREVER));
            sold[i] = buy(maya, offerUnder(all[i]));
        }
        IOffers.Offer memory alone = offerUnder(_terms(2, 24, WORLDWIDE, FOREVER));
        for (uint256 i = 0; i < 33; ++i) {
            vm.expectRevert();
            buy(tomas, alone);
            if (i % 2 == 0) licences.terminate(sold[i], all[i]);
            else surrender(maya, sold[i]);
        }
        _sold(alone);
    }

    /* PRUNING */

    /// @dev What is over is forgotten, what is live is not, and the page says no later end than is live.
    function test_WhenPruned_OnlyWhatIsOverIsForgotten() public {
        IOffers.Offer[] memory list = new IOffers.Offer[](12);
        for (uint256 i = 0; i < 12; ++i) {
            list[i] = offerUnder(_terms(uint8(i % 3), uint64(1 << i), WORLDWIDE, i % 4 == 0 ? 30 days : 10 days));
            buy(maya, list[i]);
        }
        vm.warp(NOW + 10 days);
        licences.prune(work, bookOf(), MOST);
        assertEq(_lengthOf(true) + _lengthOf(false), 3, "three are left");
        for (uint256 i = 0; i < 12; ++i) {
            IOffers.Offer memory probe = offerUnder(_terms(2, uint64(1 << i), WORLDWIDE, 1 days));
            if (i % 4 == 0) _conflict(probe, list[i], NOW + 30 days);
            else expectFree(probe);
        }
        // What was forgotten can be sold again as before.
        buy(maya, list[7]);
        _conflict(offerUnder(_terms(2, 1 << 7, WORLDWIDE, 1 days)), list[7], NOW + 20 days);
    }

    /// @dev With a maximum, as far as it goes, from the beginning of each list; nothing live is lost.
    function test_WhenPrunedALittleAtATime_NothingLiveIsLost() public {
        IOffers.Offer[] memory list = new IOffers.Offer[](20);
        for (uint256 i = 0; i < 20; ++i) {
            list[i] = offerUnder(_terms(0, uint64(1 << i), WORLDWIDE, i % 2 == 0 ? 10 days : 30 days));
            buy(maya, list[i]);
        }
        vm.warp(NOW + 10 days);
        licences.prune(work, bookOf(), 0);
        assertEq(_lengthOf(false), 20, "none was looked at");
        licences.prune(work, bookOf(), 5);
        uint256 length = _lengthOf(false);
        assertEq(length, 18, "of the newest five, two were over");
        licences.prune(work, bookOf(), 10);
        assertEq(_lengthOf(false), 14, "the live ones before are passed over each time");
        for (uint256 i = 1; i < 20; i += 2) {
            _conflict(offerUnder(_terms(2, uint64(1 << i), WORLDWIDE, 1 days)), list[i], NOW + 30 days);
        }
        licences.prune(work, bookOf(), MOST);
        assertEq(_lengthOf(false), 10, "all that were over");
    }

    /// @dev A licence for ever that was ended leaves no shadow on later sales once it is pruned.
    function test_WhenAnExclusiveForEverWasEnded_PruningBringsTheEndsOfTheBookForward() public {
        LicenceId licence = buy(maya, offerUnder(_terms(2, 24, WORLDWIDE, FOREVER)));
        surrender(maya, licence);
        licences.prune(work, bookOf(), MOST);
        assertEq(_lengthOf(true), 0, "none excludes others");
        if (bookOf().isZero()) assertEq(uint40(licences.pageOf(work) >> 152), 0, "the page's end");
    }

    function _lengthOf(bool alone) private view returns (uint256) {
        return licences.bookOf(work, bookOf(), alone, TermsId.wrap(0), MOST).length;
    }

    /// @dev Licences whose terms were forgotten remember them.
    function test_WhenPruned_SoldLicencesStayAsTheyAre() public {
        LicenceId licence = buy(maya, offerUnder(_terms(2, 24, WORLDWIDE, 10 days)));
        vm.warp(NOW + 10 days);
        bytes memory before = abi.encode(licences.licenceOf(licence));
        vm.recordLogs();
        licences.prune(work, bookOf(), MOST);
        assertLogCount(0, "no events");
        assertEq(abi.encode(licences.licenceOf(licence)), before, "licence");
        expectStanding(maya, licence, NOW, ILicences.Reason.Licensed, licence);
    }

    function test_RevertWhen_ConflictsOfUnknownTermsAreAsked() public {
        TermsId unknown = TermsId.wrap("unknown");
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_UnknownTerms.selector, unknown));
        licences.conflictOf(work, bookOf(), unknown, 0);
    }

    /* ANYTHING AGAINST EVERYTHING */

    /// @dev Random sales, endings, renewals and pauses, against a model that keeps every licence ever sold as a set of
    /// acts, purposes and territories, a field and a time, and compares all with all. What truly collides is refused
    /// always; what is refused beyond that is exactly what the count of each terms' licences can't tell.
    function testFuzz_L02_ExactlyWhatCollidesIsRefused(uint256 seed) public {
        delete _granted;
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            if (dice % 8 == 0) {
                vm.warp(vm.getBlockTimestamp() + ((dice >> 8) % 4) * 1 days);
                if (dice % 16 == 0) licences.prune(work, bookOf(), (dice >> 16) % 6);
            } else if (dice % 8 == 1 && _granted.length > 0) {
                _tryToEnd((dice >> 9) % _granted.length, (dice >> 8) % 2 == 0);
            } else if (dice % 8 == 2 && _granted.length > 0) {
                _tryToRenew((dice >> 8) % _granted.length);
            } else {
                _tryToBuy(dice >> 8);
            }
        }
    }

    function _tryToBuy(uint256 dice) private {
        ITerms.Terms memory what = underRules(someTerms());
        what.uses = uint64(1 << (dice % 3)) | uint64(1 << ((dice >> 2) % 3));
        what.territories = (1 << ((dice >> 4) % 3)) | (1 << ((dice >> 6) % 3));
        what.duration = uint40(1 + ((dice >> 8) % 3)) * 1 days;
        what.exclusivity = ITerms.Exclusivity((dice >> 10) % 3);
        what.purposes = uint32(1 + ((dice >> 14) % 3));
        what.field = bytes32((dice >> 18) % 3);
        what.deed = "model";
        TermsId id = terms.defineTerms(what);
        IOffers.Offer memory offer = _offers[id.class()];
        if (offer.supply == 0) offer = offerUnder(what);
        // Of 2,916 terms two may begin with the same 24 bits: the later could not be published, which is tested there.
        if (!(offer.terms == id)) return;
        (bool collides, bool careful) = _collides(what);
        (TermsId inTheWay, ) = licences.conflictOf(work, bookOf(), id, 0);
        assertEq(TermsId.unwrap(inTheWay) != 0, careful, "what the view says");
        vm.prank(maya);
        try offers.buy{value: 1 ether}(offer, purchaseOf(offer, 1, maya)) returns (LicenceId licence) {
            assertEq(collides || careful, false, "it was sold");
            Class storage class = _classes[TermsId.unwrap(id)];
            if (vm.getBlockTimestamp() >= class.until) class.count = 0;
            ++class.count;
            uint256 end = vm.getBlockTimestamp() + what.duration;
            if (end > class.until) class.until = end;
            _granted.push(Granted(licence, what, offer, end));
        } catch (bytes memory reason) {
            assertEq(careful, true, "it was refused");
            assertEq(bytes32(bytes4(reason)), bytes32(ILicences.Licences_Conflict.selector), "why");
        }
    }

    function _collides(ITerms.Terms memory what) private view returns (bool collides, bool careful) {
        for (uint256 i = 0; i < _granted.length; ++i) {
            Granted storage other = _granted[i];
            if (what.exclusivity == ITerms.Exclusivity.NonExclusive && _isOpen(other)) continue;
            if (what.uses & other.terms.uses == 0 || what.territories & other.terms.territories == 0) continue;
            if (what.purposes & other.terms.purposes == 0) continue;
            if (what.field != other.terms.field && what.field != 0 && other.terms.field != 0) continue;
            if (vm.getBlockTimestamp() < other.end) collides = true;
            if (vm.getBlockTimestamp() < _classes[TermsId.unwrap(other.offer.terms)].until) careful = true;
        }
        assertEq(collides && !careful, false, "careful is no less than right");
    }

    function _tryToRenew(uint256 index) private {
        Granted storage granted = _granted[index];
        bool live = vm.getBlockTimestamp() < granted.end;
        IOffers.Offer memory offer = granted.offer;
        IOffers.Renewal memory renewal = IOffers.Renewal(granted.id, 1, type(uint256).max, type(uint256).max);
        uint256 value = offer.price * licences.licenceOf(granted.id).seats;
        vm.prank(maya);
        try offers.renew{value: value}(offer, renewal) {
            assertEq(live, true, "it was live");
            granted.end += granted.terms.duration;
            Class storage class = _classes[TermsId.unwrap(offer.terms)];
            if (granted.end > class.until) class.until = granted.end;
        } catch (bytes memory reason) {
            assertEq(live, false, "it was over");
            assertEq(bytes32(bytes4(reason)), bytes32(ILicences.Licences_NotLive.selector), "why");
        }
    }

    function _tryToEnd(uint256 index, bool byRules) private {
        Granted storage granted = _granted[index];
        if (vm.getBlockTimestamp() >= granted.end) return;
        if (byRules) licences.terminate(granted.id, granted.terms);
        else surrender(maya, granted.id);
        granted.end = vm.getBlockTimestamp();
        Class storage class = _classes[TermsId.unwrap(granted.offer.terms)];
        if (--class.count == 0) class.until = vm.getBlockTimestamp();
    }

    function _isOpen(Granted storage granted) private view returns (bool) {
        return granted.terms.exclusivity == ITerms.Exclusivity.NonExclusive;
    }

    function remember(IOffers.Offer memory offer) internal {
        _offers[offer.terms.class()] = offer;
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
            IOffers.Offer memory first = offerUnder(i == 0 ? a : b);
            IOffers.Offer memory second = offerUnder(i == 0 ? b : a);
            uint256 duration = i == 0 ? a.duration : b.duration;
            uint256 end = duration == FOREVER ? FOREVER : vm.getBlockTimestamp() + duration;
            buy(maya, first);
            if (overlap) _conflict(second, first, end);
            else _sold(second);
        }
    }

    function _sold(IOffers.Offer memory offer) private {
        (TermsId other, uint40 until) = licences.conflictOf(work, bookOf(), offer.terms, 0);
        assertEq(TermsId.unwrap(other), 0, "nothing in the way");
        assertEq(until, 0, "at no time");
        uint256 before = licences.balanceOf(tomas);
        buy(tomas, offer);
        assertEq(licences.balanceOf(tomas), before + 1, "sold");
    }

    function _conflict(IOffers.Offer memory offer, IOffers.Offer memory other, uint256 end) private {
        (TermsId inTheWay, uint40 until) = licences.conflictOf(work, bookOf(), offer.terms, 0);
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

    function offerUnder(ITerms.Terms memory what) internal override returns (IOffers.Offer memory offer) {
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

    function offerUnder(ITerms.Terms memory what) internal override returns (IOffers.Offer memory offer) {
        offer = publishUnder(_parent, maya, what);
        remember(offer);
    }

    function _newWork() internal override {
        super._newWork();
        _sellTheParent();
    }

    function _sellTheParent() private {
        ITerms.Terms memory what = someTerms();
        (what.uses, what.purposes, what.duration) = (type(uint64).max, type(uint32).max, FOREVER);
        (what.exclusivity, what.sublicensing) = (ITerms.Exclusivity.Exclusive, 1);
        _parent = buy(maya, publish(work, what), 1_000);
    }
}
