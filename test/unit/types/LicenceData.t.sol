// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LicenceData, MOST_PERIODS, toLicenceData} from "../../../contracts/types/LicenceData.sol";
import {Test} from "../../utils/Test.sol";

contract LicenceDataTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint40 start,
        uint24 class,
        uint16 seats,
        bool sublicence,
        uint16 more,
        bool terminated
    ) public pure {
        LicenceData data = toLicenceData(start, class, seats, sublicence);
        assertEq(data.periods(), 1, "one period");
        assertEq(data.isTerminated(), false, "not terminated");
        more = uint16(more % MOST_PERIODS);
        data = data.withMorePeriods(more);
        if (terminated) data = data.asTerminated();
        assertEq(data.start(), start, "start");
        assertEq(data.class(), class, "class");
        assertEq(data.seats(), seats, "seats");
        assertEq(data.periods(), 1 + uint256(more), "periods");
        assertEq(data.isSublicence(), sublicence, "sublicence");
        assertEq(data.isTerminated(), terminated, "terminated");
    }
}
