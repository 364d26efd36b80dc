import { type Hex, hexToBytes } from "viem";
import { chunkBytes, parentValue } from "./blake3Tree.ts";
import type { FileRange } from "./FileRange.ts";
import { leftChunks, rangeSpans } from "./rangeSpans.ts";
import { hexOf, wordsOf } from "./treeValue.ts";

/** The BLAKE3 digest of a file from the nodes of a range's spans, or undefined if there are more or fewer of them. */
export function rangeRoot(range: FileRange, nodes: readonly Hex[]): Hex | undefined {
  const spans = rangeSpans(range);
  if (spans.length !== nodes.length) return undefined;
  let next = 0;
  const join = (chunk: number, chunks: number, isRoot: boolean): Uint32Array => {
    const span = spans[next];
    if (span?.chunk === chunk && span.chunks === chunks) return wordsOf(hexToBytes(nodes[next++] as Hex));
    const left = leftChunks(chunks);
    const first = join(chunk, left, false);
    return parentValue(first, join(chunk + left, chunks - left, false), isRoot);
  };
  return hexOf(join(0, Math.ceil(range.size / chunkBytes), true));
}
