import { day, isSameAddress, type ParsedDecimal, parseDecimal, parseUtcDay } from "@colophon/sdk";
import { type Address, getAddress, isAddress, zeroAddress } from "viem";

type Refusal = Extract<ParsedDecimal, { ok: false }>;

type ParsedAmount = { ok: true; amount: bigint } | Refusal;

/** Reads an amount that a person typed, in their convention; nothing is rounded, nothing guessed. */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const parsed = parseDecimal(text, decimals);
  if (parsed.ok) return { ok: true, amount: parsed.value };
  if (parsed.reason === "blank") return { ...parsed, error: "Type an amount." };
  if (parsed.reason === "too exact") return { ...parsed, error: `This currency has ${decimals} decimals at most.` };
  return parsed;
}

/** Reads a whole number that a person typed, in their convention, from 1 unless the least is another. */
export function parseCount(text: string, least = 1): { ok: true; count: number } | Refusal {
  const parsed = parseDecimal(text, 0);
  if (!parsed.ok)
    return parsed.reason === "ambiguous" ? parsed : { ...parsed, error: `Type a whole number from ${least}.` };
  if (parsed.value < BigInt(least))
    return { ok: false, reason: "no number", error: `Type a whole number from ${least}.` };
  // What no form has room for is refused by each form's own limit.
  return { ok: true, count: Number(parsed.value) };
}

export type ParsedAddress = { ok: true; address: Address } | { ok: false; error: string };

/** Reads an address that a person typed or pasted, strictly, with reasons why some may not be given. */
export function parseAddress(
  text: string,
  forbidden: readonly { address: Address; why: string }[] = [],
): ParsedAddress {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Paste the address of the account." };
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
  const refused = forbidden.find((each) => isSameAddress(each.address, address));
  return refused ? { ok: false, error: refused.why } : { ok: true, address };
}

type ParsedDay = { ok: true; seconds: number | undefined } | { ok: false; error: string };

/** The first second of a day that a date box gives, in UTC; undefined for an empty box. */
export function parseDay(text: string): ParsedDay {
  if (text.trim() === "") return { ok: true, seconds: undefined };
  const seconds = parseUtcDay(text);
  if (seconds !== undefined) return { ok: true, seconds };
  return { ok: false, error: `There is no day “${text.slice(0, 20)}”. Write it as 2026-03-12, or leave it empty.` };
}

/** The last second of a day that a date box gives, in UTC; undefined for an empty box. */
export function parseLastSecond(text: string): ParsedDay {
  const parsed = parseDay(text);
  return parsed.ok && parsed.seconds !== undefined ? { ok: true, seconds: parsed.seconds + day - 1 } : parsed;
}
