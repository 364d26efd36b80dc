import type { Pair } from "../trace/variants.ts";

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pairs: readonly Pair[] = [
  ["grey", "gray"],
  ["while", "whilst"],
  ["toward", "towards"],
  ["began to", "started to"],
  ["perhaps", "maybe"],
  ["everyone", "everybody"],
];

const syllables = [
  "ba",
  "co",
  "du",
  "fe",
  "gi",
  "ha",
  "jo",
  "ku",
  "le",
  "mi",
  "no",
  "pu",
  "ra",
  "sé",
  "ti",
  "vo",
  "wen",
  "zar",
];

/**
 * A text of sentences that each have one place with two spellings, and the pairs: stuff to be marked, without meaning.
 *
 * @param sentences How many.
 */
export function novelOf(
  sentences: number,
  dice: () => number,
): { text: string; bytes: Uint8Array; pairs: readonly Pair[] } {
  const pick = <Value>(list: readonly Value[], other: Value): Value => list[Math.floor(dice() * list.length)] ?? other;
  const word = () => Array.from({ length: 1 + Math.floor(dice() * 3) }, () => pick(syllables, "ba")).join("");
  const some = (most: number) => Array.from({ length: 3 + Math.floor(dice() * most) }, word).join(" ");
  const text = Array.from({ length: sentences }, (_, i) => {
    const [spelling] = pick(pairs, ["grey", "gray"]);
    return `${some(5)} ${spelling} ${some(6)}.${i % 5 === 4 ? "\n" : ""}`;
  }).join(" ");
  return { text, bytes: new TextEncoder().encode(text), pairs };
}
