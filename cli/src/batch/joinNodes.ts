import type { Keccak256 } from "./createKeccak256.ts";

/** The parent of two nodes of a hash tree: keccak256(smaller || larger). */
export function joinNodes(a: Uint8Array, b: Uint8Array, keccak: Keccak256): Uint8Array {
  let swapped = false;
  for (let i = 0; i < 32; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference === 0) continue;
    swapped = difference > 0;
    break;
  }
  const pair = new Uint8Array(64);
  pair.set(swapped ? b : a, 0);
  pair.set(swapped ? a : b, 32);
  return keccak(pair);
}
