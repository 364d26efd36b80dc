import { ColophonError, type Deployment } from "@colophon/sdk";
import { type Address, getAddress, isAddress, isAddressEqual, zeroAddress } from "viem";
import { formatNumber } from "./format.ts";

// What people type, read strictly: nothing is rounded and nothing guessed, and what is wrong is said in a sentence.

/**
 * What is wrong with the point of a number, whatever it is of: prices, shares and revenue are all written by this one
 * rule. A point stands between digits. A comma is refused because half the world reads it as a point.
 */
function pointProblem(text: string): string | undefined {
  if (text.includes(",")) return "Write it without commas, with a point for decimals: 1250.50";
  if (/^\.\d+$/.test(text)) return `Write a 0 before the point: 0${text}`;
  if (/^\d+\.$/.test(text)) return "Something is missing after the point. Write it as 12.5, or without the point.";
  return undefined;
}

type ParsedAmount = { ok: true; amount: bigint } | { ok: false; error: string };

/** An amount of a currency with so many decimals, in its smallest unit. */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Type an amount." };
  const problem = pointProblem(trimmed) ?? (/^\d+(\.\d+)?$/.test(trimmed) ? "" : "Use digits only, such as 12.5");
  if (problem) return { ok: false, error: problem };
  const [whole = "", fraction = ""] = trimmed.split(".");
  if (fraction.replace(/0+$/, "").length > decimals) {
    return { ok: false, error: `This currency has ${decimals} decimals at most.` };
  }
  if (whole.length > 60) return { ok: false, error: "That is more than any currency has." };
  const amount =
    BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.slice(0, decimals).padEnd(decimals, "0") || "0");
  return { ok: true, amount };
}

type ParsedPart = { ok: true; part: number } | { ok: false; error: string };

/** A percentage, as the part that `read` makes of it: one of the SDK's `…FromPercent`, which says how fine it may be. */
export function parsePercent(text: string, read: (text: string) => number): ParsedPart {
  const bare = text.trim().replace(/\s*%$/, "");
  const problem = bare === "" ? "Type a percentage, such as 12.5." : pointProblem(bare);
  if (problem) return { ok: false, error: problem };
  try {
    return { ok: true, part: read(bare) };
  } catch (error) {
    if (error instanceof ColophonError) return { ok: false, error: error.shortMessage };
    throw error;
  }
}

type WholeParameters = {
  /** What to type, in a sentence: for an empty box, a zero, or what is no number. */
  ask: string;
  /** The smallest that is allowed; 1 when missing. */
  least?: number | bigint;
  most?: number | bigint;
  /** Why it may not be more, in a sentence. */
  over?: string;
};

type ParsedWhole = { ok: true; value: bigint } | { ok: false; error: string };

/** A whole number of any size, without separators, signs or decimals. */
export function parseWhole(text: string, { ask, least = 1, most, over }: WholeParameters): ParsedWhole {
  const trimmed = text.trim();
  // More digits than any number of the contracts has are not worth counting.
  const value = /^\d{1,200}$/.test(trimmed) ? BigInt(trimmed) : undefined;
  if (value === undefined || value < BigInt(least)) return { ok: false, error: ask };
  if (most !== undefined && value > BigInt(most)) {
    return { ok: false, error: over ?? `${formatNumber(most)} is the most. Type that or less.` };
  }
  return { ok: true, value };
}

export type ParsedAddress = { ok: true; address: Address } | { ok: false; error: string };

type Forbidden = readonly { address: Address; why: string }[];

/** An account, with reasons why some may not be given. */
export function parseAddress(text: string, forbidden: Forbidden = []): ParsedAddress {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Paste the address of the account." };
  if (/^[^\s.]+(\.[^\s.]+)+$/.test(trimmed)) {
    return {
      ok: false,
      error:
        "A name is not enough, because it can change hands. Paste the address itself: 0x and 40 letters and digits.",
    };
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(trimmed)) {
    return { ok: false, error: "An address is 0x and 40 letters and digits. Copy it from the other person's wallet." };
  }
  if (!isAddress(trimmed)) {
    return {
      ok: false,
      error: "This address has a mistyped letter: its capital letters do not add up. Copy it again.",
    };
  }
  const address = getAddress(trimmed);
  if (address === zeroAddress) return { ok: false, error: "Nobody can ever use the zero address. Paste another one." };
  const refused = forbidden.find((each) => isAddressEqual(each.address, address));
  return refused ? { ok: false, error: refused.why } : { ok: true, address };
}

/**
 * An account that something is given to, once and for good. Colophon's own contracts can keep nothing for anybody, so
 * they are refused; `what` is given, as in "A licence sent there would be lost".
 */
export function parseRecipient(
  text: string,
  { contracts }: Pick<Deployment, "contracts">,
  what: string,
  forbidden: Forbidden = [],
): ParsedAddress {
  const why = `This is one of Colophon's own contracts. ${what} sent there would be lost.`;
  return parseAddress(text, [...forbidden, ...Object.values(contracts).map(({ address }) => ({ address, why }))]);
}

/** Why the address of another token cannot be used, as a sentence that says what to do. */
export function tokenProblem(token: string): string {
  const text = token.trim();
  if (text === "") return "Enter the address of the token.";
  if (!isAddress(text, { strict: false }))
    return "This is not an address. It is 0x and 40 digits or letters from a to f.";
  if (!isAddress(text)) return "A character of this address is mistyped. Copy it again.";
  if (text === zeroAddress) return "The zero address is not a token. For ETH, choose ETH above.";
  return "An amount in this token cannot be understood. See the note below.";
}
