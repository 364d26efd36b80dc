/** Chance that is always the same: numbers from integers, without any state. */
export const noise = { at, smoothAt, layered, sequence };

/** A number from 0 up to 1 for a place. */
function at(x: number, y: number, seed: number): number {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(seed | 0, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** Hills and hollows of the size 1, from 0 to 1. */
function smoothAt(x: number, y: number, seed: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const u = fade(x - x0);
  const v = fade(y - y0);
  const top = at(x0, y0, seed) * (1 - u) + at(x0 + 1, y0, seed) * u;
  const bottom = at(x0, y0 + 1, seed) * (1 - u) + at(x0 + 1, y0 + 1, seed) * u;
  return top * (1 - v) + bottom * v;
}

/** Hills with smaller hills on them, from 0 to 1. */
function layered(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0;
  let weight = 1;
  let total = 0;
  let fine = 1;
  for (let i = 0; i < octaves; i++) {
    sum += weight * smoothAt(x * fine + i * 17.31, y * fine + i * 9.17, seed + i * 101);
    total += weight;
    weight *= 0.5;
    fine *= 2;
  }
  return sum / total;
}

/** A source of numbers from 0 up to 1. */
function sequence(seed: number): () => number {
  let count = 0;
  return () => at(count++, seed ^ 0x5bd1e995, seed);
}
