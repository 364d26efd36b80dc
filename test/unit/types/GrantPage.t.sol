// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GrantPage} from "../../../contracts/types/GrantPage.sol";
import {Test} from "../../utils/Test.sol";

contract GrantPageTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint32 count,
        uint24 first,
        uint8 length,
        uint40 until,
        uint40 aloneUntil,
        uint8 terms
    ) public pure {
        GrantPage page = GrantPage.wrap(0).plus(count);
        for (uint256 i = 0; i < terms; ++i) page = page.plusTerms();
        page = page.withGrants(type(uint24).max, type(uint8).max, type(uint40).max, type(uint40).max);
        page = page.withGrants(first, length, until, aloneUntil);
        assertEq(page.count(), count, "count");
        assertEq(page.first(), first, "first");
        assertEq(page.length(), length, "length");
        assertEq(page.until(), until, "until");
        assertEq(page.aloneUntil(), aloneUntil, "alone until");
        assertEq(uint24(GrantPage.unwrap(page) >> 32), terms, "terms");
    }

    function testFuzz_TheCountBeginsAtZeroAgain(uint32 count, uint24 first, uint40 until) public pure {
        GrantPage page = GrantPage.wrap(0).plus(count).withGrants(first, 1, until, until);
        page = page.plus(type(uint32).max).plus(1);
        assertEq(page.count(), count, "count");
        assertEq(page.first(), first, "first");
        assertEq(page.length(), 1, "length");
        assertEq(page.until(), until, "until");
        assertEq(page.aloneUntil(), until, "alone until");
    }
}
