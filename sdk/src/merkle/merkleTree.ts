import { bytesToHex, type Hex, hexToBytes } from "viem";
import { EmptyTreeError } from "./EmptyTreeError.ts";
import { hashPair } from "./hashPair.ts";

export type MerkleTree = {
  root: Hex;
  /** How many leaves. */
  size: number;
  /** 2 * size - 1 nodes of 32 bytes: the root first, the leaves last and in reverse. */
  nodes: Uint8Array;
};

/** A tree over leaves in their given order, laid out like OpenZeppelin's SimpleMerkleTree without sorting. */
export function merkleTree(leaves: readonly Hex[]): MerkleTree {
  if (leaves.length === 0) throw new EmptyTreeError();
  const count = 2 * leaves.length - 1;
  const nodes = new Uint8Array(count * 32);
  const node = (index: number) => nodes.subarray(index * 32, index * 32 + 32);
  leaves.forEach((leaf, i) => {
    nodes.set(hexToBytes(leaf, { size: 32 }), (count - 1 - i) * 32);
  });
  for (let i = leaves.length - 2; i >= 0; i--) nodes.set(hashPair(node(2 * i + 1), node(2 * i + 2)), i * 32);
  return { root: bytesToHex(node(0)), size: leaves.length, nodes };
}
