// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Progress, toProgress} from "../../../contracts/types/Progress.sol";
import {Test} from "../../utils/Test.sol";

contract ProgressTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint112 upTo,
        uint32 segments,
        uint64 remainder,
        uint32 kept,
        bool takenCounted
    ) public pure {
        Progress progress = toProgress(upTo, segments, remainder, kept, takenCounted);
        assertEq(progress.upTo(), upTo, "up to");
        assertEq(progress.segments(), segments, "segments");
        assertEq(progress.remainder(), remainder, "remainder");
        assertEq(progress.kept(), kept, "kept");
        assertEq(progress.isTakenCounted(), takenCounted, "taken counted");
    }
}
