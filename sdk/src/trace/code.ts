import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, type Hex, hexToBytes, numberToBytes, stringToBytes } from "viem";

/**
 * The code behind the marks of copies: a Tardos code with the discrete biases of Nuida and others (2009), which need the
 * fewest positions for few colluders. Nothing of it is stored: biases and marks are made again from the author's secret.
 */

/** How many licensees may put their copies together, at most, for a code that is meant to name one of them. */
export const mostColluders = 8;

/** One bias of a code: how often it is drawn, and how often a mark has the second variant under it; both of 256. */
type Bias = { weight: number; second: number };

/** For at most so many colluders: the nodes and weights of Gauss and Legendre, as 256ths. */
const biasesFor: readonly { colluders: number; biases: readonly Bias[] }[] = [
  { colluders: 2, biases: [{ weight: 256, second: 128 }] },
  {
    colluders: 4,
    biases: [
      { weight: 128, second: 54 },
      { weight: 128, second: 202 },
    ],
  },
  {
    colluders: 6,
    biases: [
      { weight: 85, second: 29 },
      { weight: 86, second: 128 },
      { weight: 85, second: 227 },
    ],
  },
  {
    colluders: 8,
    biases: [
      { weight: 64, second: 18 },
      { weight: 64, second: 84 },
      { weight: 64, second: 172 },
      { weight: 64, second: 238 },
    ],
  },
];

/** The biases of a code for so many colluders, from 1 to `mostColluders`. */
export function biasesOf(colluders: number): readonly Bias[] {
  const found = biasesFor.find((each) => colluders >= 1 && colluders <= each.colluders);
  if (found === undefined) throw new RangeError(`There is no code for ${colluders} colluders, but for 1 to 8.`);
  return found.biases;
}

/** What makes and reads the marks of one file: whoever has it can make any copy again. */
export type TraceKey = Uint8Array;

/**
 * The key for the marks of one file, from the author's secret key of age (HKDF-SHA256). It tells nothing of the secret, nor
 * of the marks of other files.
 *
 * @param secret The author's own secret key of age, "AGE-SECRET-KEY-1…".
 * @param of What is marked: the SHA-256 of the variants, or of the file where a program of the author's marks it.
 */
export function traceKeyOf(secret: string, of: Hex): TraceKey {
  return hkdf(sha256, stringToBytes(secret.trim()), hexToBytes(of), stringToBytes("colophon-trace/1"), 32);
}

/** Bytes that nobody can foretell without the key: HMAC-SHA256 of a label and a counter, one after the other. */
function keystream(key: TraceKey, label: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(length / 32) * 32);
  const message = new Uint8Array(label.length + 4);
  message.set(label);
  for (let block = 0; block * 32 < length; block++) {
    new DataView(message.buffer).setUint32(label.length, block);
    bytes.set(hmac(sha256, key, message), block * 32);
  }
  return bytes.subarray(0, length);
}

/**
 * The secret bias of each position: how many of 256 marks have its second variant.
 *
 * @param positions How many positions the file has.
 * @param colluders From 1 to 8.
 */
export function drawBiases(key: TraceKey, positions: number, colluders: number): Uint8Array {
  const biases = biasesOf(colluders);
  return keystream(key, stringToBytes("bias"), positions).map((drawn) => {
    let left = drawn;
    for (const { weight, second } of biases) {
      if (left < weight) return second;
      left -= weight;
    }
    return 128;
  });
}

/** The mark of one copy: for each position 0 for its first variant, 1 for its second. */
export type Mark = Uint8Array;

/** The mark of the copy for a licence, under the biases of the file: always the same for the same secret. */
export function markOfLicence(key: TraceKey, licence: bigint, biases: Uint8Array): Mark {
  const label = new Uint8Array(36);
  label.set(stringToBytes("mark"));
  label.set(numberToBytes(licence, { size: 32 }), 4);
  return keystream(key, label, biases.length).map((drawn, at) => (drawn < (biases[at] ?? 0) ? 1 : 0));
}

/** How many bits a program of the author's gets to put into a file. */
export const programBits = 128;

/** A mark of 128 bits as a program of the author's gets it: 32 hexadecimal digits. */
export function hexOfMark(mark: Mark): string {
  const bytes = new Uint8Array(mark.length / 8);
  for (const [at, bit] of mark.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
  return bytesToHex(bytes).slice(2);
}

/** The bits of a mark that a program read, undefined where it read a `?`: 32 hexadecimal digits, first bit first. */
export function bitsOfHex(text: string): (0 | 1 | undefined)[] | undefined {
  if (!/^[0-9a-f?]{32}$/i.test(text)) return undefined;
  return [...text].flatMap((digit) => {
    const value = Number.parseInt(digit, 16);
    return [3, 2, 1, 0].map((bit) => (digit === "?" ? undefined : (value >> bit) & 1 ? 1 : 0));
  });
}

/** The biases of a mark for a program: every bit is as likely as not. */
export const programBiases = (): Uint8Array => new Uint8Array(programBits).fill(128);
