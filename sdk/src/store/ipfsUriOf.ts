import type { Hex } from "viem";
import { cidOf } from "./cidOf.ts";

/** The ipfs:// link to a block of bytes with this SHA-256. */
export function ipfsUriOf(digest: Hex): `ipfs://${string}` {
  return `ipfs://${cidOf(digest)}`;
}
