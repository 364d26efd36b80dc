import {
  ColophonError,
  canonicalBytes,
  commitmentOf,
  createManifest,
  createOpening,
  leafOf,
  type Manifest,
  type MerkleTree,
  merkleProof,
  type Opening,
  verifyMerkleProof,
} from "@colophon/sdk";
import type { DisclosedOpening } from "@colophon/sdk/evidence";
import { createKeccak } from "hash-wasm";
import { bytesToHex, concat, hexToBytes, numberToBytes, pad, stringToBytes } from "viem";
import { UsageError } from "../Command.ts";
import { createProgressBar } from "../terminal.ts";
import { type BatchFolder, type BatchItem, type BatchState, manifestFormats } from "./batchFolder.ts";

/** An item's own opening, without its way to the root, in the format that the batch was begun in. */
export function openItem(
  { chainId, timestamps, claimant, anchor, manifest: format = manifestFormats[0] }: BatchState,
  item: BatchItem,
): Opening | DisclosedOpening {
  const { name, sha256, salt } = item;
  if ("blake3" in item) {
    const { size, blake3, entrySalt } = item;
    const files = [{ path: name, size, sha256, blake3, salt: entrySalt }];
    const manifest = { ...createManifest({ anchor, files }), format };
    return createOpening({ chainId, timestamps, claimant, salt, manifest });
  }
  // Of a bare digest nothing else is known: its leaf alone is the content.
  const { blinding } = item;
  const contentRoot = leafOf({ sha256, blinding });
  const parts = { chainId, timestamps, claimant, contentRoot, salt };
  return { ...parts, commitment: commitmentOf(parts), files: [{ digest: sha256, blinding, proof: [] }] };
}

type BatchTree = MerkleTree & { manifest: Manifest["format"] };

/**
 * The tree over the commitments of all items, in the SDK's layout, and in which format their lists of files are: where
 * that was not recorded, the one that makes what was stamped.
 */
export async function treeOf(batch: BatchFolder, state: BatchState): Promise<BatchTree> {
  const [first, ...others] = state.manifest ? [state.manifest] : manifestFormats;
  const tree = await treeIn(batch, { ...state, manifest: first });
  if (state.root === undefined || isStamped(tree, state)) return { ...tree, manifest: first as Manifest["format"] };
  for (const manifest of others) {
    const other = await treeIn(batch, { ...state, manifest });
    if (isStamped(other, state)) return { ...other, manifest };
  }
  throw new UsageError(
    `The items in ${batch.path} are not those that were stamped: they make the root ${tree.root}, not ${state.root}. Restore the folder from a copy.`,
  );
}

const isStamped = (tree: MerkleTree, { root, count }: BatchState) => tree.root === root && tree.size === count;

async function treeIn(batch: BatchFolder, state: BatchState): Promise<MerkleTree> {
  const keccak = await createKeccak256();
  const commit = createCommitter(state, keccak);
  const progress = createProgressBar("Committing", state.count ?? 0);
  let leaves = new Uint8Array(32 * (state.count ?? 1024));
  let size = 0;
  let [first, last]: [BatchItem?, BatchItem?] = [];
  for await (const item of batch.items()) {
    if (32 * size === leaves.length) {
      const larger = new Uint8Array(2 * leaves.length);
      larger.set(leaves);
      leaves = larger;
    }
    leaves.set(commit(item), 32 * size++);
    first ??= item;
    last = item;
    progress.add(1);
  }
  progress.end();
  if (!first || !last) throw new UsageError("There is nothing to stamp: no item, or only empty files.");
  const tree = join(leaves, size, keccak);
  // What is faster must still be the same: the SDK's own word on both ends of the batch, and on the way to the root.
  for (const [item, position] of [
    [first, 0],
    [last, size - 1],
  ] as const) {
    const leaf = openItem(state, item).commitment;
    if (!verifyMerkleProof({ root: tree.root, leaf, proof: merkleProof(tree, position) })) {
      throw new ColophonError(
        "This program computes wrong digests here. Nothing was stamped. Restart the machine, and report this if it stays.",
      );
    }
  }
  return tree;
}

