import { bytesToHex, type Hex, sha256 } from "viem";

/**
 * The SHA-256 of bytes in memory. Browsers and Node compute it beside the thread that asks, many times faster than a
 * script; they refuse on pages that came over plain HTTP, where a script does it.
 */
export async function sha256Of(bytes: Uint8Array): Promise<Hex> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return sha256(bytes);
  return bytesToHex(new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)));
}
