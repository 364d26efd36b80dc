import { allShares, mostResale, totalUnits } from "./constants.ts";
import { parseDecimal } from "./decimals.ts";
import { ColophonError } from "./errors.ts";

/** One per cent of all that is shared, in parts per billion. */
export const onePercent = allShares / 100;

/** A share of an amount, rounded down as the contracts do; the share in parts per billion. */
export function shareOf(amount: bigint, share: number | bigint): bigint {
  return (amount * BigInt(share)) / BigInt(allShares);
}

const decimalMark = ".";

/** A part of a whole as an exact percentage without the sign. The whole is a power of ten. */
function percentage(part: number, whole: number): string {
  const hundredth = whole / 100;
  const fraction = String(part % hundredth)
    .padStart(String(hundredth).length - 1, "0")
    .replace(/0+$/, "");
  const percent = Math.floor(part / hundredth);
  return fraction === "" ? String(percent) : `${percent}${decimalMark}${fraction}`;
}

/** Units as an exact percentage without the sign, such as "12.5". */
export function percentOf(units: number): string {
  return percentage(units, totalUnits);
}

/** A share in parts per billion as an exact percentage without the sign, such as "2.5". */
export function percentOfShare(share: number): string {
  return percentage(share, allShares);
}

/** A percentage as people type it, as a part of the whole, which is a power of ten; never rounded. */
function partFrom(text: string, whole: number): number {
  const decimals = String(whole).length - 3;
  const parsed = parseDecimal(text.trim().replace(/\s*%$/, ""), decimals);
  if (parsed.ok && parsed.value <= BigInt(whole)) return Number(parsed.value);
  if (!parsed.ok && parsed.reason === "ambiguous") throw new ColophonError(parsed.error);
  throw new ColophonError(
    `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most ${decimals} decimals, such as 12.5.`,
  );
}

/** Units from a percentage as people type it, such as "33.3333" or "12,5"; never rounded. */
export function unitsFromPercent(text: string): number {
  return partFrom(text, totalUnits);
}

/** A share in parts per billion from a percentage as people type it, such as "2.5" or "2,5"; never rounded. */
export function shareFromPercent(text: string): number {
  return partFrom(text, allShares);
}

/**
 * A resale royalty (ERC-2981) from a percentage as people type it, in the hundredths of a per cent that are recorded; 0
 * for nothing typed. Never rounded.
 */
export function resaleFromPercent(text: string): number {
  return text.trim().replace(/\s*%$/, "") === "" ? 0 : partFrom(text, mostResale);
}
