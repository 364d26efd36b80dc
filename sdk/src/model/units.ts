import { ColophonError } from "./errors.ts";

/** Units as an exact percentage without the sign, such as "12.5". */
export function percentOf(units: number): string {
  const whole = Math.floor(units / 1_000_000);
  const fraction = String(units % 1_000_000)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}

const unitsPattern = /^(?:0|[1-9]\d{0,2})(?:[.,]\d{1,6})?$/;

/** Units from a percentage as people type it, such as "33.333333" or "12,5"; never rounded. */
export function unitsFromPercent(text: string): number {
  const percent = text.trim().replace(/\s*%$/, "");
  const [whole = "", fraction = ""] = percent.split(/[.,]/);
  const units = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, "0"));
  if (!unitsPattern.test(percent) || units > 100_000_000) {
    throw new ColophonError(
      `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 6 decimals, such as 12.5.`,
    );
  }
  return units;
}

/** A share in parts per billion as an exact percentage without the sign, such as "2.5". */
export function percentOfShare(share: number): string {
  const whole = Math.floor(share / 10_000_000);
  const fraction = String(share % 10_000_000)
    .padStart(7, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}

const sharePattern = /^(?:0|[1-9]\d{0,2})(?:[.,]\d{1,7})?$/;

/** A share in parts per billion from a percentage as people type it, such as "2.5"; never rounded. */
export function shareFromPercent(text: string): number {
  const percent = text.trim().replace(/\s*%$/, "");
  const [whole = "", fraction = ""] = percent.split(/[.,]/);
  const share = Number(whole) * 10_000_000 + Number(fraction.padEnd(7, "0"));
  if (!sharePattern.test(percent) || share > 1_000_000_000) {
    throw new ColophonError(
      `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 7 decimals, such as 2.5.`,
    );
  }
  return share;
}

/**
 * A resale royalty (ERC-2981) as people type it, such as "7.5" or "7.5 %", in the hundredths of a per cent that are
 * recorded; 0 for nothing typed. Undefined if it is no percentage from 0 to 100 with at most two decimals: nothing is
 * rounded.
 */
export function resaleFromPercent(text: string): number | undefined {
  const trimmed = text.trim().replace(/\s*%$/, "");
  if (trimmed === "") return 0;
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(trimmed);
  if (!found) return undefined;
  const hundredths = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return hundredths > 10_000 ? undefined : hundredths;
}
