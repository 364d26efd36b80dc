import { ColophonError, type Manifest, type MerkleTree, merkleProof, verifyMerkleProof } from "@colophon/sdk";
import { bytesToHex } from "viem";
import { createProgress } from "../createProgress.ts";
import { UsageError } from "../UsageError.ts";
import type { BatchItem } from "./BatchItem.ts";
import type { BatchState } from "./BatchState.ts";
import type { BatchFolder } from "./batchFolder.ts";
import { createCommitter } from "./createCommitter.ts";
import { createKeccak256, type Keccak256 } from "./createKeccak256.ts";
import { joinNodes } from "./joinNodes.ts";
import { manifestFormats } from "./manifestFormats.ts";
import { openItem } from "./openItem.ts";

export type BatchTree = MerkleTree & { manifest: Manifest["format"] };

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
  const progress = createProgress("Committing", state.count ?? 0);
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
