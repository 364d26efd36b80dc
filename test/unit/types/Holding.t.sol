// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Holding, toHolding} from "../../../contracts/types/Holding.sol";
import {Test} from "../../utils/Test.sol";

contract HoldingTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint64 taken,
        int64 traded,
        uint32 first,
        uint32 since,
        uint32 steps
    ) public pure {
        Holding holding = toHolding(0, traded, first, since, steps).withTaken(taken);
        assertEq(holding.taken(), taken, "taken");
        assertEq(holding.traded(), traded, "traded");
        assertEq(holding.first(), first, "first");
        assertEq(holding.since(), since, "since");
        assertEq(holding.steps(), steps, "steps");
        assertEq(Holding.unwrap(holding), Holding.unwrap(toHolding(taken, traded, first, since, steps)), "word");
    }

    function testFuzz_UnitsAreWhatWasTakenAndTraded(uint64 taken, uint64 units) public pure {
        taken = uint64(bound(taken, 0, 100_000_000));
        units = uint64(bound(units, 0, 100_000_000));
        int64 traded = int64(units) - int64(taken);
        assertEq(toHolding(taken, traded, 1, 1, 0).units(), units, "units");
    }

    function testFuzz_AllButTheOpenSegmentAreClosed(uint32 first, uint32 steps) public pure {
        uint256 closed = first == 0 ? 0 : uint256(steps) + 1;
        assertEq(toHolding(0, 0, first, first, steps).closed(), closed, "closed");
    }

    function test_IsNone_UntilAnythingWasTakenOrMoved() public pure {
        assertEq(Holding.wrap(0).isNone(), true, "nothing");
        assertEq(Holding.wrap(0).withTaken(1).isNone(), false, "taken");
        assertEq(toHolding(0, 0, 1, 1, 0).isNone(), false, "received and sent on");
    }
}
