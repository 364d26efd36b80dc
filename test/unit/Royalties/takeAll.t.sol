// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesTakeAllTest is Deployed {
    function test_RevertWhen_TheWorkIsNotRegistered() public {
        WorkId work = works.workIdOf(ines, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_UnknownWork.selector, work));
        royalties.takeAll(work, ines, CONTENT);
    }

    function test_RevertWhen_ClaimantOrContentRootIsAnother() public {
        WorkId work = register(ines, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotClaimant.selector, work, eve));
        royalties.takeAll(work, eve, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotClaimant.selector, work, ines));
        royalties.takeAll(work, ines, "other");
    }

    /// @dev Who controls the work later is not who claimed it.
    function test_RevertWhen_N05_TheCallerIsTheNewController() public {
        WorkId work = register(ines, CONTENT);
        transferWork(work, ines, maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotClaimant.selector, work, maya));
        vm.prank(maya);
        royalties.takeAll(work, maya, CONTENT);
    }

    function test_RevertGiven_TheUnitsWereGivenToATree() public {
        WorkId work = registerFor(inesAndTomas(), CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotClaimant.selector, work, ines));
        royalties.takeAll(work, ines, CONTENT);
    }

    function test_RevertGiven_TheUnitsAreTaken() public {
        WorkId work = registerAndTake(ines, CONTENT);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, work, ines));
        royalties.takeAll(work, ines, CONTENT);
        transferUnits(work, ines, maya, UNITS);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_AlreadyTaken.selector, work, ines));
        royalties.takeAll(work, ines, CONTENT);
        assertEq(unitsOf(ines, work) + unitsOf(maya, work), UNITS, "all units");
    }

    function test_WhenSentInABatch() public {
        WorkId work = register(ines, CONTENT);
        batch(eve, address(royalties), 0, abi.encodeCall(IRoyalties.takeAll, (work, ines, CONTENT)));
        assertEq(unitsOf(ines, work), UNITS, "units");
    }

    function testFuzz_Y06_TheClaimantTakesAll_WithIncomeFromTheBeginning(
        address claimant,
        bytes32 contentRoot,
        uint96 income
    ) public {
        if (claimant == address(0) || claimant == address(colophon)) claimant = ines;
        if (contentRoot == 0) contentRoot = CONTENT;
        if (income == 0) income = 1;
        WorkId work = register(claimant, contentRoot);
        payEth(work, income);
        transferWork(work, claimant, maya);

        vm.expectEmit(address(royalties));
        emit IRoyalties.UnitsTaken(work, claimant, UNITS);
        vm.expectEmit(address(royalties));
        emit IERC6909.Transfer(eve, address(0), claimant, WorkId.unwrap(work), UNITS);
        vm.recordLogs();
        vm.prank(eve);
        royalties.takeAll(work, claimant, contentRoot);

        assertLogCount(2, "events");
        assertEq(unitsOf(claimant, work), UNITS, "units");
        assertEq(royalties.claimable(work, ETH, claimant, MOST), income, "income");
    }
}
