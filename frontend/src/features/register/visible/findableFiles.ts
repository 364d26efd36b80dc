import { disclosureLimit, type Manifest, type ManifestEntry } from "@colophon/sdk";

export type FindableFiles = {
  /** Every file that can be made findable, each content once. */
  all: readonly ManifestEntry[];
  /** Those that are. */
  chosen: readonly ManifestEntry[];
  /** How many fit into the transaction. */
  limit: number;
};

/** Which files of a manifest become findable: all that are not hidden, as far as they fit into one transaction. */
export function findableFiles(manifest: Manifest, hidden: readonly string[]): FindableFiles {
  const limit = disclosureLimit(manifest.files.length);
  const digests = new Set<string>();
  const all = manifest.files.filter(({ size, sha256 }) => {
    const first = size > 0 && !digests.has(sha256);
    if (first) digests.add(sha256);
    return first;
  });
  const leftOut = new Set(hidden);
  const chosen = all.filter(({ path }) => !leftOut.has(path)).slice(0, limit);
  return { all, chosen, limit };
}
