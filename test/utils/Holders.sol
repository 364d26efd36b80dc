// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";

/// @title Holders: trees of holders, built by the letter of docs/formats.md and not by the code under test
/// @dev The same array layout as {Content}; every node also has the units below it, and the child with the smaller
/// hash is hashed first.
library Holders {
    struct Holder {
        address account;
        uint64 units;
    }

    struct Node {
        bytes32 hash;
        uint64 units;
    }

    function leafOf(Holder memory holder) internal pure returns (Node memory) {
        return
            Node(
                keccak256(bytes.concat(bytes32(uint256(uint160(holder.account))), bytes32(uint256(holder.units)))),
                holder.units
            );
    }

    function parentOf(Node memory a, Node memory b) internal pure returns (Node memory) {
        (Node memory first, Node memory second) = a.hash <= b.hash ? (a, b) : (b, a);
        bytes memory packed = bytes.concat(
            first.hash,
            bytes32(uint256(first.units)),
            second.hash,
            bytes32(uint256(second.units))
        );
        return Node(keccak256(packed), a.units + b.units);
    }

    function nodesOf(Holder[] memory list) internal pure returns (Node[] memory nodes) {
        uint256 count = 2 * list.length - 1;
        nodes = new Node[](count);
        for (uint256 i = 0; i < list.length; ++i) nodes[count - 1 - i] = leafOf(list[i]);
        for (uint256 i = list.length - 1; i > 0; --i) nodes[i - 1] = parentOf(nodes[2 * i - 1], nodes[2 * i]);
    }

    function rootOf(Holder[] memory list) internal pure returns (bytes32) {
        return nodesOf(list)[0].hash;
    }

    function proofOf(Holder[] memory list, uint256 index) internal pure returns (IRoyalties.Sibling[] memory proof) {
        Node[] memory nodes = nodesOf(list);
        uint256 node = nodes.length - 1 - index;
        uint256 depth = 0;
        for (uint256 i = node; i > 0; i = (i - 1) / 2) ++depth;
        proof = new IRoyalties.Sibling[](depth);
        for (uint256 i = 0; i < depth; ++i) {
            Node memory sibling = nodes[node % 2 == 0 ? node - 1 : node + 1];
            proof[i] = IRoyalties.Sibling(sibling.hash, sibling.units);
            node = (node - 1) / 2;
        }
    }

    /// @dev `count` different accounts with random units, at least one each, `total` in all.
    function random(uint256 count, uint64 total, uint256 seed) internal pure returns (Holder[] memory list) {
        list = new Holder[](count);
        uint64 left = total - uint64(count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint64 units = i == count - 1 ? left : uint64(dice % ((2 * left) / (count - i) + 1));
            if (units > left) units = left;
            left -= units;
            list[i] = Holder(address(uint160(uint256(keccak256(abi.encode("holder", seed, i))))), units + 1);
        }
    }
}
