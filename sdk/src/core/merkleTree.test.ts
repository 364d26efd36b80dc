import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { bytesToHex, type Hex, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import { merkleProof, merkleTree, verifyMerkleProof } from "./merkle.ts";

const randomLeaves = (size: number): Hex[] =>
  Array.from({ length: size }, () => bytesToHex(crypto.getRandomValues(new Uint8Array(32))));

describe("merkleTree", () => {
  it("agrees with OpenZeppelin on random trees of every small size", () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = randomLeaves(size);
      const tree = merkleTree(leaves);
      const reference = SimpleMerkleTree.of(leaves, { sortLeaves: false });
      expect(tree.root).toBe(reference.root);
      expect(tree.nodes).toHaveLength(32 * (2 * size - 1));
      leaves.forEach((leaf, i) => {
        const proof = merkleProof(tree, i);
        expect(proof).toEqual(reference.getProof(i));
        const root = `0x${tree.root.slice(2).toUpperCase()}` as const;
        expect(verifyMerkleProof({ root, leaf, proof })).toBe(true);
      });
    }
  });

  it("R08 proves each of 2^12 leaves with 12 siblings, and duplicates too", () => {
    const leaves = randomLeaves(2 ** 12);
    leaves[5] = leaves[900] as Hex;
    const tree = merkleTree(leaves);
    for (const i of [0, 5, 900, 2 ** 12 - 1]) {
      const proof = merkleProof(tree, i);
      expect(proof).toHaveLength(12);
      expect(verifyMerkleProof({ root: tree.root, leaf: leaves[i] as Hex, proof })).toBe(true);
    }
  });

  it("R08 refuses a tree without leaves and positions that don't exist", () => {
    expect(() => merkleTree([])).toThrow("Give at least one leaf");
    const tree = merkleTree(randomLeaves(3));
    for (const position of [-1, 3, 0.5, Number.NaN]) expect(() => merkleProof(tree, position)).toThrow(/no leaf/);
  });

  it("R08 refuses a wrong leaf, a short, a long and a foreign proof", () => {
    const leaves = randomLeaves(9);
    const tree = merkleTree(leaves);
    const leaf = leaves[4] as Hex;
    const proof = merkleProof(tree, 4);
    const verify = (changed: Partial<Parameters<typeof verifyMerkleProof>[0]>) =>
      verifyMerkleProof({ root: tree.root, leaf, proof, ...changed });
    expect(verify({ leaf: keccak256(leaf) })).toBe(false);
    expect(verify({ proof: proof.slice(1) })).toBe(false);
    expect(verify({ proof: [...proof, leaf] })).toBe(false);
    expect(verify({ proof: merkleProof(tree, 5) })).toBe(false);
    expect(verify({ root: leaf })).toBe(false);
  });
});
