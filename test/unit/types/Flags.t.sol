// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ENDS_THERE, FALLS, FIELD, Flags, OWES_ON, PASSES_DOWN, PLACES, RULED} from "../../../contracts/types/Flags.sol";
import {Test} from "../../utils/Test.sol";

contract FlagsTest is Test {
    function test_EachIsABitOfItsOwn() public pure {
        Flags[7] memory all = [RULED, FIELD, PLACES, FALLS, PASSES_DOWN, OWES_ON, ENDS_THERE];
        Flags flags = Flags.wrap(0);
        for (uint256 i = 0; i < all.length; ++i) {
            assertEq(flags.has(all[i]), false, "not yet");
            assertEq(Flags.unwrap(flags.plus(all[i], false)), Flags.unwrap(flags), "only if it is so");
            flags = flags.plus(all[i], true);
            for (uint256 k = 0; k < all.length; ++k) assertEq(flags.has(all[k]), k <= i, "those that were added");
        }
    }

    function test_Either_IsOneOrTheOtherOrBoth() public pure {
        Flags none = Flags.wrap(0);
        assertEq(none.hasEither(RULED, FALLS), false, "none");
        assertEq(RULED.hasEither(RULED, FALLS), true, "the one");
        assertEq(FALLS.hasEither(RULED, FALLS), true, "the other");
        assertEq(RULED.plus(FALLS, true).hasEither(RULED, FALLS), true, "both");
        assertEq(FIELD.hasEither(RULED, FALLS), false, "something else");
    }

    function testFuzz_And_IsWhatBothHave(uint8 a, uint8 b) public pure {
        assertEq(Flags.unwrap(Flags.wrap(a).and(Flags.wrap(b))), a & b, "both");
    }
}