/** The root first, the leaves last and in reverse, each node the join of the two below it. */
function join(leaves: Uint8Array, size: number, keccak: Keccak256): MerkleTree {
  const count = 2 * size - 1;
  const nodes = new Uint8Array(32 * count);
  const node = (index: number) => nodes.subarray(32 * index, 32 * index + 32);
  for (let i = 0; i < size; i++) nodes.set(leaves.subarray(32 * i, 32 * i + 32), 32 * (count - 1 - i));
  for (let i = size - 2; i >= 0; i--) nodes.set(joinNodes(node(2 * i + 1), node(2 * i + 2), keccak), 32 * i);
  return { root: bytesToHex(node(0)), size, nodes };
}

const type = "Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)";

/**
 * The commitments of a batch's items, as openItem makes them one by one, only faster. See docs/formats.md; whoever uses
 * it compares some of them with openItem's.
 */
function createCommitter(
  { chainId, timestamps, claimant, anchor, manifest = manifestFormats[0] }: BatchState,
  keccak: Keccak256,
): (item: BatchItem) => Uint8Array {
  const head = keccak(canonicalBytes({ format: manifest, ...(anchor && { anchor }) }));
  const parts = new Uint8Array(192);
  parts.set(keccak(stringToBytes(type)), 0);
  parts.set(concat([numberToBytes(chainId, { size: 32 }), hexToBytes(pad(timestamps)), hexToBytes(pad(claimant))]), 32);
  const pair = new Uint8Array(64);
  const halves = new Uint8Array(64);
  const salted = new Uint8Array(33);
  const leafOf = (sha256: `0x${string}`, blinding: Uint8Array) => {
    pair.set(hexToBytes(sha256), 0);
    pair.set(blinding, 32);
    return keccak(keccak(pair));
  };
  const contentRootOf = (item: BatchItem) => {
    if ("blinding" in item) return leafOf(item.sha256, hexToBytes(item.blinding));
    const { name, size, blake3, entrySalt } = item;
    const saltOf = (part: 1 | 2) => {
      salted.set(hexToBytes(entrySalt), 0);
      salted[32] = part;
      return bytesToHex(keccak(salted));
    };
    const [path, type] = [name.normalize("NFC"), "application/octet-stream"];
    if (manifest === "colophon-manifest/1") {
      const blinding = keccak(canonicalBytes({ path, size, type, blake3, salt: entrySalt }));
      return joinNodes(leafOf(item.sha256, blinding), head, keccak);
    }
    halves.set(keccak(canonicalBytes({ path, type, salt: saltOf(1) })), 0);
    halves.set(keccak(canonicalBytes({ blake3, size, salt: saltOf(2) })), 32);
    return joinNodes(leafOf(item.sha256, keccak(halves)), head, keccak);
  };
  return (item) => {
    parts.set(contentRootOf(item), 128);
    parts.set(hexToBytes(item.salt), 160);
    return keccak(parts);
  };
}

/** The parent of two nodes of a hash tree: keccak256(smaller || larger). */
function joinNodes(a: Uint8Array, b: Uint8Array, keccak: Keccak256): Uint8Array {
  let swapped = false;
  for (let i = 0; i < 32; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference === 0) continue;
    swapped = difference > 0;
    break;
  }
  const pair = new Uint8Array(64);
  pair.set(swapped ? b : a, 0);
  pair.set(swapped ? a : b, 32);
  return keccak(pair);
}

type Keccak256 = (bytes: Uint8Array) => Uint8Array;

/** keccak256 in WebAssembly, several times faster than in JavaScript: a million items need five million of them. */
async function createKeccak256(): Promise<Keccak256> {
  const hasher = await createKeccak(256);
  return (bytes) => {
    hasher.init();
    hasher.update(bytes);
    return hasher.digest("binary");
  };
}
