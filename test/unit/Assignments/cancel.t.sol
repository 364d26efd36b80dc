// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssignments} from "../../../contracts/interfaces/IAssignments.sol";
import {Assigning} from "../../utils/Assigning.sol";

contract AssignmentsCancelTest is Assigning {
    function setUp() public override {
        super.setUp();
        approveAll();
    }

    function test_RevertWhen_TheCallerIsNoParty() public {
        IAssignments.Order memory order = orderOf();
        vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_NotParty.selector, eve));
        vm.prank(eve);
        assignments.cancel(order);
        order = orderOf(false, 10);
        order.buyer = address(0);
        vm.expectRevert(abi.encodeWithSelector(IAssignments.Assignments_NotParty.selector, tomas));
        vm.prank(tomas);
        assignments.cancel(order);
    }

    function test_RevertGiven_ItIsNotOpen() public {
        IAssignments.Order memory order = orderOf();
        take(order, UNITS);
        bytes4 error = IAssignments.Assignments_NotOpen.selector;
        vm.expectRevert(abi.encodeWithSelector(error, idOf(order), IAssignments.OrderState.Taken));
        vm.prank(ines);
        assignments.cancel(order);
    }

    function test_WhenAPartyCancels_NobodyTakesIt() public {
        address[2] memory parties = [ines, tomas];
        for (uint256 i = 0; i < 2; ++i) {
            IAssignments.Order memory order = orderOf();
            order.salt = bytes32(i);
            bytes32 id = idOf(order);
            vm.expectEmit(address(assignments));
            emit IAssignments.OrderCancelled(id, work, parties[i]);
            vm.prank(parties[i]);
            assignments.cancel(order);
            bytes4 error = IAssignments.Assignments_NotOpen.selector;
            refuse(order, UNITS, abi.encodeWithSelector(error, id, IAssignments.OrderState.Cancelled));
            vm.expectRevert(abi.encodeWithSelector(error, id, IAssignments.OrderState.Cancelled));
            vm.prank(parties[i]);
            assignments.cancel(order);
        }
    }

    /// @dev What was taken stays taken.
    function test_WhenAPartWasTaken_TheRestIsCancelled() public {
        IAssignments.Order memory order = orderOf(false, 10);
        take(order, 4);
        vm.prank(ines);
        assignments.cancel(order);
        assertOrder(idOf(order), IAssignments.OrderState.Cancelled, 4);
        bytes4 error = IAssignments.Assignments_NotOpen.selector;
        refuse(order, 6, abi.encodeWithSelector(error, idOf(order), IAssignments.OrderState.Cancelled));
        assertEq(unitsOf(tomas, work), 4, "his");
    }
}
