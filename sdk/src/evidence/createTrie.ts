import { bytesToHex, type Hex, keccak256 } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";
import { encodeRlp } from "./encodeRlp.ts";
import { nibblesOf, packPath } from "./nibbles.ts";
import type { RlpItem } from "./RlpItem.ts";

export type TrieEntry = { key: Uint8Array; value: Uint8Array };

export type Trie = {
  root: Hex;
  /** The encoded nodes from the root to a key's value, as `eth_getProof` gives them. Throws for a key that isn't there. */
  proof: (key: Uint8Array) => Hex[];
};

type Node = {
  item: RlpItem;
  bytes: Uint8Array;
  /** The nibbles that this node takes of the path; none for a branch. */
  path: readonly number[];
  children: readonly (Node | undefined)[];
};

type Leaf = { nibbles: readonly number[]; value: Uint8Array };

function node(item: RlpItem, path: readonly number[], children: readonly (Node | undefined)[]): Node {
  return { item, bytes: encodeRlp(item), path, children };
}

/** How a parent names a child: by its hash, or by itself when that is shorter. */
function reference(child: Node | undefined): RlpItem {
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

function build(leaves: readonly Leaf[], depth: number): Node {
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
    return { root: keccak256("0x80"), proof: () => refuse() };
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
      let current: Node | undefined = top;
      for (let depth = 0; current; ) {
        // A short node stands inside its parent; only the root is always on its own.
        if (current === top || current.bytes.length >= 32) proof.push(bytesToHex(current.bytes));
        for (const nibble of current.path) if (nibbles[depth++] !== nibble) refuse();
        if (current.children.length === 16) {
          const nibble = nibbles[depth++];
          if (nibble === undefined) return proof;
          current = current.children[nibble] ?? refuse();
        } else if (current.children.length === 1) current = current.children[0];
        else if (depth === nibbles.length) return proof;
        else refuse();
      }
      return refuse();
    },
  };
}

function refuse(): never {
  throw new ColophonError("The trie has no such key. Ask for one of the keys it was made with.");
}
