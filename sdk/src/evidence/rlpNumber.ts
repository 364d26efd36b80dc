import { bytesToBigInt, numberToBytes } from "viem";
import { EvidenceError } from "./EvidenceError.ts";

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
