/** See RFC 1951. */
const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12_289, 16_385, 24_577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const windowSize = 32_768;
const longestMatch = 258;
const triesPerMatch = 40;
const symbolsPerBlock = 24_000;

type Bits = { write: (value: number, count: number) => void; finish: () => Uint8Array };

/**
 * Compresses bytes to the zlib format. Node's own zlib packs as well and faster, but its output depends on version
 * and processor, and these bytes have a digest.
 */
export function deflate(bytes: Uint8Array): Uint8Array {
  const bits = createBits();
  bits.write(0x78, 8);
  bits.write(0xda, 8);
  const tokens = tokensOf(bytes);
  for (let start = 0; start === 0 || start < tokens.length; start += symbolsPerBlock) {
    const block = tokens.subarray(start, start + symbolsPerBlock);
    writeBlock(bits, block, start + symbolsPerBlock >= tokens.length);
  }
  const body = bits.finish();
  const whole = new Uint8Array(body.length + 4);
  whole.set(body);
  new DataView(whole.buffer).setUint32(body.length, adler32(bytes));
  return whole;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

function createBits(): Bits {
  let out = new Uint8Array(1 << 16);
  let size = 0;
  let held = 0;
  let count = 0;
  const push = (byte: number) => {
    if (size === out.length) {
      const larger = new Uint8Array(out.length * 2);
      larger.set(out);
      out = larger;
    }
    out[size++] = byte;
  };
  return {
    write(value, length) {
      held |= value << count;
      count += length;
      while (count >= 8) {
        push(held & 255);
        held >>>= 8;
        count -= 8;
      }
    },
    finish() {
      if (count > 0) push(held & 255);
      return out.slice(0, size);
    },
  };
}

/**
 * Bytes as literals and repetitions of what came before (LZ77); a repetition waits if the next one is longer. A token
 * is a literal, or the length of a repetition times 2^16 and its distance.
 */
function tokensOf(bytes: Uint8Array): Uint32Array {
  const heads = new Int32Array(1 << 15).fill(-1);
  const links = new Int32Array(bytes.length);
  const tokens = new Uint32Array(bytes.length);
  let count = 0;
  const at = (i: number) => bytes[i] as number;
  const hashAt = (i: number) => (at(i) ^ (at(i + 1) << 5) ^ (at(i + 2) << 10)) & 32_767;
  const enter = (i: number) => {
    if (i + 2 >= bytes.length) return;
    const hash = hashAt(i);
    links[i] = heads[hash] as number;
    heads[hash] = i;
  };
  const find = (i: number): number => {
    if (i + 2 >= bytes.length) return 0;
    const limit = Math.min(longestMatch, bytes.length - i);
    let best = 0;
    let distance = 0;
    let candidate = heads[hashAt(i)] as number;
    for (let tries = 0; candidate >= 0 && i - candidate <= windowSize && tries < triesPerMatch; tries++) {
      if (bytes[candidate + best] === bytes[i + best]) {
        let length = 0;
        while (length < limit && bytes[candidate + length] === bytes[i + length]) length++;
        if (length > best) {
          best = length;
          distance = i - candidate;
          if (length === limit) break;
        }
      }
      candidate = links[candidate] as number;
    }
    // A short repetition from far away costs more than its letters.
    return best < 3 || (best === 3 && distance > 4096) ? 0 : (best << 16) | distance;
  };

  let here = find(0);
  for (let i = 0; i < bytes.length; ) {
    enter(i);
    const length = here >>> 16;
    const next = length < 64 ? find(i + 1) : 0;
    if (length === 0 || next >>> 16 > length) {
      tokens[count++] = at(i);
      here = next;
      i++;
    } else {
      tokens[count++] = here;
      for (let k = 1; k < length; k++) enter(i + k);
      i += length;
      here = find(i);
    }
  }
  return tokens.subarray(0, count);
}

const lengthIndexOf = (length: number) => lastBase(lengthBases, length);
const distanceIndexOf = (distance: number) => lastBase(distanceBases, distance);

/** The last base that is not above the value. */
function lastBase(bases: readonly number[], value: number): number {
  let index = bases.length - 1;
  while ((bases[index] as number) > value) index--;
  return index;
}

function writeBlock(bits: Bits, tokens: Uint32Array, last: boolean): void {
  const literalCounts: number[] = new Array(286).fill(0);
  const distanceCounts: number[] = new Array(30).fill(0);
  literalCounts[256] = 1;
  for (const token of tokens) {
    const literal = token >>> 16 === 0 ? token : 257 + lengthIndexOf(token >>> 16);
    literalCounts[literal] = (literalCounts[literal] as number) + 1;
    if (token >>> 16 === 0) continue;
    const index = distanceIndexOf(token & 0xffff);
    distanceCounts[index] = (distanceCounts[index] as number) + 1;
  }
  // Some readers want two codes at least.
  for (const counts of [literalCounts, distanceCounts]) {
    for (let i = 0; counts.filter((count) => count > 0).length < 2; i++) counts[i] = Math.max(1, counts[i] as number);
  }
  const literals = codeOf(literalCounts, 15);
  const distances = codeOf(distanceCounts, 15);

  const lengths = runLengths([...literals.lengths, ...distances.lengths]);
  const lengthCounts: number[] = new Array(19).fill(0);
  for (const { symbol } of lengths) lengthCounts[symbol] = (lengthCounts[symbol] as number) + 1;
  const lengthCode = codeOf(lengthCounts, 7);
  let ordered = 19;
  while (ordered > 4 && lengthCode.lengths[lengthOrder[ordered - 1] as number] === 0) ordered--;

  bits.write(last ? 1 : 0, 1);
  bits.write(2, 2);
  bits.write(literals.lengths.length - 257, 5);
  bits.write(distances.lengths.length - 1, 5);
  bits.write(ordered - 4, 4);
  for (const symbol of lengthOrder.slice(0, ordered)) bits.write(lengthCode.lengths[symbol] as number, 3);
  for (const { symbol, extra, extraBits } of lengths) {
    lengthCode.write(bits, symbol);
    bits.write(extra, extraBits);
  }
  for (const token of tokens) {
    const length = token >>> 16;
    if (length === 0) {
      literals.write(bits, token);
      continue;
    }
    const lengthIndex = lengthIndexOf(length);
    literals.write(bits, 257 + lengthIndex);
    bits.write(length - (lengthBases[lengthIndex] as number), lengthExtra[lengthIndex] as number);
    const distance = token & 0xffff;
    const distanceIndex = distanceIndexOf(distance);
    distances.write(bits, distanceIndex);
    bits.write(distance - (distanceBases[distanceIndex] as number), distanceExtra[distanceIndex] as number);
  }
  literals.write(bits, 256);
}

/** The lengths of two codes with their repetitions counted, as blocks begin with. */
function runLengths(lengths: readonly number[]): { symbol: number; extra: number; extraBits: number }[] {
  const runs: { symbol: number; extra: number; extraBits: number }[] = [];
  for (let i = 0; i < lengths.length; ) {
    const length = lengths[i] as number;
    let run = 1;
    while (lengths[i + run] === length) run++;
    if (length === 0 && run >= 3) {
      run = Math.min(run, 138);
      runs.push(
        run < 11 ? { symbol: 17, extra: run - 3, extraBits: 3 } : { symbol: 18, extra: run - 11, extraBits: 7 },
      );
    } else {
      run = Math.min(run, 7);
      runs.push({ symbol: length, extra: 0, extraBits: 0 });
      if (run >= 4) runs.push({ symbol: 16, extra: run - 4, extraBits: 2 });
      else run = 1;
    }
    i += run;
  }
  return runs;
}

/** A Huffman code for symbols that occur so often, with no code longer than `limit` bits. */
function codeOf(counts: readonly number[], limit: number) {
  let weights = [...counts];
  let lengths = lengthsOf(weights);
  while (Math.max(...lengths) > limit) {
    weights = weights.map((weight) => (weight > 0 ? (weight >> 1) + 1 : 0));
    lengths = lengthsOf(weights);
  }
  const next: number[] = new Array(limit + 2).fill(0);
  for (let length = 1, code = 0; length <= limit; length++) {
    next[length] = code;
    code = (code + lengths.filter((it) => it === length).length) << 1;
  }
  const codes = lengths.map((length) => {
    if (length === 0) return 0;
    let code = next[length] as number;
    next[length] = code + 1;
    let reversed = 0;
    for (let i = 0; i < length; i++, code >>= 1) reversed = (reversed << 1) | (code & 1);
    return reversed;
  });
  return {
    lengths,
    write: (bits: Bits, symbol: number) => bits.write(codes[symbol] as number, lengths[symbol] as number),
  };
}

function lengthsOf(weights: readonly number[]): number[] {
  type Node = { weight: number; symbols: number[] };
  const lengths: number[] = new Array(weights.length).fill(0);
  const nodes: Node[] = weights.flatMap((weight, symbol) => (weight > 0 ? [{ weight, symbols: [symbol] }] : []));
  while (nodes.length > 1) {
    // The sort keeps the order of equals, so that the code is always the same.
    nodes.sort((a, b) => b.weight - a.weight);
    const [a, b] = [nodes.pop() as Node, nodes.pop() as Node];
    const symbols = [...a.symbols, ...b.symbols];
    for (const symbol of symbols) lengths[symbol] = (lengths[symbol] as number) + 1;
    nodes.push({ weight: a.weight + b.weight, symbols });
  }
  return lengths;
}
