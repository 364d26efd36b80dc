// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract WorksWorkOfTest is Deployed {
    function test_RevertWhen_TheWorkIsUnknown() public {
        WorkId unknown = works.workIdOf(ines, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, WorkId.unwrap(unknown)));
        works.workOf(unknown);
    }

    function test_WhenANumberIsLongerThanAWorks_NothingIsRegisteredThere() public {
        WorkId work = register(ines, CONTENT);
        WorkId longer = WorkId.wrap(WorkId.unwrap(work) | (1 << 224));
        assertEq(works.isRegistered(work), true, "work");
        assertEq(works.isRegistered(longer), false, "longer");
        assertEq(royalties.totalSupply(WorkId.unwrap(longer)), 0, "units");
    }

    function test_WhenTransferred_OnlyTheControllerChanges() public {
        WorkId work = register(ines, CONTENT);
        vm.prank(ines);
        works.revise(work, "new", 0, "new metadata", nothing());
        IWorks.Work memory before = works.workOf(work);
        vm.warp(NOW + 1 days);
        transferWork(work, ines, maya);
        before.controller = maya;
        assertEq(abi.encode(works.workOf(work)), abi.encode(before), "the rest stays");
    }

    function testFuzz_NumbersAre224BitsOfAHash(address claimant, bytes32 contentRoot) public view {
        uint256 number = WorkId.unwrap(works.workIdOf(claimant, contentRoot));
        assertEq(bytes32(number << 32), (keccak256(abi.encode(claimant, contentRoot)) >> 32) << 32, "number");
    }

    function test_CountsWorks() public {
        assertEq(works.totalWorks(), 0, "none");
        register(ines, CONTENT);
        register(ines, "other");
        register(maya, CONTENT);
        assertEq(works.totalWorks(), 3, "three");
        assertEq(works.balanceOf(ines), 2, "Ines");
        assertEq(works.balanceOf(maya), 1, "Maya");
    }
}
