import { EvidenceError } from "./EvidenceError.ts";
import type { RlpItem } from "./RlpItem.ts";

/** Headers and receipts nest 4 deep, trie nodes a little more; anything deeper is no data of ours. */
const maxDepth = 32;

function refuse(problem: string): never {
  throw new EvidenceError(`These bytes are not valid RLP: ${problem}`);
}

/**
 * The item that bytes encode in RLP. Strict: one item has one encoding, and nothing may follow it.
 * Throws an EvidenceError.
 */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const { item, end } = readItem(bytes, 0, bytes.length, 0);
  if (end !== bytes.length) refuse(`${bytes.length - end} bytes follow the end.`);
  return item;
}

function readItem(bytes: Uint8Array, start: number, limit: number, depth: number): { item: RlpItem; end: number } {
  if (start >= limit) refuse("they end too early.");
  if (depth > maxDepth) refuse(`they nest deeper than ${maxDepth} levels.`);
  const prefix = bytes[start] as number;
  if (prefix < 0x80) return { item: bytes.subarray(start, start + 1), end: start + 1 };

  const isList = prefix >= 0xc0;
  const short = prefix - (isList ? 0xc0 : 0x80);
  const { from, length } =
    short <= 55 ? { from: start + 1, length: short } : readLength(bytes, start + 1, short - 55, limit);
  const end = from + length;
  if (end > limit) refuse("they end too early.");
  if (isList) return { item: readItems(bytes, from, end, depth + 1), end };
  if (length === 1 && (bytes[from] as number) < 0x80) refuse("a small byte is written in two.");
  return { item: bytes.subarray(from, end), end };
}

function readItems(bytes: Uint8Array, from: number, limit: number, depth: number): RlpItem[] {
  const items: RlpItem[] = [];
  for (let at = from; at < limit; ) {
    const { item, end } = readItem(bytes, at, limit, depth);
    items.push(item);
    at = end;
  }
  return items;
}

/** A length of more than 55, written in `size` bytes. */
function readLength(bytes: Uint8Array, from: number, size: number, limit: number): { from: number; length: number } {
  if (size > 4) refuse("a length is beyond anything that fits here.");
  if (from + size > limit) refuse("they end too early.");
  let length = 0;
  for (let i = 0; i < size; i++) length = length * 256 + (bytes[from + i] as number);
  if (bytes[from] === 0) refuse("a length begins with zero.");
  if (length <= 55) refuse("a short length is written long.");
  return { from: from + size, length };
}
