// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "../utils/Campaign.sol";
import {AssignmentsHandler} from "./AssignmentsHandler.sol";

/// @title What always holds of sales of works and of royalty units
/// @dev The number is that of SECURITY.md.
/// 13. Nothing is sold unseen: a work and its units move only under an order that the seller agreed to and the buyer pays,
///     within its window, as often as it says and no more, while nothing was licensed, renewed, revised or moved beyond
///     what it says. Both sides get all of it or nothing, and no money or unit stays with the contract.
contract AssignmentsInvariants is Campaign {
    AssignmentsHandler private _handler;

    function setUp() public {
        _handler = new AssignmentsHandler();
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = bytes4(keccak256("sign(uint256,uint64,bool,uint96)"));
        selectors[1] = bytes4(keccak256("take(uint256,uint64)"));
        selectors[2] = AssignmentsHandler.cancel.selector;
        selectors[3] = bytes4(keccak256("license(bool)"));
        selectors[4] = AssignmentsHandler.revise.selector;
        selectors[5] = AssignmentsHandler.wait.selector;
        target(address(_handler), selectors);
    }

    function invariant_13_NothingIsSoldUnseen() public view {
        if (isDue(_handler.actions())) _handler.check();
    }

    function afterInvariant() public view {
        _handler.check();
        assertMostly(_handler.done(), _handler.actions());
    }
}
