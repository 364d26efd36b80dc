// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesTransferTest is Deployed {
    WorkId private _work;
    uint256 private _id;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _id = WorkId.unwrap(_work);
    }

    function test_RevertWhen_TheReceiverIsTheZeroAddress() public {
        vm.startPrank(ines);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InvalidReceiver.selector, address(0)));
        royalties.transfer(address(0), _id, 1);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InvalidReceiver.selector, address(0)));
        royalties.transfer(address(0), _id, 0);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InvalidReceiver.selector, address(0)));
        royalties.transferFrom(ines, address(0), _id, 1);
    }

    function test_RevertWhen_TheSenderIsTheZeroAddress() public {
        vm.prank(ines);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InvalidSender.selector, address(0)));
        royalties.transferFrom(address(0), ines, _id, 0);
    }

    function test_RevertWhen_Y01_TheBalanceIsTooSmall() public {
        _refuse(ines, UNITS + 1, UNITS);
        _refuse(ines, uint256(1) << 64, UNITS);
        _refuse(ines, type(uint256).max, UNITS);
        _refuse(eve, 1, 0);
        transferUnits(_work, ines, maya, UNITS);
        _refuse(ines, 1, 0);
        _refuse(maya, UNITS + 1, UNITS);
        // Also to oneself.
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, ines, 0, 1, _id));
        transferUnits(_work, ines, ines, 1);
    }

    function test_RevertWhen_TheWorkIsAnother() public {
        WorkId other = register(maya, "other");
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, ines, 0, 1, WorkId.unwrap(other))
        );
        transferUnits(other, ines, eve, 1);
    }

    function test_RevertWhen_TheAllowanceIsTooSmall() public {
        vm.prank(ines);
        royalties.approve(eve, _id, 10);
        vm.startPrank(eve);
        royalties.transferFrom(ines, eve, _id, 4);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, eve, 6, 7, _id));
        royalties.transferFrom(ines, eve, _id, 7);
        royalties.transferFrom(ines, eve, _id, 6);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, eve, 0, 1, _id));
        royalties.transferFrom(ines, eve, _id, 1);
        vm.stopPrank();
        assertEq(unitsOf(eve, _work), 10, "ten units");
        // An allowance for one work is none for another.
        WorkId other = registerAndTake(ines, "other");
        vm.prank(ines);
        royalties.approve(eve, _id, 10);
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, eve, 0, 1, WorkId.unwrap(other))
        );
        vm.prank(eve);
        royalties.transferFrom(ines, eve, WorkId.unwrap(other), 1);
    }

    /// @dev ERC-2771: an appended address moves nobody's units.
    function test_RevertWhen_SomebodyAppendsTheOwnersAddress() public {
        bytes memory data = abi.encodeCall(IERC6909.transfer, (eve, _id, 1));
        vm.prank(eve);
        (bool success, ) = address(royalties).call(abi.encodePacked(data, ines));
        assertEq(success, false, "directly");
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, eve, 0, 1, _id));
        this.batchAs(eve, abi.encodePacked(data, ines));
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(royalties), 0, data);
    }

    function test_WhenAnOperatorMoves_NoAllowanceIsNeeded_UntilItIsOver() public {
        vm.expectEmit(address(royalties));
        emit IERC6909.OperatorSet(ines, eve, true);
        vm.prank(ines);
        royalties.setOperator(eve, true);
        vm.prank(eve);
        royalties.transferFrom(ines, maya, _id, 5);
        assertEq(unitsOf(maya, _work), 5, "moved");
        vm.prank(ines);
        royalties.setOperator(eve, false);
        vm.expectRevert(abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, eve, 0, 1, _id));
        vm.prank(eve);
        royalties.transferFrom(ines, maya, _id, 1);
    }

    function test_WhenTheAllowanceIsTheLargest_ItNeverShrinks() public {
        vm.prank(ines);
        royalties.approve(eve, _id, type(uint256).max);
        vm.prank(eve);
        royalties.transferFrom(ines, maya, _id, 5);
        assertEq(royalties.allowance(ines, eve, _id), type(uint256).max, "allowance");
    }

    function test_WhenSentInABatch_TheSenderMoves() public {
        batch(ines, address(royalties), 0, abi.encodeCall(IERC6909.approve, (tomas, _id, 5)));
        assertEq(royalties.allowance(ines, tomas, _id), 5, "allowance");
        batch(tomas, address(royalties), 0, abi.encodeCall(IERC6909.transferFrom, (ines, maya, _id, 5)));
        batch(ines, address(royalties), 0, abi.encodeCall(IERC6909.transfer, (maya, _id, 2)));
        batch(ines, address(royalties), 0, abi.encodeCall(IERC6909.setOperator, (eve, true)));
        assertEq(unitsOf(maya, _work), 7, "units");
        assertEq(royalties.isOperator(ines, eve), true, "operator");
    }

    /// @dev Y04: nothing moves, so nothing is written, whoever says so.
    function test_WhenY04_NothingMovesOrItMovesToOneself_NothingChanges() public {
        payEth(_work, 1000);
        bytes32 before = keccak256(abi.encode(royalties.claimable(_work, ETH, ines, MOST), unitsOf(ines, _work)));
        vm.record();
        transferUnits(_work, ines, ines, UNITS);
        transferUnits(_work, ines, ines, 0);
        transferUnits(_work, ines, maya, 0);
        transferUnits(_work, eve, maya, 0);
        transferUnits(_work, eve, eve, 0);
        (, bytes32[] memory writes) = vm.accesses(address(royalties));
        assertEq(writes.length, 0, "no storage");
        assertEq(
            keccak256(abi.encode(royalties.claimable(_work, ETH, ines, MOST), unitsOf(ines, _work))),
            before,
            "claimable and units"
        );
        assertEq(royalties.stepsOf(_work, ETH, ines), 0, "no steps");
    }

    /// @dev A holder's own steps are the changes of their units with money in between.
    function test_WhenNoMoneyComesInBetween_ChangesAreOneStep() public {
        payEth(_work, 1);
        for (uint256 i = 0; i < 5; ++i) transferUnits(_work, ines, maya, 1);
        assertEq(royalties.stepsOf(_work, ETH, maya), 1, "one");
        payEth(_work, 1);
        for (uint256 i = 0; i < 5; ++i) transferUnits(_work, ines, maya, 1);
        assertEq(royalties.stepsOf(_work, ETH, maya), 2, "two");
    }

    function testFuzz_MovesUnits_AndNoIncome(uint256 income, uint256 units, uint256 later) public {
        income = bound(income, 1, 1e30);
        later = bound(later, 1, 1e30);
        units = bound(units, 1, UNITS);
        payEth(_work, income);

        vm.expectEmit(address(royalties));
        emit IERC6909.Transfer(ines, ines, maya, _id, units);
        vm.recordLogs();
        vm.prank(ines);
        assertEq(royalties.transfer(maya, _id, units), true, "answer");

        assertLogCount(1, "events");
        assertEq(unitsOf(ines, _work), UNITS - units, "sender's units");
        assertEq(unitsOf(maya, _work), units, "receiver's units");
        (uint64 taken, int64 traded) = royalties.holdingOf(_work, ines);
        assertEq(taken, UNITS, "taken");
        assertEq(traded, -int256(units), "traded away");
        (taken, traded) = royalties.holdingOf(_work, maya);
        assertEq(taken, 0, "nothing taken");
        assertEq(traded, int256(units), "traded in");
        assertEq(royalties.claimable(_work, ETH, ines, MOST), income, "sender's income");
        assertEq(royalties.claimable(_work, ETH, maya, MOST), 0, "receiver's income");
        assertEq(royalties.totalSupply(_id), UNITS, "all units");

        payEth(_work, later);
        assertEq(
            royalties.claimable(_work, ETH, maya, MOST),
            (later * units) / UNITS,
            "receiver's part of what came later"
        );
        assertEq(
            royalties.claimable(_work, ETH, ines, MOST),
            (income * UNITS + later * (UNITS - units)) / UNITS,
            "sender's"
        );
    }

    function _refuse(address from, uint256 amount, uint256 balance) private {
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, from, balance, amount, _id)
        );
        transferUnits(_work, from, tomas, amount);
    }
}
