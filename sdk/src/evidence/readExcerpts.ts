import type { Excerpt } from "../content/compareFiles.ts";
import { hashSpans } from "../content/hashSpans.ts";
import { rangeSpans } from "../content/rangeSpans.ts";
import type { Bundle } from "./Bundle.ts";

export type ExcerptFile = {
  size: number;
  /** Its bytes from the beginning; called once for each range of the same length. */
  read: () => AsyncIterable<Uint8Array>;
};

/** What a file would be as one of the ranges that a bundle discloses: {@link verifyBundle} compares it with them. */
export async function readExcerpts({ stamp }: Bundle, { size, read }: ExcerptFile): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (const { range } of stamp?.files ?? []) {
    if (range === undefined || range.to - range.from !== size) continue;
    const spans = rangeSpans(range).filter(({ inside }) => inside);
    const nodes = await hashSpans(read(), { spans, bytes: size });
    if (nodes) excerpts.push({ from: range.from, fileSize: range.size, nodes });
  }
  return excerpts;
}
