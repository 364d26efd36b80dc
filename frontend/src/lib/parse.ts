import {
  ColophonError,
  isSameAddress,
  nameSentence,
  type ParsedDecimal,
  type PastedPlace,
  parseDecimal,
  parsePasted,
  pastedWords,
} from "@colophon/sdk";
import { fieldName } from "@colophon/sdk/terms";
import { type Address, zeroAddress } from "viem";
import { formatNumber } from "./format.ts";

// What people type, read by one rule each: nothing is rounded and nothing guessed, and what is wrong is said in a sentence.

type Refusal = Extract<ParsedDecimal, { ok: false }>;

type ParsedAmount = { ok: true; amount: bigint } | Refusal;

/** An amount of a currency with so many decimals, in its smallest unit. */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const parsed = parseDecimal(text, decimals);
  if (parsed.ok) return { ok: true, amount: parsed.value };
  if (parsed.reason === "blank") return { ...parsed, error: "Type an amount." };
  if (parsed.reason === "too exact") return { ...parsed, error: `This currency has ${decimals} decimals at most.` };
  return parsed;
}

type ParsedField = { ok: true; field: string | undefined } | { ok: false; error: string };

/** The name of the field that a use is in; an empty box for one that no terms name. */
export function parseField(text: string): ParsedField {
  if (text.trim() === "") return { ok: true, field: undefined };
  try {
    return { ok: true, field: fieldName(text) };
  } catch (error) {
    if (error instanceof ColophonError) return { ok: false, error: error.shortMessage };
    throw error;
  }
}

type ParsedPart = { ok: true; part: number } | { ok: false; error: string };

/** A percentage, as the part that `read` makes of it: one of the SDK's `…FromPercent`, which says how fine it may be. */
export function parsePercent(text: string, read: (text: string) => number): ParsedPart {
  if (text.trim().replace(/\s*%$/, "") === "") return { ok: false, error: "Type a percentage, such as 12.5." };
  try {
    return { ok: true, part: read(text) };
  } catch (error) {
    if (error instanceof ColophonError) return { ok: false, error: error.shortMessage };
    throw error;
  }
}

type WholeParameters = {
  /** What to type, in a sentence: for an empty box, a number below the least, or what is no whole number. */
  ask: string;
  /** The smallest that is allowed; 1 when missing. */
  least?: number | bigint;
  most?: number | bigint;
  /** Why it may not be more, in a sentence. */
  over?: string;
};

type ParsedWhole = { ok: true; value: bigint } | { ok: false; error: string };

/** A whole number of any size. */
export function parseWhole(text: string, { ask, least = 1, most, over }: WholeParameters): ParsedWhole {
  const tooMany = over ?? (most === undefined ? ask : `${formatNumber(most)} is the most. Type that or less.`);
  const parsed = parseDecimal(text, 0);
  if (!parsed.ok) {
    const said = { ambiguous: parsed.error, "too large": tooMany };
    return { ok: false, error: parsed.reason in said ? said[parsed.reason as keyof typeof said] : ask };
  }
  if (parsed.value < BigInt(least)) return { ok: false, error: ask };
  if (most !== undefined && parsed.value > BigInt(most)) return { ok: false, error: tooMany };
  return { ok: true, value: parsed.value };
}

export type ParsedAddress = { ok: true; address: Address } | { ok: false; error: string };

type Forbidden = readonly { address: Address; why: string }[];

/** An account, in whatever form it was pasted, with reasons why some may not be given. `place` is the chain it is for. */
export function parseAddress(text: string, forbidden: Forbidden = [], place?: PastedPlace): ParsedAddress {
  const pasted = parsePasted(text, place);
  if (pasted.kind === "nothing") return { ok: false, error: "Paste the address of the account." };
  if (pasted.kind === "name" || pasted.kind === "unusable") return { ok: false, error: pasted.sentence };
  if (pasted.kind === "words" && /^[^\s.]+(\.[^\s.]+)+$/.test(pasted.words)) {
    return { ok: false, error: nameSentence(pasted.words) };
  }
  if (pasted.kind !== "account") {
    const what = pastedWords[pasted.kind];
    const start = what === undefined ? "" : `This is ${what}, and no account. `;
    return {
      ok: false,
      error: `${start}An address is 0x and 40 letters and digits. Copy it from the other person's wallet.`,
    };
  }
  const { address } = pasted;
  if (address === zeroAddress) return { ok: false, error: "Nobody can ever use the zero address. Paste another one." };
  const refused = forbidden.find((each) => isSameAddress(each.address, address));
  return refused ? { ok: false, error: refused.why } : { ok: true, address };
}

/**
 * An account that something is given to, once and for good. Colophon's own contracts can keep nothing for anybody, so
 * they are refused; `what` is given, as in "A licence sent there would be lost".
 */
export function parseRecipient(
  text: string,
  place: PastedPlace,
  what: string,
  forbidden: Forbidden = [],
): ParsedAddress {
  const why = `This is one of Colophon's own contracts. ${what} sent there would be lost.`;
  const ours = Object.values(place.contracts).map(({ address }) => ({ address, why }));
  return parseAddress(text, [...forbidden, ...ours], place);
}

/** The address of a token, in whatever form it was pasted; undefined while it is none. */
export function parseToken(text: string, place?: PastedPlace): Address | undefined {
  const parsed = parseAddress(text, [], place);
  return parsed.ok ? parsed.address : undefined;
}

/** Why the address of another token cannot be used, as a sentence that says what to do. */
export function tokenProblem(token: string): string {
  const pasted = parsePasted(token);
  if (pasted.kind === "nothing") return "Enter the address of the token.";
  if (pasted.kind === "unusable") return pasted.sentence;
  if (pasted.kind !== "account") return "This is not an address. It is 0x and 40 digits or letters from a to f.";
  if (pasted.address === zeroAddress) return "The zero address is not a token. For ETH, choose ETH above.";
  return "An amount in this token cannot be understood. See the note below.";
}
