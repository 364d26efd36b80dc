import { allShares, mostResale, totalUnits } from "./constants.ts";
import { ColophonError } from "./errors.ts";

/** One per cent of all that is shared, in parts per billion. */
export const onePercent = allShares / 100;

/** A share of an amount, rounded down as the contracts do; the share in parts per billion. */
export function shareOf(amount: bigint, share: number | bigint): bigint {
  return (amount * BigInt(share)) / BigInt(allShares);
}

/** A whole number with a comma between thousands. */
export function grouped(value: number | bigint | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A part of a whole as an exact percentage without the sign. The whole is a power of ten. */
function percentage(part: number, whole: number): string {
  const hundredth = whole / 100;
  const fraction = String(part % hundredth)
    .padStart(String(hundredth).length - 1, "0")
    .replace(/0+$/, "");
  const percent = Math.floor(part / hundredth);
  return fraction === "" ? String(percent) : `${percent}.${fraction}`;
}

/** Units as an exact percentage without the sign, such as "12.5". */
export function percentOf(units: number): string {
  return percentage(units, totalUnits);
}

/** A share in parts per billion as an exact percentage without the sign, such as "2.5". */
export function percentOfShare(share: number): string {
  return percentage(share, allShares);
}

/** A percentage as people type it, as a part of the whole; never rounded. Undefined if it is none from 0 to 100. */
function partFrom(text: string, whole: number): number | undefined {
  const hundredth = whole / 100;
  const decimals = String(hundredth).length - 1;
  const found = new RegExp(`^(0|[1-9]\\d{0,2})(?:[.,](\\d{1,${decimals}}))?$`).exec(text.trim().replace(/\s*%$/, ""));
  if (!found) return undefined;
  const part = Number(found[1]) * hundredth + Number((found[2] ?? "").padEnd(decimals, "0"));
  return part > whole ? undefined : part;
}

/** Units from a percentage as people type it, such as "33.333333" or "12,5"; never rounded. */
export function unitsFromPercent(text: string): number {
  const units = partFrom(text, totalUnits);
  if (units !== undefined) return units;
  throw new ColophonError(
    `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 6 decimals, such as 12.5.`,
  );
}

/** A share in parts per billion from a percentage as people type it, such as "2.5"; never rounded. */
export function shareFromPercent(text: string): number {
  const share = partFrom(text, allShares);
  if (share !== undefined) return share;
  throw new ColophonError(
    `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 7 decimals, such as 2.5.`,
  );
}

/**
 * A resale royalty (ERC-2981) as people type it, such as "7.5" or "7.5 %", in the hundredths of a per cent that are
 * recorded; 0 for nothing typed. Undefined if it is no percentage from 0 to 100 with at most two decimals: nothing is
 * rounded.
 */
export function resaleFromPercent(text: string): number | undefined {
  return text.trim().replace(/\s*%$/, "") === "" ? 0 : partFrom(text, mostResale);
}
