import { type MerkleTree, merkleTree } from "@colophon/sdk";
import type { Hex } from "viem";
import { createProgress } from "../createProgress.ts";
import { UsageError } from "../UsageError.ts";
import type { BatchState } from "./BatchState.ts";
import type { BatchFolder } from "./batchFolder.ts";
import { openItem } from "./openItem.ts";

/** The tree over the commitments of all items. */
export async function treeOf(batch: BatchFolder, state: BatchState): Promise<MerkleTree> {
  const leaves: Hex[] = [];
  const progress = createProgress("Committing", state.count ?? 0);
  for await (const item of batch.items()) {
    leaves.push(openItem(state, item).commitment);
    progress.add(1);
  }
  progress.end();
  if (leaves.length === 0) throw new UsageError("There is nothing to stamp: no item, or only empty files.");
  const tree = merkleTree(leaves);
  if (state.root !== undefined && (tree.root !== state.root || tree.size !== state.count)) {
    throw new UsageError(
      `The items in ${batch.path} are not those that were stamped: they make the root ${tree.root}, not ${state.root}. Restore the folder from a copy.`,
    );
  }
  return tree;
}
