// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {Grants} from "../../../contracts/libraries/Grants.sol";
import {FOREVER} from "../../../contracts/types/Constants.sol";
import {GrantPage} from "../../../contracts/types/GrantPage.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {Test} from "../../utils/Test.sol";

contract GrantsTest is Test {
    using Grants for Grants.Book;

    struct Granted {
        uint256 kind;
        uint256 until;
    }

    uint256 private constant NOW = 1_800_000_000;
    uint256 private constant KINDS = 12;

    Grants.Book private _book;
    mapping(TermsId terms => ITerms.Scope) private _scopes;
    /// @dev What was granted, one by one.
    Granted[] private _granted;

    function setUp() public {
        vm.warp(NOW);
    }

    function admit(TermsId terms) external {
        _book.admit(terms);
    }

    function record(TermsId terms, uint40 end, uint32 adds) external returns (uint32) {
        return _book.record(terms, Grants.isAlone(_scopes[terms]), end, adds);
    }

    /* CLASSES */

    function test_ClassOf_IsTheFirst24Bits_ButNeverZero() public pure {
        assertEq(Grants.classOf(TermsId.wrap(bytes24(hex"abcdef0102"))), 0xabcdef, "first bits");
        assertEq(Grants.classOf(TermsId.wrap(bytes24(hex"000000ff"))), 1, "zero would end the list");
        assertEq(Grants.classOf(TermsId.wrap(bytes24(hex"000001ff"))), 1, "one");
    }

    function test_Admit_TheSameTermsAgain_ChangesNothing() public {
        TermsId terms = _define(1, ITerms.Exclusivity.NonExclusive, 1, 1);
        assertEq(bytes32(TermsId.unwrap(_book.termsOf(Grants.classOf(terms)))), 0, "not yet");
        _book.admit(terms);
        uint256 page = GrantPage.unwrap(_book.page);
        _book.admit(terms);
        assertEq(GrantPage.unwrap(_book.page), page, "page");
        assertEq(_book.count(), 0, "nothing is granted by an offer");
        assertEq(
            bytes32(TermsId.unwrap(_book.termsOf(Grants.classOf(terms)))),
            bytes32(TermsId.unwrap(terms)),
            "terms"
        );
    }

    function test_Admit_WhenTheNumberIsTaken_Reverts() public {
        TermsId first = TermsId.wrap(bytes24(hex"0000000000aa"));
        TermsId second = TermsId.wrap(bytes24(hex"0000010000bb"));
        _book.admit(first);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ClassTaken.selector, uint24(1), first));
        this.admit(second);
    }

    /* THE RULE */

    /// @dev All pairs of kinds, and whether they share a use, a territory, both or nothing.
    function test_Conflict_IfOneExcludesAndTheyShareUseAndTerritory() public {
        uint256 number = 0;
        for (uint8 a = 0; a < 3; ++a) {
            for (uint8 b = 0; b < 3; ++b) {
                for (uint256 shared = 0; shared < 4; ++shared) {
                    _book.page = GrantPage.wrap(0);
                    TermsId first = _define(++number, ITerms.Exclusivity(a), 1, 1);
                    uint64 uses = shared & 1 == 0 ? 2 : 3;
                    uint256 territories = shared & 2 == 0 ? 2 : 3;
                    TermsId second = _define(++number, ITerms.Exclusivity(b), uses, territories);
                    _grant(first, uint40(NOW + 1));
                    _expect(second, a + b != 0 && shared == 3 ? first : TermsId.wrap(0), uint40(NOW + 1));
                }
            }
        }
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

    function test_Conflict_ForeverNeverComes() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Sole, 1, 1);
        _grant(terms, FOREVER);
        vm.warp(uint256(FOREVER) + 1);
        _expect(terms, terms, FOREVER);
        _book.prune();
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
    }

    function test_Release_MakesRoomAtOnce_AndItCanBeGrantedAgain() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        TermsId other = _define(2, ITerms.Exclusivity.NonExclusive, 1, 1);
        _grant(terms, FOREVER);
        _grant(_define(3, ITerms.Exclusivity.NonExclusive, 2, 2), uint40(NOW + 5));
        _book.release(terms);
        _expect(other, TermsId.wrap(0), 0);
        _grant(terms, uint40(NOW + 7));
        _expect(other, terms, uint40(NOW + 7));
    }

    function test_AddOne_CountsOnly() public {
        TermsId terms = _define(1, ITerms.Exclusivity.Exclusive, 1, 1);
        _grant(terms, FOREVER);
        assertEq(_book.addOne(), 2, "two");
        assertEq(_book.count(), 2, "count");
        _expect(terms, terms, FOREVER);
    }

    /* THE BOUND */

    function test_Record_AtMost32Classes_UntilPruned() public {
        for (uint256 i = 1; i <= 32; ++i) {
            _grant(_define(i, ITerms.Exclusivity.NonExclusive, 1, 1), uint40(NOW + i));
        }
        TermsId another = _define(33, ITerms.Exclusivity.NonExclusive, 1, 1);
        _book.admit(another);
        vm.warp(NOW + 3);
        // Over, but not forgotten.
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManyClasses.selector, uint8(32)));
        this.record(another, FOREVER, 1);
        // A class that is listed may be granted again.
        _grant(_idOf(1), uint40(NOW + 50));
        _book.prune();
        _grant(another, FOREVER);
        _grant(_idOf(2), FOREVER);
        // Two and three were over: thirty stayed, and two came.
        TermsId last = _define(34, ITerms.Exclusivity.NonExclusive, 1, 1);
        _book.admit(last);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_TooManyClasses.selector, uint8(32)));
        this.record(last, FOREVER, 1);
        assertEq(_book.count(), 35, "pruning forgets no count");
    }

    /* AGAINST A PLAIN LIST */

    /// @dev Grants, releases, pauses and prunings in any order; after each, every kind is asked for.
    function testFuzz_AgainstAPlainList(uint256 seed) public {
        _defineKinds(seed);
        for (uint256 step = 0; step < 24; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint256 action = dice % 8;
            if (action < 5) _grantIfFree((dice >> 8) % KINDS, dice >> 16);
            else if (action == 5) vm.warp(block.timestamp + ((dice >> 8) % 15));
            else if (action == 6) _book.prune();
            else _releaseOne((dice >> 8) % KINDS);
            for (uint256 kind = 0; kind < KINDS; ++kind) {
                (TermsId other, uint40 until) = _book.conflict(_scopes, _scopes[_idOf(kind)]);
                bool taken = _isTaken(kind);
                assertEq(TermsId.unwrap(other) != 0, taken, "conflict");
                if (taken) assertEq(until, _latest(other), "until");
            }
            assertEq(_book.count(), _granted.length, "count");
        }
    }

    function _defineKinds(uint256 seed) private {
        for (uint256 kind = 0; kind < KINDS; ++kind) {
            uint256 dice = uint256(keccak256(abi.encode("kind", seed, kind)));
            _define(
                kind,
                ITerms.Exclusivity(dice % 5 > 2 ? 0 : dice % 5),
                uint64(1 + ((dice >> 8) % 7)),
                1 + ((dice >> 16) % 7)
            );
        }
    }

    function _grantIfFree(uint256 kind, uint256 dice) private {
        if (_isTaken(kind)) return;
        uint256 end = dice % 16 == 0 ? FOREVER : block.timestamp + 1 + (dice % 30);
        _grant(_idOf(kind), uint40(end));
        _granted.push(Granted(kind, end));
    }

    /// @dev Only the one licence of a sole or exclusive class that is live.
    function _releaseOne(uint256 kind) private {
        if (!Grants.isAlone(_scopes[_idOf(kind)])) return;
        for (uint256 i = 0; i < _granted.length; ++i) {
            if (_granted[i].kind != kind || !_isLive(_granted[i].until)) continue;
            _book.release(_idOf(kind));
            _granted[i].until = block.timestamp;
            return;
        }
    }

    function _isLive(uint256 until) private view returns (bool) {
        return until == FOREVER || block.timestamp < until;
    }

    function _isTaken(uint256 kind) private view returns (bool) {
        ITerms.Scope storage mine = _scopes[_idOf(kind)];
        for (uint256 i = 0; i < _granted.length; ++i) {
            if (!_isLive(_granted[i].until)) continue;
            ITerms.Scope storage other = _scopes[_idOf(_granted[i].kind)];
            bool excludes = uint256(mine.exclusivity) + uint256(other.exclusivity) > 0;
            if (excludes && mine.uses & other.uses > 0 && ~mine.excluded & ~other.excluded > 0) return true;
        }
        return false;
    }

    function _latest(TermsId id) private view returns (uint256 until) {
        for (uint256 i = 0; i < _granted.length; ++i) {
            if (_idOf(_granted[i].kind) == id && _granted[i].until > until) until = _granted[i].until;
        }
    }

    /* HELPERS */

    function _idOf(uint256 number) private pure returns (TermsId) {
        return TermsId.wrap(bytes24(keccak256(abi.encode(number))));
    }

    function _define(
        uint256 number,
        ITerms.Exclusivity exclusivity,
        uint64 uses,
        uint256 territories
    ) private returns (TermsId id) {
        id = _idOf(number);
        ITerms.Scope storage scope = _scopes[id];
        (scope.exclusivity, scope.uses, scope.excluded) = (exclusivity, uses, ~territories);
    }

    function _grant(TermsId id, uint40 end) private {
        _book.admit(id);
        uint32 before = _book.count();
        assertEq(this.record(id, end, 1), before + 1, "counted");
    }

    function _expect(TermsId asked, TermsId expected, uint40 end) private view {
        (TermsId other, uint40 until) = _book.conflict(_scopes, _scopes[asked]);
        assertEq(bytes32(TermsId.unwrap(other)), bytes32(TermsId.unwrap(expected)), "what stands in the way");
        assertEq(until, TermsId.unwrap(expected) == 0 ? 0 : end, "until when");
    }
}
