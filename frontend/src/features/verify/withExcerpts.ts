import type { Bundle, ComparedFile } from "@colophon/sdk";
import type { ChosenFiles } from "../../lib/files/ChosenFiles.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";

/** Adds what files of the right length would be as the parts of files that a bundle shows. */
export async function withExcerpts(
  bundle: Bundle,
  files: readonly ComparedFile[],
  chosen: ChosenFiles | undefined,
  signal: AbortSignal,
): Promise<readonly ComparedFile[]> {
  const lengths = new Set(bundle.stamp?.files?.flatMap(({ range }) => (range ? [range.to - range.from] : [])));
  const parts = chosen?.files.filter(({ file }) => lengths.has(file.size)) ?? [];
  if (parts.length === 0) return files;
  const excerpts = await runManifestJob("readExcerpts", { bundle, files: parts.map(({ file }) => file) }, signal);
  const byPath = new Map(parts.map(({ path }, i) => [path, excerpts[i]]));
  return files.map((compared) => {
    const found = byPath.get(compared.path);
    return found ? { ...compared, excerpts: found } : compared;
  });
}
