import { type Address, formatEther, type Hex, isAddressEqual, zeroAddress } from "viem";

/** A long hexadecimal value as people compare it: its first and last digits. */
function shortHex(hex: string): string {
  return `${hex.slice(0, 8)}…${hex.slice(-4)}`;
}

/** How values appear in sentences about errors. */
export const words = {
  account: (address: Address) => (isAddressEqual(address, zeroAddress) ? "the zero address" : shortHex(address)),
  hash: (hash: Hex) => shortHex(hash),
  work: (id: bigint) => `work ${shortHex(`0x${id.toString(16).padStart(56, "0")}`)}`,
  licence: (id: bigint) =>
    `licence ${id & 0xffff_ffffn} of work ${shortHex(`0x${(id >> 32n).toString(16).padStart(56, "0")}`)}`,
  token: (id: bigint) => `number ${shortHex(`0x${id.toString(16)}`)}`,
  eth: (wei: bigint) => `${formatEther(wei)} ETH`,
  amount: (amount: bigint) => amount.toLocaleString("en"),
  time: (seconds: number | bigint) =>
    Number(seconds) > 8_640_000_000_000
      ? "never"
      : `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`,
};

/**
 * An amount as a deed writes it: ETH in ether, a token in its smallest unit with its address, because a deed may not
 * depend on what a token says of itself.
 */
export function amountInWords(amount: bigint, currency: Address): string {
  if (currency === zeroAddress) return `${formatEther(amount)} ETH`;
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped} of the smallest unit of the token ${currency.toLowerCase()}`;
}

// Everything that reorders or hides its neighbours: bidi embeddings, overrides and isolates, control characters
// except tab and line feed, line and paragraph separators, interlinear annotations, tags, and the byte order mark.
const hiddenCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

function markOf(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟧`;
}

/** A stranger's text with each character that could deceive the reader replaced by a visible mark. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, "\n").toWellFormed().replace(hiddenCharacters, markOf);
}
