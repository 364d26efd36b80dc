import { foldText } from "./foldText.ts";

/** Scripts that are written without blanks: two neighbouring characters stand for a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Longer "words" are no words, in characters. */
const longest = 40;

/** The different words of a text, folded, in the order in which they first come, at most `most` of them. */
export function wordsOf(text: string, most: number): string[] {
  const words = new Set<string>();
  for (const [run] of foldText(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const word of unspaced.test(run) ? pairsOf(run) : [run.slice(0, longest)]) {
      words.add(word);
      if (words.size >= most) return [...words];
    }
  }
  return [...words];
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
