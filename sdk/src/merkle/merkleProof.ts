import { bytesToHex, type Hex } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";
import type { MerkleTree } from "./merkleTree.ts";

/** The siblings from a leaf, by its position, up to the root. */
export function merkleProof(tree: MerkleTree, position: number): Hex[] {
  if (!Number.isInteger(position) || position < 0 || position >= tree.size) {
    throw new ColophonError(`There is no leaf ${position}: the tree has ${tree.size}, counted from 0.`);
  }
  const proof: Hex[] = [];
  for (let i = 2 * tree.size - 2 - position; i > 0; i = (i - 1) >> 1) {
    const sibling = i % 2 === 0 ? i - 1 : i + 1;
    proof.push(bytesToHex(tree.nodes.subarray(sibling * 32, sibling * 32 + 32)));
  }
  return proof;
}
