import type { Hex } from "viem";
import type { Manifest, ManifestEntry } from "./manifest.ts";

/** What a file would be as a range of a larger one: the nodes of that one's BLAKE3 tree within the range. */
export type Excerpt = { from: number; fileSize: number; nodes: readonly Hex[] };

export type ComparedFile = {
  path: string;
  size: number;
  sha256: Hex;
  blake3: Hex;
  /** For a bundle that discloses ranges. */
  excerpts?: readonly Excerpt[] | undefined;
};

export type FileComparison = {
  /** Whether the files are exactly those of the manifest, names included. */
  identical: boolean;
  same: ManifestEntry[];
  /** The same bytes under another name. */
  renamed: { entry: ManifestEntry; file: ComparedFile }[];
  /** The same name with other bytes. */
  changed: { entry: ManifestEntry; file: ComparedFile }[];
  /** In the manifest, but not among the files. */
  missing: ManifestEntry[];
  /** Among the files, but not in the manifest. */
  added: ComparedFile[];
};

function sameBytes(a: ComparedFile, b: ComparedFile): boolean {
  return a.size === b.size && a.sha256 === b.sha256 && a.blake3 === b.blake3;
}

/** How files differ from those that a manifest recorded. */
export function compareFiles(manifest: Manifest, files: readonly ComparedFile[]): FileComparison {
  const byPath = new Map(files.map((file) => [file.path.normalize("NFC"), file]));
  const result: FileComparison = { identical: false, same: [], renamed: [], changed: [], missing: [], added: [] };
  const unmatched: ManifestEntry[] = [];
  for (const entry of manifest.files) {
    const file = byPath.get(entry.path);
    if (file && sameBytes(entry, file)) {
      result.same.push(entry);
      byPath.delete(entry.path);
    } else unmatched.push(entry);
  }
  const byDigest = new Map<Hex, string[]>();
  for (const [path, file] of byPath) byDigest.set(file.sha256, [...(byDigest.get(file.sha256) ?? []), path]);
  const rest: ManifestEntry[] = [];
  for (const entry of unmatched) {
    const path = byDigest.get(entry.sha256)?.pop();
    const file = path === undefined ? undefined : byPath.get(path);
    if (path !== undefined && file && sameBytes(entry, file)) {
      result.renamed.push({ entry, file });
      byPath.delete(path);
    } else rest.push(entry);
  }
  for (const entry of rest) {
    const file = byPath.get(entry.path);
    if (file) {
      result.changed.push({ entry, file });
      byPath.delete(entry.path);
    } else result.missing.push(entry);
  }
  result.added = [...byPath.values()];
  result.identical = result.same.length === manifest.files.length && result.added.length === 0;
  return result;
}
