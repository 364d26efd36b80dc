import { createKeccak } from "hash-wasm";
import { hexToBytes, keccak256, stringToBytes } from "viem";
import { documents } from "../model/formats.ts";
import type { Manifest, ManifestEntry } from "./manifest.ts";

/** keccak256 of bytes, as bytes. */
export type Keccak = (bytes: Uint8Array) => Uint8Array;

/** In JavaScript, at once. */
export const plainKeccak: Keccak = (bytes) => keccak256(bytes, "bytes");

/** In WebAssembly, several times faster: a list of a hundred thousand files needs a million of them. */
export async function createFastKeccak(): Promise<Keccak> {
  const hasher = await createKeccak(256);
  return (bytes) => {
    hasher.init();
    hasher.update(bytes);
    return hasher.digest("binary");
  };
}

const quoted = (text: string) => JSON.stringify(text);

/** As canonicalJson writes an entry, in one step; the digests have no characters to be escaped. */
export function canonicalEntry({ blake3, path, salt, sha256, size, type }: ManifestEntry): string {
  return `{"blake3":"${blake3}","path":${quoted(path)},"salt":"${salt}","sha256":"${sha256}","size":${size},"type":${quoted(type)}}`;
}

/**
 * What makes the leaves of many entries, the same as leafOf and blindingOf make one by one. The bytes that it returns
 * are its caller's.
 */
export function leafMaker(keccak: Keccak, format: Manifest["format"]): (entry: ManifestEntry) => Uint8Array {
  const pair = new Uint8Array(64);
  const salted = new Uint8Array(33);
  const joined = (a: Uint8Array, b: Uint8Array) => {
    pair.set(a, 0);
    pair.set(b, 32);
    return keccak(pair);
  };
  const saltOf = (salt: Uint8Array, part: 1 | 2) => {
    salted.set(salt, 0);
    salted[32] = part;
    return hexOf(keccak(salted));
  };
  return ({ path, type, size, sha256, blake3, salt }) => {
    const leaf = (blinding: Uint8Array) => keccak(joined(hexToBytes(sha256), blinding));
    if (format !== documents.manifest.format) {
      const text = `{"blake3":"${blake3}","path":${quoted(path)},"salt":"${salt}","size":${size},"type":${quoted(type)}}`;
      return leaf(keccak(stringToBytes(text)));
    }
    const bytes = hexToBytes(salt);
    const name = `{"path":${quoted(path)},"salt":"${saltOf(bytes, 1)}","type":${quoted(type)}}`;
    const content = `{"blake3":"${blake3}","salt":"${saltOf(bytes, 2)}","size":${size}}`;
    return leaf(joined(keccak(stringToBytes(name)), keccak(stringToBytes(content))));
  };
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexOf(bytes: Uint8Array): string {
  let text = "0x";
  for (const byte of bytes) text += digits[byte];
  return text;
}
