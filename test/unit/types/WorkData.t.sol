// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkData, toWorkData} from "../../../contracts/types/WorkData.sol";
import {Test} from "../../utils/Test.sol";

contract WorkDataTest is Test {
    function revise(WorkData data) external pure returns (WorkData) {
        return data.withRevision();
    }

    function testFuzz_FieldsKeepOutOfEachOthersWay(
        uint40 registeredAt,
        uint8 category,
        uint16 resaleRoyalty,
        bool bound,
        uint8 revisions
    ) public pure {
        category = uint8(category % (uint256(uint8(type(IWorks.Category).max)) + 1));
        WorkData data = toWorkData(registeredAt, IWorks.Category(category), resaleRoyalty);
        assertEq(data.isBound(), false, "not bound");
        assertEq(data.revisions(), 0, "not revised");
        for (uint256 i = 0; i < revisions; ++i) data = data.withRevision();
        if (bound) data = data.asBound();
        assertEq(data.registeredAt(), registeredAt, "registered at");
        assertEq(uint8(data.category()), category, "category");
        assertEq(data.resaleRoyalty(), resaleRoyalty, "resale royalty");
        assertEq(data.isBound(), bound, "bound");
        assertEq(data.revisions(), revisions, "revisions");
    }

    function test_RevertWhen_TheRevisionsAreMoreThanFit() public {
        WorkData last = WorkData.wrap(uint96(type(uint24).max) << 72);
        assertEq(last.revisions(), type(uint24).max, "as many as fit");
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.revise(last);
    }
}
