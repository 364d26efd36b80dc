// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssignments} from "../../contracts/interfaces/IAssignments.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {OrderSignature} from "./OrderSignature.sol";
import {Ruled} from "./Ruled.sol";

/// @title Assigning: a test with a work of Ines, all of whose units she has, and orders of it to Tomas
abstract contract Assigning is Ruled {
    uint256 internal constant TOMAS_KEY = uint256(keccak256("Tomas"));
    uint256 internal constant EVE_KEY = uint256(keccak256("Eve"));
    uint256 internal constant PRICE = 3 ether;
    bytes32 internal constant DEED = keccak256("Ines sells to Tomas. Reference 8f2a");

    /// @dev The work with all units from Ines to Tomas, for a day, as it stands now.
    function orderOf() internal view returns (IAssignments.Order memory) {
        return orderOf(true, UNITS);
    }

    function orderOf(bool control, uint64 units) internal view returns (IAssignments.Order memory) {
        uint256 page = licences.pageOf(work);
        (, , uint32 version) = works.controllerOf(work);
        return
            IAssignments.Order({
                deed: DEED,
                work: work,
                control: control,
                units: units,
                seller: ines,
                buyer: tomas,
                currency: ETH,
                price: PRICE,
                resaleRoyalty: false,
                version: version,
                licences: uint32(page),
                changes: uint32(page >> 32),
                owed: uint112(royalties.unsettled(work, ETH)),
                standing: new LicenceId[](0),
                opens: uint40(NOW),
                closes: uint40(NOW + 1 days),
                salt: "salt"
            });
    }

    /// @dev Ines takes her units, and lets the contract move them and the work.
    function approveAll() internal {
        (uint64 taken, ) = royalties.holdingOf(work, ines);
        if (taken == 0) royalties.takeAll(work, ines, CONTENT);
        vm.startPrank(ines);
        works.approve(address(assignments), WorkId.unwrap(work));
        royalties.approve(address(assignments), WorkId.unwrap(work), UNITS);
        vm.stopPrank();
    }

    function idOf(IAssignments.Order memory order) internal view returns (bytes32) {
        return OrderSignature.idOf(OrderSignature.domainOf(address(assignments)), order);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function signed(IAssignments.Order memory order) internal view returns (bytes memory) {
        return sign(INES_KEY, idOf(order));
    }

    /// @dev Tomas takes an order, all or a part, that Ines signed, and pays in ETH what is due.
    function take(IAssignments.Order memory order, uint64 units) internal {
        take(tomas, order, units);
    }

    function take(address buyer, IAssignments.Order memory order, uint64 units) internal {
        uint256 value = order.currency == ETH ? assignments.priceOf(order, units) : 0;
        bytes memory signature = signed(order);
        vm.prank(buyer);
        assignments.take{value: value}(order, units, signature, "");
    }

    /// @dev The same, which is refused; and nothing moved.
    function refuse(IAssignments.Order memory order, uint64 units, bytes memory reason) internal {
        bytes memory signature = signed(order);
        address controller = works.ownerOf(WorkId.unwrap(work));
        uint256 held = unitsOf(tomas, work);
        uint256 balance = ines.balance;
        vm.expectRevert(reason);
        vm.prank(tomas);
        assignments.take{value: order.price}(order, units, signature, "");
        assertEq(works.ownerOf(WorkId.unwrap(work)), controller, "the work is where it was");
        assertEq(unitsOf(tomas, work), held, "so are the units");
        assertEq(ines.balance, balance, "and the money");
    }

    function assertOrder(bytes32 id, IAssignments.OrderState state, uint256 taken) internal view {
        (IAssignments.OrderState state_, uint64 taken_) = assignments.orderOf(id);
        assertEq(uint256(state_), uint256(state), "state");
        assertEq(taken_, taken, "taken");
    }

    function notSigned(address party) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAssignments.Assignments_NotSigned.selector, party);
    }
}
