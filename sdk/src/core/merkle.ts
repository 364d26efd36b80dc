import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { ColophonError } from "../model/errors.ts";

export type MerkleTree = {
  root: Hex;
  /** How many leaves. */
  size: number;
  /** 2 * size - 1 nodes of 32 bytes: the root first, the leaves last and in reverse. */
  nodes: Uint8Array;
};

/** A tree over leaves in their given order, laid out like OpenZeppelin's SimpleMerkleTree without sorting. */
export function merkleTree(leaves: readonly Hex[]): MerkleTree {
  const bytes = new Uint8Array(leaves.length * 32);
  leaves.forEach((leaf, i) => {
    bytes.set(hexToBytes(leaf, { size: 32 }), i * 32);
  });
  return merkleTreeOfBytes(bytes);
}

/** The same over leaves that stand behind one another, 32 bytes each, perhaps with a faster hash. */
export function merkleTreeOfBytes(leaves: Uint8Array, keccak?: (bytes: Uint8Array) => Uint8Array): MerkleTree {
  const size = leaves.length / 32;
  if (size === 0) throw new ColophonError("There is nothing to build a tree from. Give at least one leaf.");
  const count = 2 * size - 1;
  const nodes = new Uint8Array(count * 32);
  const node = (index: number) => nodes.subarray(index * 32, index * 32 + 32);
  for (let i = 0; i < size; i++) nodes.set(leaves.subarray(i * 32, i * 32 + 32), (count - 1 - i) * 32);
  for (let i = size - 2; i >= 0; i--) nodes.set(hashPair(node(2 * i + 1), node(2 * i + 2), keccak), i * 32);
  return { root: bytesToHex(node(0)), size, nodes };
}

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

type VerifyMerkleProofParameters = { root: Hex; leaf: Hex; proof: readonly Hex[] };

/** Whether the siblings lead from the leaf to the root. */
export function verifyMerkleProof({ root, leaf, proof }: VerifyMerkleProofParameters): boolean {
  const top = proof.reduce((node, sibling) => hashPair(node, hexToBytes(sibling)), hexToBytes(leaf));
  return bytesToHex(top) === root.toLowerCase();
}

/** The parent of two nodes, whichever comes first: keccak256(smaller || larger). */
export function hashPair(
  a: Uint8Array,
  b: Uint8Array,
  keccak: (bytes: Uint8Array) => Uint8Array = (bytes) => keccak256(bytes, "bytes"),
): Uint8Array {
  const pair = new Uint8Array(64);
  const swapped = compareBytes(a, b) > 0;
  pair.set(swapped ? b : a, 0);
  pair.set(swapped ? a : b, 32);
  return keccak(pair);
}

/** Less than, equal to or greater than zero as `a` comes before, equals or comes after `b`, of the same length. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
