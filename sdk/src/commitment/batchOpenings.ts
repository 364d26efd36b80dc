import type { Hex } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";
import { merkleProof } from "../merkle/merkleProof.ts";
import { merkleTree } from "../merkle/merkleTree.ts";
import type { Opening } from "./Opening.ts";

export type OpeningBatch = {
  /** What to stamp. */
  commitment: Hex;
  /** The openings in the same order, each with its way to the stamped root. */
  openings: Opening[];
};

/** Joins openings so that one stamp serves them all. A batch of one is its own commitment. */
export function batchOpenings(openings: readonly Opening[]): OpeningBatch {
  const [first] = openings;
  if (first === undefined) throw new ColophonError("There is nothing to stamp. Add at least one opening.");
  for (const { chainId, timestamps } of openings) {
    if (chainId !== first.chainId || timestamps !== first.timestamps) {
      throw new ColophonError(
        `One opening is for chain ${first.chainId} (contract ${first.timestamps}) and another for chain ${chainId} (contract ${timestamps}). Stamp them separately.`,
      );
    }
  }
  if (openings.length === 1) return { commitment: first.commitment, openings: [{ ...first, batch: undefined }] };
  const tree = merkleTree(openings.map((opening) => opening.commitment));
  return {
    commitment: tree.root,
    openings: openings.map((opening, i) => ({ ...opening, batch: { root: tree.root, proof: merkleProof(tree, i) } })),
  };
}
