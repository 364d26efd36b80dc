import { type Address, formatEther, type Hex, zeroAddress } from "viem";
import { formatId, isSameAddress, splitLicenceId } from "./ids.ts";
import { grouped } from "./numbers.ts";
import { utcTime } from "./time.ts";

/** A long hexadecimal value as people compare it: its first and last digits. */
function shortHex(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-4)}`;
}

/** Words as a list in a sentence: "", "print", "print and editorial", "print, editorial and advertising". */
export function inList(items: readonly string[], joint = "and"): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${joint} ${items.at(-1)}`;
}

/** The first of many in a list, and how many are left out: "a, b and 12 more". */
export function firstInList(items: readonly string[], most: number): string {
  if (items.length <= most) return inList(items);
  return inList([...items.slice(0, most), `${grouped(items.length - most)} more`]);
}

/** Letters and digits only, without accents and in small letters: how words are compared that people type. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** How many letters must be changed, left out or put in to make one word of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** The known word that a person most likely meant by an unknown one; undefined if none is near. */
export function nearestOf(
  typed: string,
  known: readonly { id: string; names: readonly string[] }[],
): string | undefined {
  const word = plain(typed.slice(0, 80));
  const named = known.map(({ id, names }) => ({ id, names: [id, ...names].map(plain) }));
  const same = named.find(({ names }) => names.includes(word));
  if (same) return same.id;
  // Short codes have too many neighbours to guess by letters.
  if (word.length < 4) return undefined;
  const begins = named.filter(({ names }) =>
    names.some((name) => name.startsWith(word) || (name.length > 3 && word.startsWith(name))),
  );
  if (begins.length === 1) return begins[0]?.id;
  const near = named.map(({ id, names }) => ({ id, far: Math.min(...names.map((name) => distance(word, name))) }));
  const [best] = near.sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(word.length / 4)) ? best.id : undefined;
}

/** The end of a sentence about an unknown word: the known one that was most likely meant. */
export function didYouMean(found: string | undefined): string {
  return found === undefined ? "" : ` Did you mean “${found}”?`;
}

/** How values appear in sentences about errors. */
export const words = {
  account: (address: Address) => (isSameAddress(address, zeroAddress) ? "the zero address" : shortHex(address)),
  hash: (hash: Hex) => shortHex(hash),
  work: (id: bigint) => `work ${shortHex(formatId(id, "work"))}`,
  licence: (id: bigint) => {
    const { work, serial } = splitLicenceId(id);
    return `licence ${serial} of ${words.work(work)}`;
  },
  token: (id: bigint) => `number ${shortHex(`0x${id.toString(16)}`)}`,
  eth: (wei: bigint) => `${formatEther(wei)} ETH`,
  amount: (amount: bigint) => grouped(amount),
  time: (seconds: number | bigint) => utcTime(seconds, "second") ?? "never",
  /** How long something lasts: up to its end, or for ever. */
  until: (end: number | bigint) => {
    const written = utcTime(end, "second");
    return written === undefined ? "for ever" : `until ${written}`;
  },
};

/**
 * An amount where nothing is known of its currency but the address: ETH in ether, a token in its smallest unit. A
 * licence text has the currency's own words: see moneyInWords.
 */
export function amountInWords(amount: bigint, currency: Address): string {
  if (isSameAddress(currency, zeroAddress)) return `${formatEther(amount)} ETH`;
  return `${grouped(amount)} of the smallest unit of the token ${currency.toLowerCase()}`;
}

// Everything that reorders or hides its neighbours: bidi embeddings, overrides and isolates, control characters
// except tab and line feed, line and paragraph separators, interlinear annotations, tags, and the byte order mark.
const hiddenCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** A character that nobody sees, as one that everybody does. */
export function markOf(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}

/** A stranger's text with each character that could deceive the reader replaced by a visible mark. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, "\n").toWellFormed().replace(hiddenCharacters, markOf);
}

/** A stranger's text within a sentence: a line break is marked, too, since what follows it would pass for our words. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\n\t]/g, markOf);
}
