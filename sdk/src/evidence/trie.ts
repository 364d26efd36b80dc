import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { ColophonError } from "../model/errors.ts";
import { decodeRlp, EvidenceError, encodeRlp, type RlpItem } from "./rlp.ts";

type VerifyTrieProofParameters = {
  root: Hex;
  /** As it is in the trie: hashed already where the trie hashes its keys. */
  key: Uint8Array;
  /** The encoded nodes on the way, the root first. */
  proof: readonly Hex[];
};

const emptyRoot = keccak256("0x80");

function refuseProof(problem: string): never {
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
    refuseProof("it is empty, but the trie is not.");
  }
  let used = 0;
  const next = (hash: Hex): RlpItem => {
    const encoded = proof[used];
    if (encoded === undefined) refuseProof(`it breaks off after ${used} nodes.`);
    const bytes = hexToBytes(encoded);
    const found = keccak256(bytes);
    if (found !== hash) refuseProof(`node ${used} has the hash ${found}, but ${hash} leads to it.`);
    used++;
    return decodeRlp(bytes);
  };
  const value = follow(next(root), nibblesOf(key), next);
  if (used < proof.length) refuseProof(`${proof.length - used} of its nodes are not on the way.`);
  return value;
}

function follow(top: RlpItem, nibbles: readonly number[], next: (hash: Hex) => RlpItem): Uint8Array | undefined {
  let node = top;
  for (let depth = 0; ; ) {
    if (node instanceof Uint8Array) refuseProof("a node is not a list.");
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
      if (path === undefined) refuseProof("a node's path can't be read.");
      const fits = path.nibbles.every((nibble, i) => nibbles[depth + i] === nibble);
      if (path.isLeaf) {
        return fits && depth + path.nibbles.length === nibbles.length ? asValue(rest) : undefined;
      }
      if (!fits) return undefined;
      depth += path.nibbles.length;
      child = rest;
    } else refuseProof(`a node has ${node.length} parts instead of 2 or 17.`);
    if (!(child instanceof Uint8Array)) node = child;
    else if (child.length === 32) node = next(bytesToHex(child));
    else refuseProof(`a link has ${child.length} bytes instead of 32.`);
  }
}

function asValue(item: RlpItem): Uint8Array | undefined {
  if (!(item instanceof Uint8Array)) refuseProof("a value is not bytes.");
  return item.length === 0 ? undefined : item;
}

type TrieEntry = { key: Uint8Array; value: Uint8Array };

type Trie = {
  root: Hex;
  /** The encoded nodes from the root to a key's value, as `eth_getProof` gives them. Throws for a key that isn't there. */
  proof: (key: Uint8Array) => Hex[];
};

type TrieNode = {
  item: RlpItem;
  bytes: Uint8Array;
  /** The nibbles that this node takes of the path; none for a branch. */
  path: readonly number[];
  children: readonly (TrieNode | undefined)[];
};

type Leaf = { nibbles: readonly number[]; value: Uint8Array };

function node(item: RlpItem, path: readonly number[], children: readonly (TrieNode | undefined)[]): TrieNode {
  return { item, bytes: encodeRlp(item), path, children };
}

/** How a parent names a child: by its hash, or by itself when that is shorter. */
function reference(child: TrieNode | undefined): RlpItem {
  if (child === undefined) return new Uint8Array();
  return child.bytes.length < 32 ? child.item : keccak256(child.bytes, "bytes");
}

/** How many nibbles all leaves share from `depth` on. */
function sharedFrom(leaves: readonly Leaf[], depth: number): number {
  const [first] = leaves as [Leaf, ...Leaf[]];
  let shared = first.nibbles.length - depth;
  for (const { nibbles } of leaves) {
    let same = 0;
    while (same < shared && nibbles[depth + same] === first.nibbles[depth + same]) same++;
    shared = same;
  }
  return shared;
}

function build(leaves: readonly Leaf[], depth: number): TrieNode {
  const [first] = leaves as [Leaf, ...Leaf[]];
  if (leaves.length === 1) {
    const path = first.nibbles.slice(depth);
    return node([packPath(path, true), first.value], path, []);
  }
  const shared = sharedFrom(leaves, depth);
  if (shared > 0) {
    const path = first.nibbles.slice(depth, depth + shared);
    const child = build(leaves, depth + shared);
    return node([packPath(path, false), reference(child)], path, [child]);
  }
  const ending = leaves.find(({ nibbles }) => nibbles.length === depth);
  const children = Array.from({ length: 16 }, (_, nibble) => {
    const under = leaves.filter(({ nibbles }) => nibbles[depth] === nibble);
    return under.length > 0 ? build(under, depth + 1) : undefined;
  });
  return node([...children.map(reference), ending?.value ?? new Uint8Array()], [], children);
}

/**
 * A Merkle Patricia trie (Ethereum Yellow Paper, appendix D) over entries with different keys and values that aren't
 * empty, such as the receipts of a block.
 */
export function createTrie(entries: readonly TrieEntry[]): Trie {
  if (entries.length === 0) {
    return { root: keccak256("0x80"), proof: () => refuseKey() };
  }
  const top = build(
    entries.map(({ key, value }) => ({ nibbles: nibblesOf(key), value })),
    0,
  );
  return {
    root: keccak256(top.bytes),
    proof(key) {
      const nibbles = nibblesOf(key);
      const proof: Hex[] = [];
      let current: TrieNode | undefined = top;
      for (let depth = 0; current; ) {
        // A short node stands inside its parent; only the root is always on its own.
        if (current === top || current.bytes.length >= 32) proof.push(bytesToHex(current.bytes));
        for (const nibble of current.path) if (nibbles[depth++] !== nibble) refuseKey();
        if (current.children.length === 16) {
          const nibble = nibbles[depth++];
          if (nibble === undefined) return proof;
          current = current.children[nibble] ?? refuseKey();
        } else if (current.children.length === 1) current = current.children[0];
        else if (depth === nibbles.length) return proof;
        else refuseKey();
      }
      return refuseKey();
    },
  };
}

function refuseKey(): never {
  throw new ColophonError("The trie has no such key. Ask for one of the keys it was made with.");
}

/** The half-bytes of a trie's key, the high one first. */
function nibblesOf(key: Uint8Array): number[] {
  return [...key].flatMap((byte) => [byte >> 4, byte & 15]);
}

/** A path in a node as the Yellow Paper writes it (appendix C, "hex-prefix"): whether it ends in a leaf, and its parity. */
function packPath(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const odd = nibbles.length % 2;
  const all = [(isLeaf ? 2 : 0) + odd, ...(odd ? [] : [0]), ...nibbles];
  return Uint8Array.from(
    { length: all.length / 2 },
    (_, i) => ((all[2 * i] as number) << 4) | (all[2 * i + 1] as number),
  );
}

/** The path that {@link packPath} wrote, or undefined if the bytes are none. */
function unpackPath(bytes: Uint8Array): { nibbles: number[]; isLeaf: boolean } | undefined {
  const [flag, padding, ...rest] = nibblesOf(bytes);
  if (flag === undefined || padding === undefined || flag > 3) return undefined;
  const isLeaf = flag >= 2;
  if (flag % 2 === 1) return { nibbles: [padding, ...rest], isLeaf };
  return padding === 0 ? { nibbles: rest, isLeaf } : undefined;
}
