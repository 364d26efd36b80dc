import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { decodeRlp } from "./decodeRlp.ts";
import { EvidenceError } from "./EvidenceError.ts";
import { nibblesOf, unpackPath } from "./nibbles.ts";
import type { RlpItem } from "./RlpItem.ts";

export type VerifyTrieProofParameters = {
  root: Hex;
  /** As it is in the trie: hashed already where the trie hashes its keys. */
  key: Uint8Array;
  /** The encoded nodes on the way, the root first. */
  proof: readonly Hex[];
};

const emptyRoot = keccak256("0x80");

function refuse(problem: string): never {
  throw new EvidenceError(`The proof does not hold: ${problem}`);
}

/**
 * The value that a Merkle Patricia trie (Ethereum Yellow Paper, appendix D) has for a key, or undefined if the proof
 * shows that it has none. Every node must be needed and match the hash that leads to it; throws an EvidenceError
 * otherwise.
 */
export function verifyTrieProof({ root, key, proof }: VerifyTrieProofParameters): Uint8Array | undefined {
  if (proof.length === 0) {
    if (root === emptyRoot) return undefined;
    refuse("it is empty, but the trie is not.");
  }
  let used = 0;
  const next = (hash: Hex): RlpItem => {
    const encoded = proof[used];
    if (encoded === undefined) refuse(`it breaks off after ${used} nodes.`);
    const bytes = hexToBytes(encoded);
    const found = keccak256(bytes);
    if (found !== hash) refuse(`node ${used} has the hash ${found}, but ${hash} leads to it.`);
    used++;
    return decodeRlp(bytes);
  };
  const value = follow(next(root), nibblesOf(key), next);
  if (used < proof.length) refuse(`${proof.length - used} of its nodes are not on the way.`);
  return value;
}

function follow(top: RlpItem, nibbles: readonly number[], next: (hash: Hex) => RlpItem): Uint8Array | undefined {
  let node = top;
  for (let depth = 0; ; ) {
    if (node instanceof Uint8Array) refuse("a node is not a list.");
    let child: RlpItem;
    if (node.length === 17) {
      const nibble = nibbles[depth];
      if (nibble === undefined) return asValue(node[16] as RlpItem);
      child = node[nibble] as RlpItem;
      depth++;
      if (child instanceof Uint8Array && child.length === 0) return undefined;
    } else if (node.length === 2) {
      const [packed, rest] = node as readonly [RlpItem, RlpItem];
      const path = packed instanceof Uint8Array ? unpackPath(packed) : undefined;
      if (path === undefined) refuse("a node's path can't be read.");
      const fits = path.nibbles.every((nibble, i) => nibbles[depth + i] === nibble);
      if (path.isLeaf) {
        return fits && depth + path.nibbles.length === nibbles.length ? asValue(rest) : undefined;
      }
      if (!fits) return undefined;
      depth += path.nibbles.length;
      child = rest;
    } else refuse(`a node has ${node.length} parts instead of 2 or 17.`);
    if (!(child instanceof Uint8Array)) node = child;
    else if (child.length === 32) node = next(bytesToHex(child));
    else refuse(`a link has ${child.length} bytes instead of 32.`);
  }
}

function asValue(item: RlpItem): Uint8Array | undefined {
  if (!(item instanceof Uint8Array)) refuse("a value is not bytes.");
  return item.length === 0 ? undefined : item;
}
