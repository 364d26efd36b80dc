// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IWorks} from "../../contracts/interfaces/IWorks.sol";

/// @title Content: manifests' trees, built by the letter of docs/formats.md and not by the code under test
/// @dev An array of 2n - 1 nodes; leaf i is node 2n - 2 - i; node i has the children 2i + 1 and 2i + 2. The content
/// root joins the root of the files with the hash of the rest of the manifest (the head).
library Content {
    struct File {
        bytes32 digest;
        bytes32 blinding;
    }

    /// @dev `count` different files.
    function files(uint256 count, uint256 seed) internal pure returns (File[] memory list) {
        list = new File[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = File(keccak256(abi.encode("digest", seed, i)), keccak256(abi.encode("blinding", seed, i)));
        }
    }

    function leafOf(File memory file) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(bytes.concat(file.digest, file.blinding))));
    }

    function pair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
    }

    function nodesOf(File[] memory list) internal pure returns (bytes32[] memory nodes) {
        uint256 count = 2 * list.length - 1;
        nodes = new bytes32[](count);
        for (uint256 i = 0; i < list.length; ++i) nodes[count - 1 - i] = leafOf(list[i]);
        for (uint256 i = list.length - 1; i > 0; --i) nodes[i - 1] = pair(nodes[2 * i - 1], nodes[2 * i]);
    }

    function rootOf(File[] memory list, bytes32 head) internal pure returns (bytes32) {
        return pair(nodesOf(list)[0], head);
    }

    /// @dev What the claimant sends to make file `index` findable.
    function disclosureOf(
        File[] memory list,
        bytes32 head,
        uint256 index
    ) internal pure returns (IWorks.Disclosure memory) {
        bytes32[] memory nodes = nodesOf(list);
        uint256 node = nodes.length - 1 - index;
        uint256 depth = 0;
        for (uint256 i = node; i > 0; i = (i - 1) / 2) ++depth;
        bytes32[] memory proof = new bytes32[](depth + 1);
        for (uint256 i = 0; i < depth; ++i) {
            proof[i] = nodes[node % 2 == 0 ? node - 1 : node + 1];
            node = (node - 1) / 2;
        }
        proof[depth] = head;
        return IWorks.Disclosure(list[index].digest, list[index].blinding, proof);
    }

    function disclosuresOf(File[] memory list, bytes32 head) internal pure returns (IWorks.Disclosure[] memory all) {
        all = new IWorks.Disclosure[](list.length);
        for (uint256 i = 0; i < list.length; ++i) all[i] = disclosureOf(list, head, i);
    }
}
