// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GrantClass, toGrantClass} from "../../../contracts/types/GrantClass.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {Test} from "../../utils/Test.sol";

contract GrantClassTest is Test {
    function testFuzz_FieldsKeepOutOfEachOthersWay(bytes24 terms, uint40 until, uint24 next) public pure {
        GrantClass class = toGrantClass(TermsId.wrap(terms), until, next);
        assertEq(TermsId.unwrap(class.terms()), bytes32(terms), "terms");
        assertEq(class.until(), until, "until");
        assertEq(class.next(), next, "next");
    }
}
