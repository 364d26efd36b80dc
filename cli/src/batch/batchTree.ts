import {
  ColophonError,
  canonicalBytes,
  commitmentOf,
  createFastKeccak,
  createManifest,
  createOpening,
  hashPair,
  type Keccak,
  leafMaker,
  leafOf,
  type Manifest,
  type MerkleTree,
  manifestFormats,
  merkleProof,
  merkleTreeOfBytes,
  type Opening,
  verifyMerkleProof,
} from "@colophon/sdk";
import type { DisclosedOpening } from "@colophon/sdk/evidence";
import { concat, hexToBytes, numberToBytes, pad, stringToBytes } from "viem";
import { UsageError } from "../Command.ts";
import { createProgressBar } from "../terminal.ts";
import type { BatchFolder, BatchItem, BatchState } from "./batchFolder.ts";

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
  const [first = manifestFormats[0], ...others] = state.manifest ? [state.manifest] : manifestFormats;
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
  const keccak = await createFastKeccak();
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
  const tree = merkleTreeOfBytes(leaves.subarray(0, 32 * size), keccak);
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

const type = "Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)";

/**
 * The commitments of a batch's items, as openItem makes them one by one, only faster. See docs/formats.md; whoever uses
 * it compares some of them with openItem's.
 */
function createCommitter(
  { chainId, timestamps, claimant, anchor, manifest = manifestFormats[0] }: BatchState,
  keccak: Keccak,
): (item: BatchItem) => Uint8Array {
  const head = keccak(canonicalBytes({ format: manifest, ...(anchor && { anchor }) }));
  const parts = new Uint8Array(192);
  parts.set(keccak(stringToBytes(type)), 0);
  parts.set(concat([numberToBytes(chainId, { size: 32 }), hexToBytes(pad(timestamps)), hexToBytes(pad(claimant))]), 32);
  const leafOfEntry = leafMaker(keccak, manifest);
  const contentRootOf = (item: BatchItem) => {
    // Of a bare digest nothing else is known: its leaf alone is the content.
    if ("blinding" in item) return keccak(keccak(hexToBytes(concat([item.sha256, item.blinding]))));
    const { name, size, sha256, blake3, entrySalt: salt } = item;
    const path = name.normalize("NFC");
    const leaf = leafOfEntry({ path, size, type: "application/octet-stream", sha256, blake3, salt });
    return hashPair(leaf, head, keccak);
  };
  return (item) => {
    parts.set(contentRootOf(item), 128);
    parts.set(hexToBytes(item.salt), 160);
    return keccak(parts);
  };
}
