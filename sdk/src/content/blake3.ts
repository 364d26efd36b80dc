import { bytesToHex, type Hex } from "viem";

/** BLAKE3's own tree (its paper, sections 2.1 to 2.5): chunks of 1,024 bytes, joined in pairs. */

/** How many bytes a chunk has; the last of a file may have fewer. */
export const chunkBytes = 1024;

const iv = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

const [chunkStart, chunkEnd, parent, root] = [1, 2, 4, 8];

/** The words of a block as each of the seven rounds takes them. */
const schedule = (() => {
  const permutation = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
  let order = Array.from({ length: 16 }, (_, i) => i);
  return Uint8Array.from(
    Array.from({ length: 7 }, () => {
      const round = order;
      order = permutation.map((at) => order[at] as number);
      return round;
    }).flat(),
  );
})();

/** The four words that each of a round's eight mixes works on: columns, then diagonals. */
const lanes = Uint8Array.of(
  ...[0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  ...[0, 5, 10, 15, 1, 6, 11, 12, 2, 7, 8, 13, 3, 4, 9, 14],
);

const state = new Uint32Array(16);

type Block = { value: Uint32Array; words: Uint32Array; counter: number; length: number; flags: number };

/** Writes the new chaining value over the old one. */
function compress({ value, words, counter, length, flags }: Block): void {
  const s = state;
  s.set(value);
  s.set(iv.subarray(0, 4), 8);
  s[12] = counter;
  s[13] = counter / 2 ** 32;
  s[14] = length;
  s[15] = flags;
  let word = 0;
  for (let round = 0; round < 7; round++) {
    for (let lane = 0; lane < 32; ) {
      const [ia, ib] = [lanes[lane++] as number, lanes[lane++] as number];
      const [ic, id] = [lanes[lane++] as number, lanes[lane++] as number];
      let [a, b, c, d] = [s[ia] as number, s[ib] as number, s[ic] as number, s[id] as number];
      a = (a + b + (words[schedule[word++] as number] as number)) | 0;
      d ^= a;
      d = (d >>> 16) | (d << 16);
      c = (c + d) | 0;
      b ^= c;
      b = (b >>> 12) | (b << 20);
      a = (a + b + (words[schedule[word++] as number] as number)) | 0;
      d ^= a;
      d = (d >>> 8) | (d << 24);
      c = (c + d) | 0;
      b ^= c;
      b = (b >>> 7) | (b << 25);
      s[ia] = a;
      s[ib] = b;
      s[ic] = c;
      s[id] = d;
    }
  }
  for (let i = 0; i < 8; i++) value[i] = (s[i] as number) ^ (s[i + 8] as number);
}

const block = new Uint8Array(64);

const blockView = new DataView(block.buffer);

const blockWords = new Uint32Array(16);

/** The value of the chunk at a position in its file, counted from 0. Only for files of more than one chunk. */
export function chunkValue(bytes: Uint8Array, position: number): Uint32Array {
  const value = iv.slice();
  const last = Math.max(0, Math.ceil(bytes.length / 64) - 1);
  for (let i = 0; i <= last; i++) {
    const part = bytes.subarray(i * 64, i * 64 + 64);
    block.fill(0);
    block.set(part);
    for (let word = 0; word < 16; word++) blockWords[word] = blockView.getUint32(word * 4, true);
    const flags = (i === 0 ? (chunkStart as number) : 0) | (i === last ? (chunkEnd as number) : 0);
    compress({ value, words: blockWords, counter: position, length: part.length, flags });
  }
  return value;
}

/** The value of the node above two others; for the topmost node, the file's digest. */
export function parentValue(left: Uint32Array, right: Uint32Array, isRoot = false): Uint32Array {
  const words = new Uint32Array(16);
  words.set(left);
  words.set(right, 8);
  const value = iv.slice();
  compress({ value, words, counter: 0, length: 64, flags: (parent as number) | (isRoot ? (root as number) : 0) });
  return value;
}

/** The eight words of a node from its 32 bytes. */
export function nodeFromBytes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  return Uint32Array.from({ length: 8 }, (_, i) => view.getUint32(i * 4, true));
}

/** The 32 bytes of a node from its eight words. */
export function nodeToHex(value: Uint32Array): Hex {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  value.forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  return bytesToHex(bytes);
}
