import { bytesToBigInt, numberToBytes, toRlp } from "viem";
import { ColophonError } from "../model/errors.ts";

/** Evidence that can't be made or read: what a node said contradicts itself, or bytes aren't what they should be. */
export class EvidenceError extends ColophonError {
  override name = "EvidenceError";
}

/** What RLP encodes: bytes, or a list of such items (Ethereum Yellow Paper, appendix B). */
export type RlpItem = Uint8Array | readonly RlpItem[];

/** Headers and receipts nest 4 deep, trie nodes a little more; anything deeper is no data of ours. */
const maxRlpDepth = 32;

function refuseRlp(problem: string): never {
  throw new EvidenceError(`These bytes are not valid RLP: ${problem}`);
}

/**
 * The item that bytes encode in RLP. Strict: one item has one encoding, and nothing may follow it.
 * Throws an EvidenceError.
 */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const { item, end } = readItem(bytes, 0, bytes.length, 0);
  if (end !== bytes.length) refuseRlp(`${bytes.length - end} bytes follow the end.`);
  return item;
}

function readItem(bytes: Uint8Array, start: number, limit: number, depth: number): { item: RlpItem; end: number } {
  if (start >= limit) refuseRlp("they end too early.");
  if (depth > maxRlpDepth) refuseRlp(`they nest deeper than ${maxRlpDepth} levels.`);
  const prefix = bytes[start] as number;
  if (prefix < 0x80) return { item: bytes.subarray(start, start + 1), end: start + 1 };

  const isList = prefix >= 0xc0;
  const short = prefix - (isList ? 0xc0 : 0x80);
  const { from, length } =
    short <= 55 ? { from: start + 1, length: short } : readLength(bytes, start + 1, short - 55, limit);
  const end = from + length;
  if (end > limit) refuseRlp("they end too early.");
  if (isList) return { item: readItems(bytes, from, end, depth + 1), end };
  if (length === 1 && (bytes[from] as number) < 0x80) refuseRlp("a small byte is written in two.");
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
  if (size > 4) refuseRlp("a length is beyond anything that fits here.");
  if (from + size > limit) refuseRlp("they end too early.");
  let length = 0;
  for (let i = 0; i < size; i++) length = length * 256 + (bytes[from + i] as number);
  if (bytes[from] === 0) refuseRlp("a length begins with zero.");
  if (length <= 55) refuseRlp("a short length is written long.");
  return { from: from + size, length };
}

/** The one RLP encoding of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  return toRlp(item as Parameters<typeof toRlp>[0], "bytes") as Uint8Array;
}

/** A whole number as RLP writes it: big-endian without leading zeros, zero as no bytes. */
export function toRlpNumber(value: bigint): Uint8Array {
  return value === 0n ? new Uint8Array() : numberToBytes(value);
}

/** The number that RLP wrote so. Throws an EvidenceError for leading zeros or more than 32 bytes. */
export function fromRlpNumber(bytes: Uint8Array): bigint {
  if (bytes.length > 32) throw new EvidenceError(`A number of ${bytes.length} bytes is longer than 32.`);
  if (bytes[0] === 0) throw new EvidenceError("A number begins with a zero byte, which RLP does not allow.");
  return bytes.length === 0 ? 0n : bytesToBigInt(bytes);
}
