// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GrantPage} from "../../../contracts/types/GrantPage.sol";
import {Test} from "../../utils/Test.sol";

contract GrantPageTest is Test {
    struct Lists {
        uint24 openFirst;
        uint24 aloneFirst;
        uint40 openUntil;
        uint40 aloneUntil;
    }

    function testFuzz_FieldsKeepOutOfEachOthersWay(uint32 count, uint8 changes, Lists memory lists) public pure {
        GrantPage page = GrantPage.wrap(type(uint256).max).withCount(0).withOpen(0, 0).withAlone(0, 0);
        assertEq(page.count(), 0, "no count");
        assertEq(page.openFirst() + page.aloneFirst(), 0, "no lists");
        assertEq(page.openUntil() + page.aloneUntil(), 0, "no ends");
        page = GrantPage.wrap(0);
        assertEq(page.isNew(), true, "new");
        for (uint256 i = 0; i < changes; ++i) page = page.changed();
        page = page.withCount(count).withOpen(lists.openFirst, lists.openUntil);
        page = page.withAlone(lists.aloneFirst, lists.aloneUntil);
        assertEq(page.count(), count, "count");
        assertEq(page.openFirst(), lists.openFirst, "first of the open");
        assertEq(page.aloneFirst(), lists.aloneFirst, "first of the others");
        assertEq(page.openUntil(), lists.openUntil, "end of the open");
        assertEq(page.aloneUntil(), lists.aloneUntil, "end of the others");
        assertEq(uint32(GrantPage.unwrap(page) >> 32), changes, "changes");
        if (changes != 0) assertEq(page.isNew(), false, "not new");
    }

    function testFuzz_TheChangesBeginAtZeroAgain(uint32 count, uint24 first, uint40 until) public pure {
        GrantPage page = GrantPage.wrap(uint256(type(uint32).max) << 32).withCount(count);
        page = page.withOpen(first, until).withAlone(first, until).changed();
        assertEq(uint32(GrantPage.unwrap(page) >> 32), 0, "changes");
        assertEq(page.count(), count, "count");
        assertEq(page.openFirst(), first, "first of the open");
        assertEq(page.aloneFirst(), first, "first of the others");
        assertEq(page.openUntil(), until, "end of the open");
        assertEq(page.aloneUntil(), until, "end of the others");
    }
}
