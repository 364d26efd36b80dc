import { keccak256 } from "viem";
import { compareBytes } from "./compareBytes.ts";

/** The parent of two nodes, whichever comes first: keccak256(smaller || larger). */
export function hashPair(a: Uint8Array, b: Uint8Array): Uint8Array {
  const pair = new Uint8Array(64);
  const swapped = compareBytes(a, b) > 0;
  pair.set(swapped ? b : a, 0);
  pair.set(swapped ? a : b, 32);
  return keccak256(pair, "bytes");
}
