import type { Hex } from "viem";
import { chunkBytes, chunkValue, parentValue } from "./blake3Tree.ts";
import { hexOf } from "./treeValue.ts";

export type HashSpansOptions = {
  /** Called after each piece with the bytes read so far. */
  onProgress?: (bytes: number) => void;
};

/**
 * The nodes of a file's BLAKE3 tree over spans of chunks that follow one another, from a stream of exactly their bytes,
 * reading one piece at a time. Undefined if the stream has more or fewer bytes than `bytes`.
 */
export async function hashSpans(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { spans, bytes }: { spans: readonly { chunk: number; chunks: number }[]; bytes: number },
  { onProgress }: HashSpansOptions = {},
): Promise<Hex[] | undefined> {
  const nodes: Hex[] = [];
  const waiting = new Uint8Array(chunkBytes);
  let filled = 0;
  let read = 0;
  let span = 0;
  let done = 0;
  let stack: Uint32Array[] = [];

  const take = (chunk: Uint8Array) => {
    const current = spans[span];
    if (current === undefined) return;
    let value = chunkValue(chunk, current.chunk + done);
    done++;
    // As many complete pairs as there are zeros at the end of the count.
    for (let count = done; count % 2 === 0 && done < current.chunks; count /= 2) {
      value = parentValue(stack.pop() as Uint32Array, value);
    }
    stack.push(value);
    if (done < current.chunks) return;
    let top = stack.pop() as Uint32Array;
    while (stack.length > 0) top = parentValue(stack.pop() as Uint32Array, top);
    nodes.push(hexOf(top));
    stack = [];
    done = 0;
    span++;
  };

  for await (const piece of stream) {
    read += piece.length;
    if (read > bytes) return undefined;
    let at = 0;
    if (filled > 0) {
      at = Math.min(chunkBytes - filled, piece.length);
      waiting.set(piece.subarray(0, at), filled);
      filled += at;
      if (filled === chunkBytes) {
        take(waiting);
        filled = 0;
      }
    }
    for (; piece.length - at >= chunkBytes; at += chunkBytes) take(piece.subarray(at, at + chunkBytes));
    if (at < piece.length) {
      waiting.set(piece.subarray(at), filled);
      filled += piece.length - at;
    }
    onProgress?.(read);
  }
  if (filled > 0) take(waiting.subarray(0, filled));
  return read === bytes && span === spans.length ? nodes : undefined;
}
