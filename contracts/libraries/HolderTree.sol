// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRoyalties} from "../interfaces/IRoyalties.sol";

/// @title HolderTree: a Merkle tree in which every node also counts the units below it
/// @dev The units of all leaves add up on the way to the root, and a root counts only if it has exactly all units.
/// So a holder's own proof is enough to know that nobody else was promised the same units.
/// A leaf hashes 64 bytes and an inner node 128, so neither can pose as the other.
library HolderTree {
    /// @param root The hash of the root.
    /// @param total How many units the whole tree must have.
    /// @param holder The account of the leaf.
    /// @param units The units of the leaf.
    /// @param proof The siblings from the leaf to the root.
    /// @return Whether the leaf is in a tree with this root and total.
    function verify(
        bytes32 root,
        uint256 total,
        address holder,
        uint64 units,
        IRoyalties.Sibling[] calldata proof
    ) internal pure returns (bool) {
        bytes32 node = keccak256(abi.encode(holder, units));
        uint256 sum = units;
        for (uint256 i = 0; i < proof.length; ++i) {
            bytes32 sibling = proof[i].hash;
            uint256 siblingUnits = proof[i].units;
            node = node <= sibling
                ? keccak256(abi.encode(node, sum, sibling, siblingUnits))
                : keccak256(abi.encode(sibling, siblingUnits, node, sum));
            sum += siblingUnits;
        }
        return node == root && sum == total && units != 0;
    }
}
