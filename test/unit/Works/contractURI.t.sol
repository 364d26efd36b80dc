// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deployed} from "../../utils/Deployed.sol";
import {Json} from "../../utils/Json.sol";

contract WorksContractURITest is Deployed {
    function test_IsJsonThatClaimsNoMoreThanWasProved() public view {
        string memory json = Json.contentOf(works.contractURI());
        assertEq(vm.parseJsonString(json, ".name"), "Colophon works", "name");
        assertEq(
            vm.parseJsonString(json, ".description"),
            "Claims to creative works, each with its content root, its versions and its time. "
            "A registration does not prove authorship or ownership.",
            "description"
        );
        assertEq(vm.parseJsonKeys(json, "$").length, 2, "nothing else");
    }

    function test_TheCollectionHasAName() public view {
        assertEq(works.name(), "Colophon works", "name");
        assertEq(works.symbol(), "WORK", "symbol");
    }
}
