// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {HolderTree} from "../../../contracts/libraries/HolderTree.sol";
import {Holders} from "../../utils/Holders.sol";
import {Test} from "../../utils/Test.sol";

contract HolderTreeTest is Test {
    uint64 private constant TOTAL = 100_000_000;

    function verify(
        bytes32 root,
        uint256 total,
        address holder,
        uint64 units,
        IRoyalties.Sibling[] calldata proof
    ) external pure returns (bool) {
        return HolderTree.verify(root, total, holder, units, proof);
    }

    function test_WhenThereIsOneHolder_TheLeafIsTheRoot() public view {
        Holders.Holder[] memory list = Holders.random(1, TOTAL, 1);
        bytes32 root = Holders.rootOf(list);
        assertEq(root, keccak256(abi.encode(list[0].account, TOTAL)), "root");
        assertEq(_verify(root, list, 0), true, "all units");
        assertEq(this.verify(root, TOTAL, list[0].account, TOTAL - 1, Holders.proofOf(list, 0)), false, "fewer");
        assertEq(this.verify(0, TOTAL, list[0].account, TOTAL, Holders.proofOf(list, 0)), false, "no root");
    }

    /// @dev docs/formats.md: three holders, hashed here step by step.
    function test_KnownTree() public view {
        Holders.Holder[] memory list = new Holders.Holder[](3);
        list[0] = Holders.Holder(address(1), 50_000_000);
        list[1] = Holders.Holder(address(2), 30_000_000);
        list[2] = Holders.Holder(address(3), 20_000_000);
        bytes32 a = keccak256(abi.encode(address(1), 50_000_000));
        bytes32 b = keccak256(abi.encode(address(2), 30_000_000));
        bytes32 c = keccak256(abi.encode(address(3), 20_000_000));
        // Nodes: 4 = a, 3 = b, 2 = c, 1 = (3, 4), 0 = (1, 2).
        bytes32 ba =
            b < a
                ? keccak256(abi.encode(b, 30_000_000, a, 50_000_000))
                : keccak256(abi.encode(a, 50_000_000, b, 30_000_000));
        bytes32 root =
            ba < c
                ? keccak256(abi.encode(ba, 80_000_000, c, 20_000_000))
                : keccak256(abi.encode(c, 20_000_000, ba, 80_000_000));
        assertEq(Holders.rootOf(list), root, "root");
        for (uint256 i = 0; i < 3; ++i) assertEq(_verify(root, list, i), true, "holder");
    }

    /// @dev Y01: trees that promise more or less than all units have no holders at all.
    function testFuzz_Y01_UnitsThatDoNotAddUp_ProveNothing(uint256 count, uint64 total, uint256 seed) public view {
        count = bound(count, 1, 20);
        total = uint64(bound(total, count, 4 * TOTAL));
        if (total == TOTAL) ++total;
        Holders.Holder[] memory list = Holders.random(count, total, seed);
        bytes32 root = Holders.rootOf(list);
        for (uint256 i = 0; i < count; ++i) assertEq(_verify(root, list, i), false, "wrong total");
        IRoyalties.Sibling[] memory proof = Holders.proofOf(list, 0);
        assertEq(this.verify(root, total, list[0].account, list[0].units, proof), true, "right for its own total");
    }

    /// @dev A tree whose root hides that one branch was promised more: whoever proves with true units fails at the
    /// root, and whoever proves with the false ones fails at the branch.
    function test_When_Y01_ANodeLiesAboutItsUnits() public view {
        Holders.Node memory a = Holders.leafOf(Holders.Holder(address(1), 60_000_000));
        Holders.Node memory b = Holders.leafOf(Holders.Holder(address(2), 60_000_000));
        Holders.Node memory lie = Holders.Node(b.hash, 40_000_000);
        bytes32 root = Holders.parentOf(a, lie).hash;
        IRoyalties.Sibling[] memory forA = new IRoyalties.Sibling[](1);
        forA[0] = IRoyalties.Sibling(lie.hash, lie.units);
        IRoyalties.Sibling[] memory forB = new IRoyalties.Sibling[](1);
        forB[0] = IRoyalties.Sibling(a.hash, a.units);
        assertEq(this.verify(root, TOTAL, address(1), 60_000_000, forA), true, "the root stands for a");
        assertEq(this.verify(root, TOTAL, address(2), 60_000_000, forB), false, "b with its own units");
        assertEq(this.verify(root, TOTAL, address(2), 40_000_000, forB), false, "b with the units of the lie");
    }

    /// @dev Units above all units cannot be made up for by units that wrap around.
    function test_When_Y01_UnitsOverflow() public view {
        Holders.Node memory huge = Holders.leafOf(Holders.Holder(address(1), type(uint64).max));
        Holders.Node memory rest = Holders.leafOf(Holders.Holder(address(2), TOTAL + 1));
        bytes32 root =
            huge.hash <= rest.hash
                ? keccak256(abi.encode(huge.hash, huge.units, rest.hash, rest.units))
                : keccak256(abi.encode(rest.hash, rest.units, huge.hash, huge.units));
        IRoyalties.Sibling[] memory proof = new IRoyalties.Sibling[](1);
        proof[0] = IRoyalties.Sibling(rest.hash, rest.units);
        // As uint64 the sum would be exactly TOTAL.
        unchecked {
            assertEq(uint256(huge.units + rest.units), TOTAL, "wraps to all units");
        }
        assertEq(this.verify(root, TOTAL, address(1), type(uint64).max, proof), false, "does not wrap");
    }

    function test_When_Y01_AHolderHasNoUnits() public view {
        Holders.Holder[] memory list = new Holders.Holder[](2);
        list[0] = Holders.Holder(address(1), TOTAL);
        list[1] = Holders.Holder(address(2), 0);
        bytes32 root = Holders.rootOf(list);
        assertEq(_verify(root, list, 0), true, "all units");
        assertEq(_verify(root, list, 1), false, "none");
    }

    /// @dev Two equal leaves: each has a right proof; that each holder takes once is the ledger's matter.
    function test_WhenY01_TwoLeavesAreEqual_BothProve() public view {
        Holders.Holder[] memory list = new Holders.Holder[](2);
        list[0] = Holders.Holder(address(1), TOTAL / 2);
        list[1] = Holders.Holder(address(1), TOTAL / 2);
        bytes32 root = Holders.rootOf(list);
        assertEq(_verify(root, list, 0), true, "first");
        assertEq(_verify(root, list, 1), true, "second");
    }

    function testFuzz_R08_EveryHolderProvesTheirUnits_AndNothingElse(uint256 count, uint256 seed) public view {
        count = bound(count, 1, 64);
        Holders.Holder[] memory list = Holders.random(count, TOTAL, seed);
        bytes32 root = Holders.rootOf(list);
        uint256 sum;
        for (uint256 i = 0; i < count; ++i) {
            assertEq(_verify(root, list, i), true, "holder");
            sum += list[i].units;
        }
        assertEq(sum, TOTAL, "sum");

        uint256 index = seed % count;
        Holders.Holder memory holder = list[index];
        IRoyalties.Sibling[] memory proof = Holders.proofOf(list, index);
        assertEq(this.verify(root, TOTAL, address(0xbad), holder.units, proof), false, "another account");
        assertEq(this.verify(root, TOTAL, holder.account, holder.units + 1, proof), false, "one more");
        assertEq(this.verify(root, TOTAL, holder.account, holder.units - 1, proof), false, "one less");
        assertEq(this.verify(~root, TOTAL, holder.account, holder.units, proof), false, "another root");
        if (proof.length == 0) return;

        // An altered sibling, moved units between leaf and sibling, wrong depth.
        uint256 level = (seed >> 8) % proof.length;
        proof[level].units += 1;
        assertEq(this.verify(root, TOTAL, holder.account, holder.units, proof), false, "sibling's units");
        assertEq(this.verify(root, TOTAL, holder.account, holder.units - 1, proof), false, "moved units");
        proof[level].units -= 1;
        proof[level].hash = ~proof[level].hash;
        assertEq(this.verify(root, TOTAL, holder.account, holder.units, proof), false, "sibling's hash");
        proof[level].hash = ~proof[level].hash;
        assertEq(this.verify(root, TOTAL, holder.account, holder.units, _resize(proof, 1)), false, "too long");
        assertEq(this.verify(root, TOTAL, holder.account, holder.units, _resize(proof, -1)), false, "too short");
    }

    /// @dev R08: an inner node has 128 bytes and a leaf 64, so the hash of one is never offered as the other: the only
    /// leaf that could stand for node 1 is an account and units whose encoding hashes to it.
    function testFuzz_R08_AnInnerNodeIsNoLeaf(uint256 count, uint256 seed) public view {
        count = bound(count, 2, 64);
        Holders.Holder[] memory list = Holders.random(count, TOTAL, seed);
        Holders.Node[] memory nodes = Holders.nodesOf(list);
        IRoyalties.Sibling[] memory proof = new IRoyalties.Sibling[](1);
        proof[0] = IRoyalties.Sibling(nodes[2].hash, nodes[2].units);
        address posing = address(uint160(uint256(nodes[1].hash)));
        assertEq(this.verify(nodes[0].hash, TOTAL, posing, nodes[1].units, proof), false, "node 1 as a leaf");
        assertEq(this.verify(nodes[0].hash, TOTAL, posing, TOTAL, new IRoyalties.Sibling[](0)), false, "the root");
    }

    function _verify(bytes32 root, Holders.Holder[] memory list, uint256 index) private view returns (bool) {
        return this.verify(root, TOTAL, list[index].account, list[index].units, Holders.proofOf(list, index));
    }

    function _resize(
        IRoyalties.Sibling[] memory proof,
        int256 by
    ) private pure returns (IRoyalties.Sibling[] memory other) {
        other = new IRoyalties.Sibling[](uint256(int256(proof.length) + by));
        for (uint256 i = 0; i < other.length && i < proof.length; ++i) other[i] = proof[i];
    }
}
