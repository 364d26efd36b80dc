import { chunkBytes } from "./blake3Tree.ts";
import type { FileRange } from "./FileRange.ts";

/** What is wrong with a range, as a sentence, or undefined. */
export function rangeProblem({ from, to, size }: FileRange): string | undefined {
  if (![from, to, size].every((number) => Number.isSafeInteger(number) && number >= 0)) return "it is not whole.";
  if (from >= to || to > size) return "it has no bytes, or bytes that the file doesn't have.";
  if (from % chunkBytes !== 0 || (to % chunkBytes !== 0 && to !== size)) {
    return `it does not begin and end at a multiple of ${chunkBytes} bytes or at the end of the file.`;
  }
  if (to - from === size) return "it is the whole file, which is disclosed as such.";
  return undefined;
}
