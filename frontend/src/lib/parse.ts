import { day, isSameAddress, parseUtcDay } from "@colophon/sdk";
import { type Address, getAddress, isAddress, zeroAddress } from "viem";

type ParsedAmount = { ok: true; amount: bigint } | { ok: false; error: string };

/**
 * Reads an amount that a person typed, strictly: digits with at most one point, nothing rounded, nothing guessed.
 * A comma is refused because half the world reads it as a point.
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Type an amount." };
  if (trimmed.includes(",")) {
    return { ok: false, error: "Write the amount without commas, with a point for decimals: 1250.50" };
  }
  if (!/^(\d+\.?\d*|\.\d+)$/.test(trimmed)) return { ok: false, error: "Use digits only, such as 12.5" };
  const [whole = "", fraction = ""] = trimmed.split(".");
  if (fraction.replace(/0+$/, "").length > decimals) {
    return { ok: false, error: `This currency has ${decimals} decimals at most.` };
  }
  if (whole.length > 60) return { ok: false, error: "That is more than any currency has." };
  const amount =
    BigInt(whole || "0") * 10n ** BigInt(decimals) + BigInt(fraction.slice(0, decimals).padEnd(decimals, "0") || "0");
  return { ok: true, amount };
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
