// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ALL, UNITS} from "../types/Constants.sol";
import {Holding, toHolding} from "../types/Holding.sol";
import {Ledger, MOST_RECEIVED} from "../types/Ledger.sol";
import {Progress, toProgress} from "../types/Progress.sol";

/// @title Segments: what a holder's units earned, however often units moved
/// @dev A work's life is cut into epochs, which are numbered from 0: within an epoch nobody's units change after its
/// money came in. Who keeps the epochs is {Royalties}.
///
/// Marks. A currency's ledger counts all that ever came in. The first payment of an epoch saves the count before it (a
/// mark), so "how much had come in when epoch e began" can be answered for every e.
///
/// Segments. A holder's life is a list of segments, each with their units and the epoch it ends before. The first
/// segment starts at epoch 0 with nothing; the last is still open. Units taken by proof are not in the segments but
/// count in all of them, because they were the holder's from the beginning: what somebody sends to a holder who has not
/// taken their units yet never stands in the way.
///
/// Claims. What a holder is owed is the sum over segments of units x income x the part that is kept, over all units. A
/// claim remembers how far it has come, and the remainder of its division, so any pattern of claims pays the same.
library Segments {
    struct Mark {
        uint112 total; // Received before the first payment of the epoch.
        uint32 epoch;
    }

    /// @dev Everything about one work's money in one currency.
    struct Income {
        Ledger ledger;
        Mark[] marks;
        mapping(address holder => Progress) progress;
    }

    struct Step {
        int64 traded;
        uint32 until; // The epoch that the segment ends before.
    }

    /// @dev Everything about one holder's units of one work.
    struct Life {
        Holding holding;
        mapping(uint256 index => Step) steps;
    }

    /// @dev All parts of all units: what an entitlement is divided by.
    uint256 private constant WHOLE = uint256(UNITS) * ALL;

    /// @dev Counts what came in during `epoch`, which is never an earlier one than the last.
    /// @return What was counted: less than `amount` where the ledger ends.
    function credit(Income storage income, uint256 amount, uint32 epoch) internal returns (uint256) {
        Ledger ledger = income.ledger;
        uint256 received = ledger.received();
        unchecked {
            uint256 room = MOST_RECEIVED - received;
            if (amount > room) amount = room;
            if (amount == 0) return 0;
            if (ledger.epoch() != epoch) income.marks.push(Mark(uint112(received), epoch));
            income.ledger = ledger.withReceived(received + amount, epoch);
        }
        return amount;
    }

    /// @dev Moves units in or out at the beginning of `epoch`, which is at least 1 and never earlier than the last.
    function change(Life storage life, int64 units, uint32 epoch) internal {
        Holding holding = life.holding;
        uint32 first = holding.first();
        uint32 steps = holding.steps();
        if (first == 0) first = epoch;
        else if (holding.since() != epoch) life.steps[steps++] = Step(holding.traded(), epoch);
        life.holding = toHolding(holding.taken(), holding.traded() + units, first, epoch, steps);
    }

    /// @dev The units during `epoch`, by binary search: those of the first segment that ends after it. Units taken by
    /// proof count from the beginning.
    function unitsAt(Life storage life, uint32 epoch) internal view returns (uint256) {
        Holding holding = life.holding;
        if (holding.closed() == 0 || epoch >= holding.since()) return holding.units();
        uint256 taken = holding.taken();
        if (epoch < holding.first()) return taken;
        uint256 low = 0;
        uint256 high = holding.steps();
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (life.steps[middle].until <= epoch) low = middle + 1;
            else high = middle;
        }
        return uint256(int256(taken) + life.steps[low].traded);
    }

    /// @dev Counts closed segments, at most `maxSteps` of them, then the open one if it was reached.
    /// @param progress How far the holder's earlier claims have come.
    /// @param kept What the work's holders keep of all income, in parts per billion.
    /// @return The amount due and how far the holder's progress is then.
    function count(
        Life storage life,
        Holding holding,
        Income storage income,
        Progress progress,
        uint256 kept,
        uint256 maxSteps
    ) internal view returns (uint256, Progress) {
        uint256 upTo = progress.upTo();
        uint256 segment = progress.segments();
        uint256 taken = holding.taken();
        // Units x income, counted here before what is owed upstream is left out.
        uint256 earned;
        // Units are below 2^27, income below 2^112 and only growing, parts below 2^30: nothing here can overflow.
        unchecked {
            if (taken != 0 && !progress.isTakenCounted()) earned = taken * upTo;
            uint256 last = holding.closed();
            for (; segment < last && maxSteps > 0; --maxSteps) {
                // The first segment holds nothing that was traded.
                Step memory step = segment == 0 ? Step(0, holding.first()) : life.steps[segment - 1];
                uint256 end = receivedBefore(income, step.until);
                earned += uint256(int256(taken) + step.traded) * (end - upTo);
                upTo = end;
                ++segment;
            }
            if (segment == last) {
                uint256 end = income.ledger.received();
                earned += holding.units() * (end - upTo);
                upTo = end;
            }
            uint256 total = progress.remainder() + earned * kept;
            return (total / WHOLE, toProgress(upTo, segment, total % WHOLE, kept, taken != 0));
        }
    }

    /// @dev What had come in when `epoch` began, which is at least 1: the total at the first mark of that epoch or a
    /// later one, by binary search; without such a mark nothing has come in since.
    function receivedBefore(Income storage income, uint32 epoch) internal view returns (uint256) {
        Mark[] storage marks = income.marks;
        uint256 length = marks.length;
        uint256 low = 0;
        uint256 high = length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (marks[middle].epoch < epoch) low = middle + 1;
            else high = middle;
        }
        return low == length ? income.ledger.received() : marks[low].total;
    }
}
