import { base32 } from "multiformats/bases/base32";
import { concat, type Hex, hexToBytes } from "viem";

/** CID version 1, raw bytes, SHA-256 of 32 bytes. */
const prefix = "0x01551220";

/** The IPFS address of a block of bytes with this SHA-256. */
export function cidOf(digest: Hex): string {
  return base32.encode(hexToBytes(concat([prefix, digest])));
}
