// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ledger, MOST_RECEIVED} from "../../../contracts/types/Ledger.sol";
import {Test} from "../../utils/Test.sol";

contract LedgerTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint112 first,
        uint112 second,
        uint32 epoch,
        uint32 later
    ) public pure {
        Ledger ledger = Ledger.wrap(0).withReceived(first, epoch);
        _expect(ledger, first, 0, epoch);
        ledger = ledger.withSettled();
        _expect(ledger, first, first, epoch);
        ledger = ledger.withReceived(second, later);
        _expect(ledger, second, first, later);
        ledger = ledger.withSettled();
        _expect(ledger, second, second, later);
    }

    function test_TheMostFits() public pure {
        Ledger ledger = Ledger.wrap(0).withReceived(MOST_RECEIVED, 7).withSettled();
        _expect(ledger, MOST_RECEIVED, MOST_RECEIVED, 7);
        assertEq(MOST_RECEIVED, 2 ** 112 - 1, "the most");
    }

    function _expect(Ledger ledger, uint256 received, uint256 settled, uint256 epoch) private pure {
        assertEq(ledger.received(), received, "received");
        assertEq(ledger.settled(), settled, "settled");
        assertEq(ledger.epoch(), epoch, "epoch");
    }
}
