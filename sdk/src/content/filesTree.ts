import { type MerkleTree, merkleTree } from "../merkle/merkleTree.ts";
import { blindingOf } from "./blindingOf.ts";
import { leafOf } from "./leafOf.ts";
import type { Manifest } from "./Manifest.ts";

/** The tree over the entries of a manifest, in their order. */
export function filesTree(manifest: Manifest): MerkleTree {
  const { format, files } = manifest;
  return merkleTree(files.map((entry) => leafOf({ sha256: entry.sha256, blinding: blindingOf(entry, format) })));
}
