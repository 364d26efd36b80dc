import { ColophonError } from "../errors/ColophonError.ts";

const pattern = /^(?:0|[1-9]\d{0,2})(?:[.,]\d{1,6})?$/;

/** Units from a percentage as people type it, such as "33.333333" or "12,5"; never rounded. */
export function unitsFromPercent(text: string): number {
  const percent = text.trim().replace(/\s*%$/, "");
  const [whole = "", fraction = ""] = percent.split(/[.,]/);
  const units = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, "0"));
  if (!pattern.test(percent) || units > 100_000_000) {
    throw new ColophonError(
      `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 6 decimals, such as 12.5.`,
    );
  }
  return units;
}
