// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ALL, FOREVER, UNITS, UNLIMITED} from "../../../contracts/types/Constants.sol";
import {endOf, isOver} from "../../../contracts/types/Time.sol";
import {Test} from "../../utils/Test.sol";

contract TimeTest is Test {
    function test_TheConstantsAreTheOnesOfTheFormat() public pure {
        assertEq(FOREVER, 2 ** 40 - 1, "for ever");
        assertEq(UNLIMITED, 2 ** 32 - 1, "unlimited");
        assertEq(ALL, 1_000_000_000, "parts per billion");
        assertEq(UNITS, 100_000_000, "units");
    }

    /// @dev Half-open: not the second before, but the second itself.
    function testFuzz_IsOverFromItsEndOn(uint40 end, uint40 later) public pure {
        end = uint40(bound(end, 1, FOREVER - 1));
        assertEq(isOver(end, end - 1), false, "a second before");
        assertEq(isOver(end, end), true, "at the end");
        assertEq(isOver(end, uint256(end) + later), true, "later");
    }

    function testFuzz_ForeverNeverComes(uint256 time) public pure {
        assertEq(isOver(FOREVER, time), false, "any time");
        assertEq(isOver(FOREVER, FOREVER), false, "its own second");
    }

    function testFuzz_PeriodsFollowEachOther_UntilTimeEnds(uint40 start, uint40 duration, uint16 periods) public pure {
        uint256 end = uint256(start) + uint256(duration) * periods;
        assertEq(endOf(start, duration, periods), end < FOREVER ? end : FOREVER, "end");
    }

    function test_ASumThatPassesTheLastSecondIsForever() public pure {
        assertEq(endOf(FOREVER - 10, 9, 1), FOREVER - 1, "the last end");
        assertEq(endOf(FOREVER - 10, 10, 1), FOREVER, "exactly");
        assertEq(endOf(FOREVER - 10, 11, 1), FOREVER, "past it");
        assertEq(endOf(0, FOREVER, 1), FOREVER, "a duration without end");
    }
}
