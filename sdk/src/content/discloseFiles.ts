import type { Hex } from "viem";
import { merkleProof } from "../merkle/merkleProof.ts";
import { blindingOf } from "./blindingOf.ts";
import { EmptyFileError } from "./EmptyFileError.ts";
import { filesTree } from "./filesTree.ts";
import { headOf } from "./headOf.ts";
import type { Manifest } from "./Manifest.ts";
import { UnknownPathError } from "./UnknownPathError.ts";

/** What makes one file findable: the Works contract checks it and logs the digest. */
export type Disclosure = {
  /** SHA-256 of the file. */
  digest: Hex;
  blinding: Hex;
  /** The siblings from the file's leaf to the content root. */
  proof: readonly Hex[];
};

/** Disclosures of the files with these paths; of every file that isn't empty if no paths are given. */
export function discloseFiles(manifest: Manifest, paths?: readonly string[]): Disclosure[] {
  const tree = filesTree(manifest);
  const head = headOf(manifest);
  const positions = new Map(manifest.files.map((entry, i) => [entry.path, i]));
  const chosen = paths ?? manifest.files.filter((entry) => entry.size > 0).map((entry) => entry.path);
  return chosen.map((path) => {
    const position = positions.get(path);
    const entry = position === undefined ? undefined : manifest.files[position];
    if (position === undefined || entry === undefined) throw new UnknownPathError(path);
    if (entry.size === 0) throw new EmptyFileError(path);
    return {
      digest: entry.sha256,
      blinding: blindingOf(entry, manifest.format),
      proof: [...merkleProof(tree, position), head],
    };
  });
}
