/**
 * A text as the words that survive handling: spaces, line ends, punctuation, letter case and the spelling of the same
 * character in Unicode make no difference.
 */

/** A word of a text, or the end of a row. */
export type Token = string;

/** Ends a row where rows may be in any order. */
export const rowEnd: Token = "\n";

/** Scripts without spaces between words: there each character stands alone. */
const spaceless = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const word = String.raw`[${spaceless}]|(?:(?![${spaceless}])[\p{L}\p{N}\p{M}])+`;
const words = new RegExp(word, "gu");
const wordsAndRows = new RegExp(String.raw`${word}|[\r\n]+`, "gu");
const wordCharacter = new RegExp(String.raw`(?![${spaceless}])[\p{L}\p{N}\p{M}]`, "u");

/** Characters that take no room, which editors add and drop: soft hyphens, joiners, marks of direction and order. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * The tokens of a text.
 *
 * @param rows Whether the ends of rows count.
 */
export function tokensOf(text: string, rows: boolean): Token[] {
  const plain = text.normalize("NFKC").replace(unseen, "").toLowerCase();
  return (plain.match(rows ? wordsAndRows : words) ?? []).map((token) => (/^[\r\n]/.test(token) ? rowEnd : token));
}

/** The characters at the end of a text that belong to a word which goes on behind it. */
export function openEnd(text: string): string {
  const characters = [...text.slice(-200)];
  const last = characters.findLastIndex((character) => !wordCharacter.test(character));
  return characters.slice(last + 1).join("");
}

/** The characters at the beginning of a text that belong to a word which begins before it. */
export function openBeginning(text: string): string {
  const characters = [...text.slice(0, 200)];
  const first = characters.findIndex((character) => !wordCharacter.test(character));
  return (first === -1 ? characters : characters.slice(0, first)).join("");
}

/** Whether two lists of tokens are the same. */
export function sameTokens(one: readonly Token[], other: readonly Token[]): boolean {
  return one.length === other.length && one.every((token, at) => token === other[at]);
}
