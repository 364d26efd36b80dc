import { sha256, sha512 } from "hash-wasm";
import type { Hex } from "viem";

// Loaded only where a browser keeps its own cryptography from a page: a piece of the site by itself.

const scripts = { "SHA-256": sha256, "SHA-512": sha512 };

/**
 * A digest that a script computes, where the browser refuses to.
 *
 * @param name Which, by its standard name.
 * @param bytes What it is of, in memory.
 */
export async function scriptDigest(name: keyof typeof scripts, bytes: Uint8Array): Promise<Hex> {
  return `0x${await scripts[name](bytes)}`;
}
