// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Segments} from "../../../contracts/libraries/Segments.sol";
import {ALL, UNITS} from "../../../contracts/types/Constants.sol";
import {MOST_RECEIVED} from "../../../contracts/types/Ledger.sol";
import {Progress} from "../../../contracts/types/Progress.sol";
import {Test} from "../../utils/Test.sol";

contract SegmentsTest is Test {
    using Segments for Segments.Income;
    using Segments for Segments.Life;

    struct Payment {
        uint256 amount;
        uint32 epoch;
        int256 traded;
    }

    address private constant HOLDER = address(0x401de4);

    Segments.Income private _income;
    Segments.Life private _life;

    /// @dev Every payment, with what the holder had traded when it came.
    Payment[] private _payments;
    int256 private _traded;
    uint256 private _taken;
    uint256 private _claimed;
    uint32 private _epoch;
    /// @dev As in Royalties: a change of units opens an epoch only if money came in since the last.
    bool private _quiet;

    /* CREDIT */

    function test_Credit_TheMostFits_AndNothingMore() public {
        assertEq(_income.credit(MOST_RECEIVED - 3, 0), MOST_RECEIVED - 3, "fits");
        assertEq(_income.credit(2, 3), 2, "fits");
        assertEq(_income.credit(2 ** 255, 3), 1, "what is left");
        assertEq(_income.marks.length, 1, "one mark so far");
        assertEq(_income.credit(1, 4), 0, "nothing");
        assertEq(_income.credit(type(uint256).max, 4), 0, "nothing");
        assertEq(_income.marks.length, 1, "and nothing is written");
        assertEq(_income.ledger.received(), MOST_RECEIVED, "received");
        assertEq(_income.ledger.epoch(), 3, "epoch");
    }

    /// @dev The first payment of each epoch but the very first, and no other.
    function test_Credit_MarksTheFirstPaymentOfAnEpoch() public {
        uint32[6] memory epochs = [uint32(0), 0, 2, 2, 5, 5];
        for (uint256 i = 0; i < epochs.length; ++i) _income.credit(10, epochs[i]);
        assertEq(_income.marks.length, 2, "marks");
        assertEq(_income.marks[0].total, 20, "before epoch 2");
        assertEq(_income.marks[0].epoch, 2, "epoch 2");
        assertEq(_income.marks[1].total, 40, "before epoch 5");
        uint8[7] memory before = [20, 20, 40, 40, 40, 60, 60];
        for (uint32 i = 0; i < before.length; ++i) {
            assertEq(_income.receivedBefore(i + 1), before[i], "received before");
        }
    }

    /* LIVES */

    /// @dev Units that come and go within one epoch leave no segment behind.
    function test_Change_InTheSameEpoch_IsOneSegment() public {
        _life.change(5, 1);
        _life.change(-5, 1);
        assertEq(_life.holding.closed(), 1, "only what was before");
        _life.change(7, 4);
        _life.change(1, 4);
        assertEq(_life.holding.closed(), 2, "two");
        assertEq(_life.steps[0].traded, 0, "nothing in between");
        assertEq(_life.steps[0].until, 4, "until epoch 4");
        assertEq(_life.holding.units(), 8, "units");
    }

    /// @dev Payments, transfers, a taking and claims of a few steps in any order; after each, what is due is what a
    /// count of payment by payment says.
    function testFuzz_AnyLife_EarnsWhatCountingEachPaymentSays(uint256 seed, uint256 kept) public {
        kept = bound(kept, 0, ALL);
        for (uint256 step = 0; step < 32; ++step) {
            uint256 dice = uint256(keccak256(abi.encode(seed, step)));
            uint256 action = dice % 8;
            dice >>= 8;
            if (action < 3) _pay(dice);
            else if (action < 6) _trade(dice);
            else if (action == 6) _take(dice);
            else _claim(kept, dice % 4);
            (uint256 due, ) = _due(kept, type(uint256).max);
            assertEq(due + _claimed, _expected(kept), "due");
            assertEq(_life.holding.units(), uint256(int256(_taken) + _traded), "units");
        }
        for (uint32 epoch = 1; epoch <= _epoch + 1; ++epoch) {
            assertEq(_income.receivedBefore(epoch), _expectedBefore(epoch), "received before an epoch");
        }
        while (_claim(kept, 1)) continue;
        assertEq(_claimed, _expected(kept), "claimed step by step");
        assertEq(_life.holding.closed(), _income.progress[HOLDER].segments(), "all counted");
    }

    function _pay(uint256 dice) private {
        uint256 amount = (dice >> 8) >> (dice % 200);
        uint256 room = (MOST_RECEIVED - _income.ledger.received()) / 2;
        amount = bound(amount, 1, room);
        _income.credit(amount, _epoch);
        _payments.push(Payment(amount, _epoch, _traded));
        _quiet = false;
    }

    function _trade(uint256 dice) private {
        uint256 units = uint256(int256(_taken) + _traded);
        bool sends = dice % 2 == 0;
        uint256 amount = (dice >> 8) % ((sends ? units : UNITS - units) + 1);
        if (!_quiet) ++_epoch;
        _quiet = true;
        int64 change = sends ? -int64(uint64(amount)) : int64(uint64(amount));
        _life.change(change, _epoch);
        _traded += change;
    }

    function _take(uint256 dice) private {
        if (_taken != 0) return;
        _taken = 1 + (dice % UNITS);
        // What would be more than all units, others have sent away.
        if (int256(_taken) + _traded > int256(uint256(UNITS))) _taken = uint256(int256(uint256(UNITS)) - _traded);
        _life.holding = _life.holding.withTaken(uint64(_taken));
    }

    /// @dev Returns whether the progress moved.
    function _claim(uint256 kept, uint256 maxSteps) private returns (bool moved) {
        (uint256 due, Progress progress) = _due(kept, maxSteps);
        moved = progress.segments() != _income.progress[HOLDER].segments() || due != 0;
        _income.progress[HOLDER] = progress;
        _claimed += due;
    }

    function _due(uint256 kept, uint256 maxSteps) private view returns (uint256, Progress) {
        return _life.count(_life.holding, _income, _income.progress[HOLDER], kept, maxSteps);
    }

    /// @dev Units taken by proof count from the beginning.
    function _expected(uint256 kept) private view returns (uint256) {
        uint256 sum;
        for (uint256 i = 0; i < _payments.length; ++i) {
            sum += uint256(int256(_taken) + _payments[i].traded) * _payments[i].amount;
        }
        return (sum * kept) / (uint256(UNITS) * ALL);
    }

    function _expectedBefore(uint32 epoch) private view returns (uint256 sum) {
        for (uint256 i = 0; i < _payments.length; ++i) {
            if (_payments[i].epoch < epoch) sum += _payments[i].amount;
        }
    }
}
