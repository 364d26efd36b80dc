// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAssignments} from "../../contracts/interfaces/IAssignments.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";

/// @title OrderSignature: the EIP-712 message of {IAssignments}, spelled out by hand
library OrderSignature {
    struct Domain {
        string name;
        string version;
        uint256 chainId;
        address assignments;
    }

    function domainOf(address assignments) internal view returns (Domain memory) {
        return Domain("Colophon Assignments", "1", block.chainid, assignments);
    }

    function idOf(Domain memory domain, IAssignments.Order memory order) internal pure returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(domain.name)),
                keccak256(bytes(domain.version)),
                domain.chainId,
                domain.assignments
            )
        );
        bytes32 structHash = keccak256(bytes.concat(_firstOf(order), _secondOf(order), _thirdOf(order)));
        return keccak256(bytes.concat(hex"1901", separator, structHash));
    }

    function _firstOf(IAssignments.Order memory order) private pure returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Order(string deed,uint256 work,bool control,uint64 units,address seller,address buyer,address currency,"
            "uint256 price,bool resaleRoyalty,uint32 version,uint32 licences,uint32 changes,uint112 owed,"
            "uint256[] standing,uint40 opens,uint40 closes,bytes32 salt)"
        );
        uint256 work = WorkId.unwrap(order.work);
        return abi.encode(typehash, order.deed, work, order.control, uint256(order.units), order.seller);
    }

    function _secondOf(IAssignments.Order memory order) private pure returns (bytes memory) {
        return
            abi.encode(
                order.buyer,
                order.currency,
                order.price,
                order.resaleRoyalty,
                uint256(order.version),
                uint256(order.licences),
                uint256(order.changes)
            );
    }

    function _thirdOf(IAssignments.Order memory order) private pure returns (bytes memory) {
        bytes memory standing;
        for (uint256 i = 0; i < order.standing.length; ++i) {
            standing = bytes.concat(standing, bytes32(LicenceId.unwrap(order.standing[i])));
        }
        return
            abi.encode(
                uint256(order.owed),
                keccak256(standing),
                uint256(order.opens),
                uint256(order.closes),
                order.salt
            );
    }
}
