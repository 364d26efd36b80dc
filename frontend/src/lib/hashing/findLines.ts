export type FoundLines = {
  /** In bytes: from the beginning of the first line up to the beginning of the one after the last. */
  from: number;
  to: number;
};

const lineFeed = 0x0a;

/** Where lines of a text are, the first of which is 1; or, if it has fewer, how many it has. */
export async function findLines(
  stream: AsyncIterable<Uint8Array>,
  { first, last }: { first: number; last: number },
): Promise<FoundLines | { lines: number }> {
  let line = 1;
  let from = first === 1 ? 0 : undefined;
  let before = 0;
  let begun = false;
  for await (const piece of stream) {
    for (let at = piece.indexOf(lineFeed) + 1; at > 0; at = piece.indexOf(lineFeed, at) + 1) {
      line++;
      if (line === first) from = before + at;
      if (line === last + 1 && from !== undefined) return { from, to: before + at };
    }
    before += piece.length;
    if (piece.length > 0) begun = piece.at(-1) !== lineFeed;
  }
  // The last line of a text may end without a line feed.
  const lines = begun ? line : line - 1;
  return lines === last && from !== undefined ? { from, to: before } : { lines };
}
