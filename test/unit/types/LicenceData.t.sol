// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    LAST_START,
    LicenceData,
    MOST_DERIVED,
    MOST_PERIODS,
    toLicenceData
} from "../../../contracts/types/LicenceData.sol";
import {Test} from "../../utils/Test.sol";

contract LicenceDataTest is Test {
    struct Made {
        uint40 start;
        uint24 class;
        uint16 seats;
        bool sublicence;
    }

    function testFuzz_FieldsKeepOutOfEachOthersWay(Made memory made, uint16 more, uint8 derived) public pure {
        LicenceData data = _make(made);
        assertEq(data.periods(), 1, "one period");
        assertEq(data.derived(), 0, "nothing made from it");
        assertEq(data.isEnded(), false, "not ended");
        more = uint16(more % MOST_PERIODS);
        derived = uint8(derived % (MOST_DERIVED + 1));
        data = data.withMorePeriods(more);
        for (uint256 i = 0; i < derived; ++i) data = data.withOneDerived();
        _expect(data, made);
        assertEq(data.seats(), made.seats, "seats");
        assertEq(data.periods(), 1 + uint256(more), "periods");
        assertEq(data.derived(), derived, "derived");
        assertEq(data.isEnded(), false, "still not ended");
    }

    /// @dev Where the time of the end is elsewhere, everything else stays as it was.
    function testFuzz_WhenItEndedWithASlotForTheTime_TheSeatsStay(
        Made memory made,
        uint16 more,
        bool breach
    ) public pure {
        more = uint16(more % MOST_PERIODS);
        LicenceData data = _make(made).withMorePeriods(more).withOneDerived().asEnded(breach, true, type(uint40).max);
        _expect(data, made);
        assertEq(data.isEnded(), true, "ended");
        assertEq(data.isBreach(), breach, "for a breach");
        assertEq(data.isEndElsewhere(), true, "elsewhere");
        assertEq(data.seats(), made.seats, "seats");
        assertEq(data.periods(), 1 + uint256(more), "periods");
        assertEq(data.derived(), 1, "derived");
    }

    /// @dev Where it is not, the time is written over seats, periods and derived.
    function testFuzz_WhenItEndedWithoutASlot_TheTimeIsInside(
        Made memory made,
        uint16 more,
        bool breach,
        uint40 time
    ) public pure {
        time = uint40(bound(time, 0, LAST_START));
        LicenceData data = _make(made).withMorePeriods(uint16(more % MOST_PERIODS)).withOneDerived();
        data = data.asEnded(breach, false, time);
        _expect(data, made);
        assertEq(data.isEnded(), true, "ended");
        assertEq(data.isBreach(), breach, "for a breach");
        assertEq(data.isEndElsewhere(), false, "inside");
        assertEq(data.packedEnd(), time, "when");
        assertEq(data.seats(), 0, "no seats");
    }

    function test_TheLastStartIsTheLastThatCanBeWritten() public pure {
        assertEq(LAST_START, 17_179_869_183, "30 May 2514");
        assertEq(toLicenceData(LAST_START, 0, 0, false).start(), LAST_START, "start");
        assertEq(toLicenceData(LAST_START, 0, 0, false).class(), 0, "class");
    }

    function _make(Made memory made) private pure returns (LicenceData) {
        made.start = uint40(bound(made.start, 0, LAST_START));
        return toLicenceData(made.start, made.class, made.seats, made.sublicence);
    }

    function _expect(LicenceData data, Made memory made) private pure {
        assertEq(data.start(), made.start, "start");
        assertEq(data.class(), made.class, "class");
        assertEq(data.isSublicence(), made.sublicence, "sublicence");
    }
}
