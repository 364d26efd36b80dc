import { HashingError } from "@colophon/sdk";

/** Says that the browser could not read a file to its end. `reason` is the name of the browser's error. */
export function fileUnreadable(path: string, reason: string): HashingError {
  return new HashingError(
    reason === "NotFoundError"
      ? `“${path}” is no longer where it was. It was moved, renamed or deleted; choose it again.`
      : `“${path}” could not be read. It changed after you chose it, or another program or its permissions keep your browser out. Put that right and choose it again.`,
    { details: reason },
  );
}

/** Says that the browser ended the work in the background. */
export function hashingStopped(details?: string): HashingError {
  return new HashingError(
    "Your browser stopped the work in the background, perhaps for lack of memory. Nothing was recorded. Close other pages and start again.",
    details === undefined ? {} : { details },
  );
}

/** A file's bytes from the beginning. Not every browser can iterate over a stream. Throws a HashingError. */
export async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  try {
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw error instanceof DOMException ? fileUnreadable(file.name, error.name) : error;
  }
}

type FoundLines = {
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
