import { grouped } from "@colophon/sdk";
/** The first and last characters of a long code, such as 0x1a2b3c…9f8e7d. */
export function shorten(value: string, head = 8, tail = 6): string {
  return value.length <= head + tail + 1 ? value : `${value.slice(0, head)}…${value.slice(-tail)}`;
}

/** An amount in the smallest unit as an exact decimal, with nothing rounded: 1234500n with 6 decimals is "1.2345". */
export function formatAmount(amount: bigint, decimals: number): string {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : digits.slice(-decimals).replace(/0+$/, "");
  return `${negative ? "−" : ""}${grouped(whole)}${fraction ? `.${fraction}` : ""}`;
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
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 })} ${units[unit]}`;
}
