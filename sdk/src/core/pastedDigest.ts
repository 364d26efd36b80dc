import { base16 } from "multiformats/bases/base16";
import { base32 } from "multiformats/bases/base32";
import { base36 } from "multiformats/bases/base36";
import { base58btc } from "multiformats/bases/base58";
import { bytesToHex, type Hex } from "viem";
import { InvalidCidError } from "./cid.ts";

/** A digest that says what it is, 32 bytes that may be anything, or why it is neither. */
export type ReadDigest =
  | { kind: "hash"; digest: Hex }
  | { kind: "digest"; digest: Hex }
  | { kind: "unusable"; sentence: string };

const found = (kind: "hash" | "digest", digits: string): ReadDigest => ({
  kind,
  digest: `0x${digits.toLowerCase()}`,
});

const otherAlgorithms =
  /^(?:md5|sha-?1|sha-?224|sha-?384|sha-?512|sha3-?\d*|keccak-?\d*|blake2[bs]?-?\d*|blake3|crc32|xxh\d*)/i;

/** A SHA-256 as programs write it: hexadecimal in groups or not, base64, with the algorithm or the file's name beside it. */
export function readDigest(text: string): ReadDigest | undefined {
  const named = /^(?:urn:)?sha-?2?-?256(?: fingerprint| digest| hash)?\s*(?:\(.*\)\s*)?[:=-]\s*(.+)$/i.exec(text);
  const rfc6920 = /^(?:ni:\/\/[^/]*\/|nih:)sha-256;([A-Za-z0-9_-]+)(?:;\w)?(?:\?.*)?$/i.exec(text);
  const value = named?.[1] ?? rfc6920?.[1];
  if (value !== undefined) {
    const digits = hexOf(value) ?? base64Of(value);
    if (digits) return found("digest", digits);
    return {
      kind: "unusable",
      sentence: "This begins as a SHA-256, and what follows has not its 64 hexadecimal digits. Copy all of it.",
    };
  }
  const other =
    /^(?:urn:)?([a-z]+[\w-]*)\s*(?:\([^)]*\)\s*)?[:=-]\s*(?:[0-9a-f]{8,}|[A-Za-z0-9+/_-]{16,}={0,2})$/i.exec(text);
  if (other?.[1] && otherAlgorithms.test(other[1])) {
    return {
      kind: "unusable",
      sentence: `This is a ${other[1].toUpperCase()}. Files are found by their SHA-256: sha256sum prints it, or drop the file here.`,
    };
  }
  // "digits  name", as sha256sum prints it, with an asterisk for binary files and a backslash for odd names.
  const listed = /^\\?([0-9a-f]{64}) [ *]?\S.*$/i.exec(text);
  if (listed?.[1] && hexOf(text) === undefined) return found("digest", listed[1]);
  const digits = hexOf(text) ?? (text.length >= 43 ? base64Of(text) : undefined);
  return digits === undefined ? undefined : found("hash", digits);
}

/** 64 hexadecimal digits, with or without 0x, in one piece or in groups. */
function hexOf(text: string): string | undefined {
  const digits = text.replace(/^0x/i, "").replace(/(?<=[0-9a-f])[ :_-](?=[0-9a-f])/gi, "");
  return /^[0-9a-f]{64}$/i.test(digits) ? digits : undefined;
}

/** 32 bytes in base64 or base64url. Without padding only if its unused bits are zero, as every program leaves them. */
function base64Of(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?$/.test(text)) return undefined;
  const binary = atob(text.replace(/=$/, "").replaceAll("-", "+").replaceAll("_", "/"));
  return bytesToHex(Uint8Array.from(binary, (character) => character.charCodeAt(0))).slice(2);
}

const decoders = { f: base16, b: base32, k: base36, z: base58btc };

/** CID version 1, raw bytes, SHA-256 of 32 bytes; the same with the codec of JSON. */
const rawSha256 = "0x01551220";

/** The SHA-256 of a CID in any of the bases that gateways and tools write; undefined for a text that is no CID. */
export function digestOfAnyCid(text: string): Exclude<ReadDigest, { kind: "hash" }> | undefined {
  if (/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test(text) || /^b?afybei[a-z2-7]{40,}$/i.test(text)) {
    return {
      kind: "unusable",
      sentence:
        "This address of IPFS stands for a list of pieces or a folder, so it does not hold the file's own digest. Drop the file itself, or paste its SHA-256.",
    };
  }
  const lower = /^(?:B[A-Z2-7]+|F[0-9A-F]+|K[0-9A-Z]+)$/.test(text) ? text.toLowerCase() : text;
  if (!/^(?:baf[a-z2-7]{20,}|f01[0-9a-f]{40,}|k[0-9a-z]{40,}|z[1-9A-HJ-NP-Za-km-z]{40,})$/.test(lower))
    return undefined;
  try {
    const bytes = bytesToHex(decoders[lower[0] as keyof typeof decoders].decode(lower));
    if (bytes.startsWith(rawSha256) && bytes.length === rawSha256.length + 64) {
      return { kind: "digest", digest: `0x${bytes.slice(rawSha256.length)}` };
    }
  } catch {
    // Said below: some letters are not of its alphabet, or some are missing.
  }
  return { kind: "unusable", sentence: new InvalidCidError(text).shortMessage };
}
