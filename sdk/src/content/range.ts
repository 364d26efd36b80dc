import { concat, type Hex, hexToBytes, keccak256 } from "viem";
import { ColophonError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { visibleLine } from "../model/words.ts";
import { chunkBytes, chunkValue, nodeFromBytes, nodeToHex, parentValue } from "./blake3.ts";
import { bytesHashOf, entryPartsOf, unknownPath } from "./disclosure.ts";
import type { Manifest } from "./manifest.ts";

/** Some bytes of a file: from `from` up to but not including `to`, both on borders of chunks or at the file's end. */
export type FileRange = {
  from: number;
  to: number;
  /** Of the whole file, in bytes. */
  size: number;
};

/** Bytes of a file that can't be shown for themselves. */
export class FileRangeError extends ColophonError {
  override name = "FileRangeError";
}

/** A range of a file, opened to the blinding of its entry: it shows the size and the BLAKE3 digest, but not the name. */
export type RangeDisclosure = {
  from: number;
  to: number;
  size: number;
  blake3: Hex;
  salt: Hex;
  /** The hash of what the file is called. */
  name: Hex;
  /** The nodes of the file's BLAKE3 tree within the range and beside it, in the order of the file. */
  nodes: readonly Hex[];
};

export type DiscloseRangeParameters = {
  path: string;
  from: number;
  to: number;
  /** From hashSpans over the file's rangeSpans. */
  nodes: readonly Hex[];
};

/** Opens a range of one of the files. Throws a FileRangeError that says what can't be shown, or a ContentError. */
export function discloseRange(
  { format, files }: Manifest,
  { path, from, to, nodes }: DiscloseRangeParameters,
): RangeDisclosure {
  if (format !== documents.manifest.format) {
    throw new FileRangeError(
      `The list of files is of an older kind (${format}), of which no part of a file can be shown. Disclose the whole file, or stamp it anew.`,
    );
  }
  const entry = files.find((file) => file.path === path);
  if (entry === undefined)
    throw unknownPath(
      path,
      files.map((file) => file.path),
    );
  const { name, bytes } = entryPartsOf(entry);
  const range = { from, to, size: bytes.size };
  const problem = rangeProblem(range);
  if (problem) throw new FileRangeError(`The bytes from ${from} to ${to} of “${visibleLine(path)}”: ${problem}`);
  if (rangeRoot(range, nodes) !== bytes.blake3) {
    throw new FileRangeError(`The file is not the one that the list calls “${visibleLine(path)}”: it was changed.`);
  }
  return { ...range, blake3: bytes.blake3, salt: bytes.salt, name, nodes };
}

/** Whether an opened range belongs to the file whose blinding is given. */
export function verifyRange(blinding: Hex, range: RangeDisclosure): boolean {
  if (rangeProblem(range)) return false;
  const opened = keccak256(concat([range.name, bytesHashOf(range)]));
  return opened === blinding && rangeRoot(range, range.nodes) === range.blake3;
}

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
    nodes.push(nodeToHex(top));
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

/** The BLAKE3 digest of a file from the nodes of a range's spans, or undefined if there are more or fewer of them. */
export function rangeRoot(range: FileRange, nodes: readonly Hex[]): Hex | undefined {
  const spans = rangeSpans(range);
  if (spans.length !== nodes.length) return undefined;
  let next = 0;
  const join = (chunk: number, chunks: number, isRoot: boolean): Uint32Array => {
    const span = spans[next];
    if (span?.chunk === chunk && span.chunks === chunks) return nodeFromBytes(hexToBytes(nodes[next++] as Hex));
    const left = leftChunks(chunks);
    const first = join(chunk, left, false);
    return parentValue(first, join(chunk + left, chunks - left, false), isRoot);
  };
  return nodeToHex(join(0, Math.ceil(range.size / chunkBytes), true));
}

/** A node of a file's BLAKE3 tree: so many chunks from a position on, all of them in a range or none. */
export type RangeSpan = { chunk: number; chunks: number; inside: boolean };

/** How many chunks the left of the two nodes below a node has: the largest power of two that leaves some. */
function leftChunks(chunks: number): number {
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
