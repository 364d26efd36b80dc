import type { ComparedFile } from "../content/compareFiles.ts";
import type { RangeDisclosure } from "../content/discloseRange.ts";
import { rangeSpans } from "../content/rangeSpans.ts";
import type { BundleFile } from "./Bundle.ts";

/** The disclosed range that a file is, byte for byte, or undefined. */
export function findExcerpt(
  files: readonly BundleFile[] | undefined,
  { size, excerpts = [] }: ComparedFile,
): (BundleFile & { range: RangeDisclosure }) | undefined {
  for (const file of files ?? []) {
    const { range } = file;
    if (range === undefined || range.to - range.from !== size) continue;
    const spans = rangeSpans(range);
    const inside = range.nodes.filter((_, i) => spans[i]?.inside).join();
    const same = excerpts.some(
      ({ from, fileSize, nodes }) => from === range.from && fileSize === range.size && nodes.join() === inside,
    );
    if (same) return { ...file, range };
  }
  return undefined;
}
