// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {Grants} from "../../../contracts/libraries/Grants.sol";
import {FOREVER} from "../../../contracts/types/Constants.sol";
import {FIELD, Flags, PLACES} from "../../../contracts/types/Flags.sol";
import {GrantClass, MANY} from "../../../contracts/types/GrantClass.sol";
import {GrantPage} from "../../../contracts/types/GrantPage.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {Test} from "../../utils/Test.sol";

contract GrantsTest is Test {
    using Grants for Grants.Book;

    struct Granted {
        uint256 kind;
        uint256 start;
        uint256 until;
    }

    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant KINDS = 12;
    uint256 private constant MOST = type(uint256).max;

    Grants.Book private _book;
    mapping(TermsId terms => ITerms.Scope) private _scopes;
    /// @dev What was granted and not given back, one by one.
    Granted[] private _granted;

    function setUp() public {
        vm.warp(NOW);
    }

    function admit(TermsId terms) external {
        _book.admit(terms);
    }

    /* CLASSES */

    function test_Admit_TheSameTermsAgain_ChangesNothing() public {
        TermsId terms = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        assertEq(TermsId.unwrap(_book.termsOf(terms.class())) == TermsId.unwrap(terms), false, "not yet");
        assertEq(_book.admit(terms), true, "new");
        uint256 page = GrantPage.unwrap(_book.page);
        assertEq(_book.admit(terms), false, "known");
        assertEq(GrantPage.unwrap(_book.page), page, "page");
        assertEq(_book.count(), 0, "nothing is granted by an offer");
        assertEq(_book.until(), 0, "nor lasts");
        assertEq(bytes32(TermsId.unwrap(_book.termsOf(terms.class()))), bytes32(TermsId.unwrap(terms)), "terms");
    }

    /// @dev Whoever publishes first writes the page, so that the first buyer does not.
    function test_Admit_TheFirstWritesThePage_TheNextDoNot() public {
        assertEq(_book.page.isNew(), true, "new");
        _book.admit(_idOf(1));
        assertEq(_book.page.isNew(), false, "written");
        uint256 page = GrantPage.unwrap(_book.page);
        _book.admit(_idOf(2));
        assertEq(GrantPage.unwrap(_book.page), page, "as it was");
    }

    function test_Admit_WhenTheNumberIsTaken_Reverts() public {
        TermsId first = TermsId.wrap(bytes24(hex"0000010000aa"));
        TermsId second = TermsId.wrap(bytes24(hex"0000010000bb"));
        _book.admit(first);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, uint24(1), first));
        this.admit(second);
    }

    /// @dev Number zero would end a list.
    function test_Admit_WhenTheNumberIsZero_Reverts() public {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, uint24(0), TermsId.wrap(0)));
        this.admit(TermsId.wrap(bytes24(hex"0000000000aa")));
    }

    /* THE RULE */

    /// @dev All pairs of kinds, and each of the four in which two scopes may or may not overlap.
    function test_Conflict_IfOneExcludesAndTheyOverlapInAll() public {
        uint256 number = 0;
        for (uint8 a = 0; a < 3; ++a) {
            for (uint8 b = 0; b < 3; ++b) {
                for (uint256 shared = 0; shared < 16; ++shared) {
                    _book.page = GrantPage.wrap(0);
                    TermsId first = _define(++number, ITerms.Exclusivity(a), 1, 1);
                    _inField(first, "French");
                    TermsId second = _define(
                        ++number,
                        ITerms.Exclusivity(b),
                        shared & 1 == 0 ? 2 : 3,
                        shared & 2 == 0 ? 2 : 3
                    );
                    _scopes[second].purposes = shared & 4 == 0 ? 2 : 3;
                    _inField(second, shared & 8 == 0 ? bytes32("German") : bytes32("French"));
                    _grant(first, uint40(NOW + 1));
                    _expect(second, a + b != 0 && shared == 15 ? first : TermsId.wrap(0), uint40(NOW + 1));
                }
            }
        }
    }

    /// @dev What is for every field, or for the whole world, overlaps what is for one.
    function test_Conflict_TheWholeOverlapsEachPart() public {
        TermsId one = _define(1, ITerms.Exclusivity.Exclusive, 1, 1 << 9);
        _inField(one, "French");
        TermsId all = _define(2, ITerms.Exclusivity.Exclusive, 1, type(uint256).max);
        _grant(one, uint40(NOW + 1));
        _expect(all, one, uint40(NOW + 1));
        _book.page = GrantPage.wrap(0);
        _grant(all, uint40(NOW + 2));
        _expect(one, all, uint40(NOW + 2));
    }

    /// @dev Half-open: at its end a licence is over.
    function test_Conflict_UntilTheEnd() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(terms, uint40(NOW + 10));
        vm.warp(NOW + 9);
        _expect(terms, terms, uint40(NOW + 10));
        vm.warp(NOW + 10);
        _expect(terms, TermsId.wrap(0), 0);
    }

    /// @dev What starts later is compared from its start on.
    function test_Conflict_WithWhatStartsLater_FromItsStart() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(terms, uint40(NOW + 10));
        (TermsId other, ) = _book.conflict(_scopes, _scopes[terms], uint40(NOW + 9), 0);
        assertEq(other == terms, true, "a second before the end");
        uint40 until;
        (other, until) = _book.conflict(_scopes, _scopes[terms], uint40(NOW + 10), 0);
        assertEq(other.isZero() && until == 0, true, "from the end on");
    }

    /// @dev A renewal passes over its own class, and over nobody else's.
    function test_Conflict_PassesOverOneClass() public {
        TermsId own = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        TermsId other = _define(2, ITerms.Exclusivity.NonExclusive, 1, 1);
        _grant(own, uint40(NOW + 10));
        (TermsId found, ) = _book.conflict(_scopes, _scopes[own], uint40(NOW), own.class());
        assertEq(found.isZero(), true, "its own");
        _grant(other, uint40(NOW + 10));
        (found, ) = _book.conflict(_scopes, _scopes[own], uint40(NOW), own.class());
        assertEq(found == other, true, "another's");
    }

    function test_Conflict_ForeverNeverComes() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Sole, 1, 1);
        _grant(terms, FOREVER);
        vm.warp(uint256(FOREVER) + 1);
        _expect(terms, terms, FOREVER);
        _book.prune(MOST);
        _expect(terms, terms, FOREVER);
    }

    function test_Conflict_LastsUntilTheLatestEndOfAClass() public {
        TermsId many = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        TermsId alone = _define(2, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(many, uint40(NOW + 20));
        _grant(many, uint40(NOW + 10));
        _expect(alone, many, uint40(NOW + 20));
        _expect(many, TermsId.wrap(0), 0);
        assertEq(_book.count(), 2, "granted");
        assertEq(_book.untilOf(many), NOW + 20, "until");
    }

    /* ENDINGS */

    function test_Release_OfTheLast_MakesRoomAtOnce_AndItCanBeGrantedAgain() public {
        for (uint8 kind = 0; kind < 3; ++kind) {
            _book.page = GrantPage.wrap(0);
            TermsId terms = _define(kind, ITerms.Exclusivity(kind), 1, 1);
            TermsId other = _define(10 + kind, ITerms.Exclusivity.Exclusive, 1, 1);
            _grant(terms, FOREVER);
            _grant(_define(20 + kind, ITerms.Exclusivity.NonExclusive, 2, 2), uint40(NOW + 5));
            _expect(other, terms, FOREVER);
            _release(terms, NOW, FOREVER);
            _expect(other, TermsId.wrap(0), 0);
            _grant(terms, uint40(NOW + 7));
            _expect(other, terms, uint40(NOW + 7));
        }
    }

    function test_Release_OfOneOfMany_ThatExcludeNobody_KeepsTheLatestEnd() public {
        TermsId many = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        TermsId alone = _define(2, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(many, uint40(NOW + 20));
        _grant(many, uint40(NOW + 10));
        _release(many, NOW, NOW + 20);
        _expect(alone, many, uint40(NOW + 20));
        _release(many, NOW, NOW + 10);
        _expect(alone, TermsId.wrap(0), 0);
    }

    /// @dev Two windows of one exclusive class. Giving the later one back frees its time alone: from its start,
    /// not from now, for the earlier one still runs.
    function test_Release_OfTheLaterOfTwoWindows_FreesFromItsStartOnly() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(terms, uint40(NOW + 10));
        _grant(terms, uint40(NOW + 30));
        vm.warp(NOW + 2);
        _release(terms, NOW + 20, NOW + 30);
        assertEq(_book.untilOf(terms), NOW + 20, "its start");
        _expect(terms, terms, uint40(NOW + 20));
        // One that has begun frees from now.
        _release(terms, NOW, NOW + 10);
        _expect(terms, TermsId.wrap(0), 0);
    }

    /// @dev Giving back the earlier one frees nothing while a later one stands: the class has one end.
    function test_Release_OfTheEarlierOfTwoWindows_KeepsTheLatestEnd() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Sole, 1, 1);
        _grant(terms, uint40(NOW + 10));
        _grant(terms, uint40(NOW + 30));
        _release(terms, NOW, NOW + 10);
        _expect(terms, terms, uint40(NOW + 30));
        _release(terms, NOW + 20, NOW + 30);
        _expect(terms, TermsId.wrap(0), 0);
    }

    /// @dev A class that ran out is counted anew from its next licence on.
    function test_Record_AfterAllRanOut_CountsAnew() public {
        TermsId many = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        TermsId alone = _define(2, ITerms.Exclusivity.Exclusive, 1, 1);
        for (uint256 i = 0; i < 5; ++i) _grant(many, uint40(NOW + 10));
        vm.warp(NOW + 10);
        _grant(many, FOREVER);
        _release(many, NOW + 10, FOREVER);
        _expect(alone, TermsId.wrap(0), 0);
    }

    /// @dev As many as the slot counts: from then on no early end is counted either, and the latest end decides.
    function test_Record_WhenThereAreTooManyToCount_EarlyEndsFreeNothing() public {
        TermsId many = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        TermsId alone = _define(2, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(many, uint40(NOW + 10));
        GrantClass class = _book.classes[many.class()];
        _book.classes[many.class()] = class.with(MANY - 1, class.until(), class.next());
        _grant(many, uint40(NOW + 10));
        assertEq(_book.classes[many.class()].live(), MANY, "full");
        _grant(many, uint40(NOW + 10));
        assertEq(_book.classes[many.class()].live(), MANY, "no more");
        assertEq(bytes32(TermsId.unwrap(_book.termsOf(many.class()))), bytes32(TermsId.unwrap(many)), "terms");
        for (uint256 i = 0; i < 3; ++i) _release(many, NOW, NOW + 10);
        assertEq(_book.classes[many.class()].live(), MANY, "as many");
        _expect(alone, many, uint40(NOW + 10));
        vm.warp(NOW + 10);
        _expect(alone, TermsId.wrap(0), 0);
        _grant(many, uint40(NOW + 20));
        assertEq(_book.classes[many.class()].live(), 1, "counted anew");
    }

    function test_Record_AProlongedLicence_IsNotANewOne() public {
        TermsId terms = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        _grant(terms, uint40(NOW + 10));
        _book.record(terms, false, uint40(NOW + 20), _book.count(), false);
        assertEq(_book.classes[terms.class()].live(), 1, "one");
        assertEq(_book.untilOf(terms), NOW + 20, "longer");
        assertEq(_book.count(), 1, "count");
    }

    function test_AddOne_CountsOnly() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(terms, FOREVER);
        assertEq(_book.addOne(), 2, "two");
        assertEq(_book.count(), 2, "count");
        _expect(terms, terms, FOREVER);
    }

    function test_GiveBack_TakesSeatsAway() public {
        TermsId terms = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        _book.admit(terms);
        _book.record(terms, false, FOREVER, 10, true);
        _book.giveBack(3);
        assertEq(_book.count(), 7, "left");
    }

    /// @dev Whoever must know that nothing was granted reads one number.
    function test_ThePage_ChangesWithEverythingThatIsGrantedOrRenewed() public {
        TermsId terms = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        _grant(terms, FOREVER);
        uint256 before = GrantPage.unwrap(_book.page);
        _book.record(terms, false, FOREVER, _book.count(), false);
        assertEq(GrantPage.unwrap(_book.page) == before, false, "renewed, to no later end");
        before = GrantPage.unwrap(_book.page);
        _book.addOne();
        assertEq(GrantPage.unwrap(_book.page) == before, false, "granted below");
        before = GrantPage.unwrap(_book.page);
        _book.giveBack(0);
        assertEq(GrantPage.unwrap(_book.page) == before, false, "given back");
    }

    /* LISTS */

    function test_List_PagesThroughBoth_TheNewestFirst() public {
        for (uint256 i = 1; i <= 7; ++i) {
            _grant(_define(i, ITerms.Exclusivity(i % 2), 1, 1), uint40(NOW + i));
            if (i == 6) _grant(_idOf(6), uint40(NOW + 60));
        }
        ILicences.Live[] memory open = _book.list(false, TermsId.wrap(0), MOST);
        assertEq(open.length, 3, "three exclude nobody");
        for (uint256 i = 0; i < 3; ++i) assertEq(open[i].terms == _idOf(6 - 2 * i), true, "the newest first");
        assertEq(open[0].count, 2, "two licences");
        assertEq(open[0].until, NOW + 60, "the latest end");
        assertEq(open[1].count, 1, "one licence");

        TermsId last = TermsId.wrap(0);
        for (uint256 i = 0; i < 4; ++i) {
            ILicences.Live[] memory page = _book.list(true, last, 1);
            assertEq(page.length, 1, "one a page");
            last = page[0].terms;
            assertEq(last == _idOf(7 - 2 * i), true, "the next");
        }
        assertEq(_book.list(true, last, 5).length, 0, "no more");
        assertEq(_book.list(true, TermsId.wrap(0), 0).length, 0, "none asked for");
    }

    /* PRUNING */

    /// @dev A page whose ends nobody has any more is brought forward.
    function test_Prune_BringsTheEndsOfThePageForward() public {
        TermsId alone = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        TermsId open = _define(2, ITerms.Exclusivity.NonExclusive, 2, 2);
        TermsId shorter = _define(3, ITerms.Exclusivity.NonExclusive, 2, 2);
        _grant(alone, FOREVER);
        _grant(open, FOREVER);
        _grant(shorter, uint40(NOW + 5));
        _release(alone, NOW, FOREVER);
        _release(open, NOW, FOREVER);
        assertEq(_book.until(), FOREVER, "not yet");
        _book.prune(MOST);
        assertEq(_book.page.aloneUntil(), 0, "none left");
        assertEq(_book.page.aloneFirst(), 0, "none listed");
        assertEq(_book.page.openUntil(), NOW + 5, "the one that is left");
        assertEq(_book.page.openFirst(), shorter.class(), "is listed");
        assertEq(_book.count(), 3, "pruning forgets no count");
        _expect(_define(4, ITerms.Exclusivity.Exclusive, 2, 2), shorter, uint40(NOW + 5));
    }

    /// @dev As long as not all were looked at, the end of the page stands.
    function test_Prune_OfAPart_KeepsTheEndOfThePage() public {
        _grant(_define(1, ITerms.Exclusivity.NonExclusive, 1, 1), uint40(NOW + 50));
        _grant(_define(2, ITerms.Exclusivity.NonExclusive, 1, 1), uint40(NOW + 5));
        _grant(_define(3, ITerms.Exclusivity.NonExclusive, 1, 1), uint40(NOW + 20));
        vm.warp(NOW + 5);
        _book.prune(2);
        assertEq(_book.page.openUntil(), NOW + 50, "not looked at");
        assertEq(_book.list(false, TermsId.wrap(0), MOST).length, 2, "one was over");
        _expect(_define(4, ITerms.Exclusivity.Exclusive, 1, 1), _idOf(3), uint40(NOW + 20));
        vm.warp(NOW + 20);
        _expect(_idOf(4), _idOf(1), uint40(NOW + 50));
        // Where all that were looked at are over, the next is the first.
        _book.prune(1);
        assertEq(_book.page.openFirst(), _idOf(1).class(), "the next");
        assertEq(_book.page.openUntil(), NOW + 50, "its end");
    }

    /* AGAINST A PLAIN LIST */

    /// @dev Grants that start now or later, ends, pauses and prunings in any order; after each, every kind is asked for
    /// at some time. What a plain list of intervals holds is always found. What is found beyond it is at most what a
    /// class's one end and one count can't tell.
    function testFuzz_AgainstAPlainList(uint256 seed) public {
        _defineKinds(seed);
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint256 action = dice % 8;
            if (action < 5) _grantIfFree((dice >> 8) % KINDS, dice >> 16);
            else if (action == 5) vm.warp(vm.getBlockTimestamp() + ((dice >> 8) % 15));
            else if (action == 6) _book.prune((dice >> 8) % 5);
            else _releaseOne(dice >> 8);
            uint256 start = vm.getBlockTimestamp() + ((dice >> 200) % 20);
            for (uint256 kind = 0; kind < KINDS; ++kind) _ask(kind, start);
        }
    }

    /// @dev With every licence for ever, the count is exact: what nobody holds is free, at once and always.
    function testFuzz_WithoutEnds_TheRuleIsExact(uint256 seed) public {
        _defineKinds(seed);
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode("forever", seed, step)));
            vm.warp(vm.getBlockTimestamp() + (dice % 3));
            uint256 kind = (dice >> 8) % KINDS;
            if (dice % 3 != 0) {
                bool taken = _isTaken(kind, vm.getBlockTimestamp());
                (TermsId other, ) = _book.conflict(_scopes, _scopes[_idOf(kind)], uint40(vm.getBlockTimestamp()), 0);
                assertEq(!other.isZero(), taken, "exactly what is held");
                if (taken) continue;
                _grant(_idOf(kind), FOREVER);
                _granted.push(Granted(kind, vm.getBlockTimestamp(), FOREVER));
            } else if (_granted.length > 0) {
                _releaseOne(dice >> 8);
            }
            if (dice % 5 == 0) _book.prune((dice >> 16) % 4);
        }
    }

    function _defineKinds(uint256 seed) private {
        for (uint256 kind = 0; kind < KINDS; ++kind) {
            uint256 dice = uint256(keccak256(abi.encode("kind", seed, kind)));
            TermsId id = _define(
                kind,
                ITerms.Exclusivity(dice % 5 > 2 ? 0 : dice % 5),
                uint64(1 + ((dice >> 8) % 7)),
                1 + ((dice >> 16) % 7)
            );
            _scopes[id].purposes = uint32(1 + ((dice >> 24) % 3));
            if ((dice >> 32) % 3 != 0) _inField(id, bytes32(1 + ((dice >> 40) % 2)));
        }
    }

    function _ask(uint256 kind, uint256 start) private view {
        (TermsId other, uint40 until) = _book.conflict(_scopes, _scopes[_idOf(kind)], uint40(start), 0);
        if (_isTaken(kind, start)) assertEq(other.isZero(), false, "what is held is found");
        assertEq(other.isZero(), until == 0, "both or neither");
        if (!other.isZero()) vm.assertLt(start, until == FOREVER ? MOST : until, "it is not over by then");
    }

    function _grantIfFree(uint256 kind, uint256 dice) private {
        uint256 start = vm.getBlockTimestamp() + (dice % 3 == 0 ? (dice >> 8) % 20 : 0);
        (TermsId other, ) = _book.conflict(_scopes, _scopes[_idOf(kind)], uint40(start), 0);
        if (!other.isZero()) return;
        uint256 end = dice % 16 == 0 ? FOREVER : start + 1 + (dice % 30);
        _grant(_idOf(kind), uint40(end));
        _granted.push(Granted(kind, start, end));
    }

    /// @dev One that is live or begins later. Those that are over go from the list.
    function _releaseOne(uint256 dice) private {
        if (_granted.length == 0) return;
        uint256 i = dice % _granted.length;
        Granted memory one = _granted[i];
        _granted[i] = _granted[_granted.length - 1];
        _granted.pop();
        if (_isLive(one.until)) _release(_idOf(one.kind), one.start, one.until);
    }

    function _isLive(uint256 until) private view returns (bool) {
        return until == FOREVER || vm.getBlockTimestamp() < until;
    }

    /// @dev Whether a licence from `start` on, for ever, would overlap one that is held; those that begin later count as
    /// begun.
    function _isTaken(uint256 kind, uint256 start) private view returns (bool) {
        ITerms.Scope storage mine = _scopes[_idOf(kind)];
        for (uint256 i = 0; i < _granted.length; ++i) {
            if (_granted[i].until != FOREVER && _granted[i].until <= start) continue;
            ITerms.Scope storage other = _scopes[_idOf(_granted[i].kind)];
            bool excludes = uint256(mine.exclusivity) + uint256(other.exclusivity) > 0;
            bool shared =
                mine.uses & other.uses > 0 &&
                    mine.purposes & other.purposes > 0 &&
                    ~mine.excluded & ~other.excluded > 0;
            bool fields = mine.field == 0 || other.field == 0 || mine.field == other.field;
            if (excludes && shared && fields) return true;
        }
        return false;
    }

    /* HELPERS */

    function _idOf(uint256 number) private pure returns (TermsId) {
        return TermsId.wrap(bytes24(keccak256(abi.encode(number))));
    }

    /// @dev For purpose 1 alone, and for all fields.
    function _define(
        uint256 number,
        ITerms.Exclusivity exclusivity,
        uint64 uses,
        uint256 territories
    ) private returns (TermsId id) {
        id = _idOf(number);
        ITerms.Scope storage scope = _scopes[id];
        (scope.exclusivity, scope.uses, scope.purposes) = (exclusivity, uses, 1);
        (scope.excluded, scope.field) = (~territories, 0);
        scope.flags = Flags.wrap(0).plus(PLACES, territories != type(uint256).max);
    }

    function _inField(TermsId id, bytes32 field) private {
        _scopes[id].field = field;
        _scopes[id].flags = _scopes[id].flags.plus(FIELD, true);
    }

    function _grant(TermsId id, uint40 end) private {
        _book.admit(id);
        uint32 count = _book.count() + 1;
        _book.record(id, Grants.isAlone(_scopes[id]), end, count, true);
        assertEq(_book.count(), count, "counted");
    }

    function _release(TermsId id, uint256 start, uint256 end) private {
        _book.release(id, Grants.isAlone(_scopes[id]), uint40(start), uint40(end));
    }

    function _expect(TermsId asked, TermsId expected, uint40 end) private view {
        (TermsId other, uint40 until) = _book.conflict(_scopes, _scopes[asked], uint40(vm.getBlockTimestamp()), 0);
        assertEq(bytes32(TermsId.unwrap(other)), bytes32(TermsId.unwrap(expected)), "what stands in the way");
        assertEq(until, TermsId.unwrap(expected) == 0 ? 0 : end, "until when");
    }
}
