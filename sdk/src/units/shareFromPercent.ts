import { ColophonError } from "../errors/ColophonError.ts";

const pattern = /^(?:0|[1-9]\d{0,2})(?:[.,]\d{1,7})?$/;

/** A share in parts per billion from a percentage as people type it, such as "2.5"; never rounded. */
export function shareFromPercent(text: string): number {
  const percent = text.trim().replace(/\s*%$/, "");
  const [whole = "", fraction = ""] = percent.split(/[.,]/);
  const share = Number(whole) * 10_000_000 + Number(fraction.padEnd(7, "0"));
  if (!pattern.test(percent) || share > 1_000_000_000) {
    throw new ColophonError(
      `“${text.slice(0, 40)}” is not a share. Type a percentage from 0 to 100 with at most 7 decimals, such as 2.5.`,
    );
  }
  return share;
}
