import { foldText } from "./foldText.ts";

/** No name is longer, in characters of which grams are made. */
const longest = 120;

/**
 * The different groups of three neighbouring characters of a name, each word with blanks around it: names that share
 * many of them are spelled alike.
 */
export function gramsOf(name: string): string[] {
  const grams = new Set<string>();
  for (const [word] of foldText(name)
    .slice(0, longest)
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const characters = [..."  ".concat(word, " ")];
    for (let i = 0; i + 3 <= characters.length; i++) grams.add(characters.slice(i, i + 3).join(""));
  }
  return [...grams];
}
