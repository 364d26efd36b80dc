import type { Hex } from "viem";
import { randomSalt } from "../commitment/randomSalt.ts";
import { DuplicatePathError } from "./DuplicatePathError.ts";
import { EmptyContentError } from "./EmptyContentError.ts";
import { InvalidPathError } from "./InvalidPathError.ts";
import type { Anchor, Manifest, ManifestEntry } from "./Manifest.ts";
import { mediaTypeOf } from "./mediaTypeOf.ts";
import { pathProblem } from "./pathProblem.ts";

export type HashedFile = {
  path: string;
  size: number;
  type?: string;
  sha256: Hex;
  blake3: Hex;
  /** Random when missing. */
  salt?: Hex;
};

export type CreateManifestParameters = { files: readonly HashedFile[]; anchor?: Anchor | undefined };

/** The manifest of files that were hashed; their order doesn't matter. */
export function createManifest({ files, anchor }: CreateManifestParameters): Manifest {
  if (!files.some((file) => file.size > 0)) throw new EmptyContentError(files.length);
  const entries = files.map((file): ManifestEntry => {
    const path = file.path.normalize("NFC");
    const problem = pathProblem(path);
    if (problem) throw new InvalidPathError(file.path, problem);
    const { size, sha256, blake3, salt = randomSalt() } = file;
    return { path, size, type: mediaTypeOf(file.type), sha256, blake3, salt };
  });
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  entries.forEach((entry, i) => {
    if (entries[i + 1]?.path === entry.path) throw new DuplicatePathError(entry.path);
  });
  return { format: "colophon-manifest/2", ...(anchor && { anchor }), files: entries };
}
