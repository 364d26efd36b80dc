// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {Holders} from "../../utils/Holders.sol";
import {Parents} from "../../utils/Parents.sol";
import {RoyaltyModel} from "../../utils/RoyaltyModel.sol";
import {Upstream} from "../../utils/Upstream.sol";

/// @dev Random histories of paying, taking, moving, settling and claiming, equal to the naive model to the wei after
/// every step. Three works: one with a tree, one of its claimant alone, and one made from both.
contract RoyaltiesHistoryTest is Upstream {
    uint256 private constant STEPS = 70;

    RoyaltyModel private _model;
    address[6] private _people;
    address[3] private _currencies;
    WorkId[3] private _works;
    Holders.Holder[] private _tree;
    uint256 private _dice;

    /// @dev Units received less units sent, modulo 2^256, at the end of each epoch so far.
    mapping(WorkId work => mapping(uint32 epoch => uint256[6])) private _unitsThen;

    function setUp() public override {
        super.setUp();
        _people = [ines, tomas, maya, eve, deployer, address(this)];
        PlainToken a = new PlainToken(18);
        PlainToken b = new PlainToken(6);
        _currencies = [ETH, address(a), address(b)];
        address[] memory holders = new address[](6);
        for (uint256 i = 0; i < 6; ++i) {
            holders[i] = _people[i];
            a.mint(_people[i], 1e50);
            b.mint(_people[i], 1e50);
            vm.startPrank(_people[i]);
            a.approve(address(royalties), type(uint256).max);
            b.approve(address(royalties), type(uint256).max);
            vm.stopPrank();
        }
        vm.deal(maya, 1e50);
        _model = new RoyaltyModel(holders);
        // Primes for units.
        uint64[5] memory units = [uint64(49_999_991), 29_999_999, 15_485_863, 4_514_146, 1];
        for (uint256 i = 0; i < 5; ++i) _tree.push(Holders.Holder(_people[i], units[i]));
        _works[0] = registerFor(_tree, CONTENT);
        _works[1] = register(tomas, "alone");
        for (uint256 i = 0; i < 5; ++i) _model.grant(_works[0], _people[i], units[i]);
        _model.grant(_works[1], tomas, UNITS);
        ILicences.Parent[] memory parents = Parents.two(_works[0], 123_456_789, _works[1], 500_000_003);
        _works[2] = derive(maya, "made from both", Holders.rootOf(_tree), parents);
        for (uint256 i = 0; i < 5; ++i) _model.grant(_works[2], _people[i], units[i]);
        _model.derive(_works[2], parents);
    }

    receive() external payable {}

    /// hardhat-config: fuzz.runs = 60
    function testFuzz_Y02_AnyHistory_AgreesWithTheNaiveModel(uint256 seed) public {
        _dice = seed;
        for (uint256 i = 0; i < STEPS; ++i) {
            WorkId work = _works[[uint256(0), 0, 0, 1, 2, 2][_roll(6)]];
            address currency = _currencies[_roll(3)];
            address person = _people[_roll(6)];
            uint256 kind = _roll(11);
            if (kind < 3) _pay(work, currency);
            else if (kind < 6) _transfer(work, person, _people[_roll(6)]);
            else if (kind < 7) _take(work, _roll(5));
            else if (kind < 8) _settleOne(work, currency);
            else _claim(work, currency, person, [uint256(0), 1, 2, 3, type(uint256).max][_roll(5)]);
            // The person who acted, at once; everybody, now and then.
            _compare(work, currency, person);
            if (_roll(12) == 0) _compareAll();
        }
        _compareAll();
        _compareHistory();
        _closeTheBooks();
    }

    /* STEPS */

    function _pay(WorkId work, address currency) private {
        // From a wei to a fortune.
        uint256 amount = (_roll(1_000_003) + 1) * 10 ** _roll(25);
        vm.prank(maya);
        royalties.pay{value: currency == ETH ? amount : 0}(work, currency, amount, MEMO);
        _model.pay(work, currency, amount);
    }

    function _transfer(WorkId work, address from, address to) private {
        uint256 balance = unitsOf(from, work);
        uint256[5] memory choices = [0, balance, balance / 2, _roll(balance + 1), balance == 0 ? 0 : 1];
        uint256 units = choices[_roll(5)];
        transferUnits(work, from, to, units);
        _model.transfer(work, from, to, units);
        _keepHistory(work);
    }

    function _take(WorkId work, uint256 index) private {
        address holder = work == _works[1] ? tomas : _tree[index].account;
        if (_model.hasTaken(work, holder)) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, work, holder));
        } else {
            _model.take(work, holder);
        }
        if (work == _works[1]) royalties.takeAll(work, tomas, "alone");
        else take(work, _tree, index);
    }

    function _settleOne(WorkId work, address currency) private {
        settle(work, currency);
        _model.settle(work, currency);
    }

    function _claim(WorkId work, address currency, address holder, uint256 maxSteps) private {
        bool held = _model.hasHeld(work, holder);
        if (!held) vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, work, holder));
        vm.prank(holder);
        uint256 amount = royalties.claim(work, currency, holder, maxSteps);
        if (held) _model.claim(work, currency, holder, amount);
        if (held && maxSteps > 3) assertEq(royalties.stepsOf(work, currency, holder), 0, "all counted");
    }

    /* COMPARING */

    function _compare(WorkId work, address currency, address holder) private view {
        assertEq(
            _model.claimed(work, currency, holder) + royalties.claimable(work, currency, holder, MOST),
            _model.entitledTo(work, currency, holder),
            "claimed + claimable = lifetime entitlement"
        );
        assertEq(unitsOf(holder, work), _model.unitsOf(work, holder), "units");
        assertEq(royalties.received(work, currency), _model.received(work, currency), "received");
        assertEq(royalties.unsettled(work, currency), _model.unsettled(work, currency), "unsettled");
    }

    /// @dev What everybody held in an epoch that is over never changes again, but for units taken later, which were
    /// theirs from the beginning.
    function _keepHistory(WorkId work) private {
        uint32 epoch = royalties.epochOf(work);
        for (uint256 p = 0; p < 6; ++p) {
            (uint64 taken, ) = royalties.holdingOf(work, _people[p]);
            unchecked {
                _unitsThen[work][epoch][p] = unitsOf(_people[p], work) - taken;
            }
        }
    }

    function _compareHistory() private view {
        for (uint256 w = 0; w < 3; ++w) {
            uint32 last = royalties.epochOf(_works[w]);
            for (uint256 p = 0; p < 6; ++p) {
                (uint64 taken, ) = royalties.holdingOf(_works[w], _people[p]);
                for (uint32 epoch = 0; epoch <= last; ++epoch) {
                    unchecked {
                        uint256 expected = _unitsThen[_works[w]][epoch][p] + taken;
                        assertEq(royalties.unitsAt(_works[w], _people[p], epoch), expected, "units then");
                    }
                }
                uint256 now_ = unitsOf(_people[p], _works[w]);
                assertEq(royalties.unitsAt(_works[w], _people[p], last + 1), now_, "and from now on");
            }
        }
    }

    function _compareAll() private view {
        for (uint256 w = 0; w < 3; ++w) {
            for (uint256 p = 0; p < 6; ++p) {
                for (uint256 c = 0; c < 3; ++c) _compare(_works[w], _currencies[c], _people[p]);
            }
        }
    }

    /// @dev In the end everybody takes what they could and claims, in portions: the books close but for dust.
    function _closeTheBooks() private {
        for (uint256 i = 0; i < 5; ++i) {
            if (!_model.hasTaken(_works[0], _tree[i].account)) _take(_works[0], i);
            if (!_model.hasTaken(_works[2], _tree[i].account)) _take(_works[2], i);
        }
        if (!_model.hasTaken(_works[1], tomas)) _take(_works[1], 0);
        for (uint256 c = 0; c < 3; ++c) {
            _settleOne(_works[2], _currencies[c]);
            uint256 dust;
            for (uint256 w = 0; w < 3; ++w) {
                uint256 out;
                for (uint256 p = 0; p < 6; ++p) {
                    if (!_model.hasHeld(_works[w], _people[p])) continue;
                    do {
                        _claim(_works[w], _currencies[c], _people[p], 2);
                    } while (royalties.stepsOf(_works[w], _currencies[c], _people[p]) > 0);
                    _compare(_works[w], _currencies[c], _people[p]);
                    assertEq(royalties.claimable(_works[w], _currencies[c], _people[p], MOST), 0, "nothing waits");
                    out += _model.claimed(_works[w], _currencies[c], _people[p]);
                }
                uint256 received = royalties.received(_works[w], _currencies[c]);
                assertEq(received, _model.received(_works[w], _currencies[c]), "received");
                out += _model.movedUp(_works[w], _currencies[c]);
                vm.assertLt(received - out, 6 + 2, "dust: less than a wei for each holder and edge");
                dust += received - out;
            }
            uint256 held =
                c == 0 ? address(royalties).balance : PlainToken(_currencies[c]).balanceOf(address(royalties));
            assertEq(held, dust, "and it is all that is held");
        }
    }

    function _roll(uint256 sides) private returns (uint256) {
        _dice = uint256(keccak256(abi.encode(_dice)));
        return _dice % sides;
    }
}
