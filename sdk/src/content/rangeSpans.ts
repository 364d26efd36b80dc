import { chunkBytes } from "./blake3Tree.ts";
import type { FileRange } from "./FileRange.ts";

/** A node of a file's BLAKE3 tree: so many chunks from a position on, all of them in a range or none. */
export type RangeSpan = { chunk: number; chunks: number; inside: boolean };

/** How many chunks the left of the two nodes below a node has: the largest power of two that leaves some. */
export function leftChunks(chunks: number): number {
  let left = 1;
  while (left * 2 < chunks) left *= 2;
  return left;
}

/** The largest nodes of a file's tree that lie within a range or beside it, in the order of the file. */
export function rangeSpans({ from, to, size }: FileRange): RangeSpan[] {
  const [first, end] = [from / chunkBytes, Math.ceil(to / chunkBytes)];
  const spans: RangeSpan[] = [];
  const visit = (chunk: number, chunks: number): void => {
    const inside = chunk >= first && chunk + chunks <= end;
    if (inside || chunk >= end || chunk + chunks <= first) {
      spans.push({ chunk, chunks, inside });
      return;
    }
    const left = leftChunks(chunks);
    visit(chunk, left);
    visit(chunk + left, chunks - left);
  };
  visit(0, Math.ceil(size / chunkBytes));
  return spans;
}
