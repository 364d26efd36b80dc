// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GrantClass, MANY, toGrantClass} from "../../../contracts/types/GrantClass.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {Test} from "../../utils/Test.sol";

contract GrantClassTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(bytes24 terms, uint24 live, uint40 until, uint24 next) public pure {
        TermsId id = TermsId.wrap(terms);
        GrantClass class = toGrantClass(id);
        assertEq(class.live(), 0, "nothing is granted by an offer");
        assertEq(class.until(), 0, "in no list");
        assertEq(class.next(), 0, "nothing follows");
        class = class.with(MANY, type(uint40).max, type(uint24).max).with(live, until, next);
        assertEq(TermsId.unwrap(class.terms(id.class())), bytes32(terms), "terms");
        assertEq(class.live(), live, "live");
        assertEq(class.until(), until, "until");
        assertEq(class.next(), next, "next");
    }

    /// @dev The number of a class is not in its slot: with another, it is another terms'.
    function testFuzz_TheNumberCompletesTheTerms(bytes24 terms, uint24 number) public pure {
        TermsId id = TermsId.wrap(terms);
        TermsId other = toGrantClass(id).terms(number);
        assertEq(other == id, number == id.class(), "the same only with its own number");
        assertEq(other.class(), number, "number");
    }

    function test_NoneIsOnlyWhatWasNeverOffered() public pure {
        assertEq(GrantClass.wrap(0).isNone(), true, "none");

        assertEq(toGrantClass(TermsId.wrap(bytes24("aaaa"))).isNone(), false, "some");
    }
}
