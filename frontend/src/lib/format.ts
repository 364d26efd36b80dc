import { count } from "@colophon/sdk";

export { allOf, count, wordFor } from "@colophon/sdk";

/** The language that figures and dates are written in: that of the sentences around them. */
export const locale: string = import.meta.env.COLOPHON_LOCALE ?? "en-GB";

const decimalMark = ".";

// Made at its first use and kept: to make one takes longer than to write a page of numbers.
let whole: Intl.NumberFormat | undefined;

/** A number as people read it: 12,500. With decimals where there are any, as many as asked for. */
export function formatNumber(value: number | bigint, options?: Intl.NumberFormatOptions): string {
  whole ??= new Intl.NumberFormat(locale);
  return (options ? new Intl.NumberFormat(locale, options) : whole).format(value);
}

/** The first and last characters of a long code, such as 0x1a2b3c…9f8e7d. */
export function shorten(value: string, head = 8, tail = 6): string {
  return value.length <= head + tail + 1 ? value : `${value.slice(0, head)}…${value.slice(-tail)}`;
}

/** The first letter as it begins a sentence. */
export function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** An amount in the smallest unit as an exact decimal, with nothing rounded: 1234500n with 6 decimals is "1.2345". */
export function formatAmount(amount: bigint, decimals: number): string {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : digits.slice(-decimals).replace(/0+$/, "");
  return `${negative ? "−" : ""}${formatNumber(BigInt(whole))}${fraction ? `${decimalMark}${fraction}` : ""}`;
}

const units = ["bytes", "kB", "MB", "GB", "TB"];

/** A size as people say it: 1,340 bytes, 2.1 MB. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value, { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 })} ${units[unit]}`;
}

/** How deep a block lies: the deeper, the less likely the chain drops it. */
export function depthInWords(depth: number): string {
  if (depth <= 0) return "the latest one";
  return `with ${count(depth, "block")} on top`;
}
