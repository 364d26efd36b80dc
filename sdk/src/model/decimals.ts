import { count } from "./numbers.ts";
import { plainText } from "./typed.ts";

/** What somebody typed: a whole count of the smallest part, or why it is none, in a sentence. */
export type ParsedDecimal =
  | { ok: true; value: bigint }
  | {
      ok: false;
      /** Blank: nothing was typed. Too exact: it has more decimals than there are. */
      reason: "blank" | "no number" | "ambiguous" | "too exact" | "too large";
      error: string;
    };

/** One sign with three digits behind it: thousands in one country, a fraction in the next. */
const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** Whole and fraction, as writers of all conventions write them. */
const conventions = [
  // 1234, 1234.5 or 1234,5
  /^(\d*)(?:[.,](\d*))?$/,
  // 1,234.5
  /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d*)$/,
  // 1.234,5
  /^([1-9]\d{0,2}(?:\.\d{3})+),(\d*)$/,
  // 1,234,567 or 1.234.567
  /^([1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))$/,
  // 1 234,5 with blanks of any width, or 1'234.5
  /^([1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:[.,](\d*))?$/,
];

/**
 * A number as people type it, in the convention of its writer: 7.5 and 7,5, 1,234.5 and 1.234,5 and 1 234,5 are all
 * understood. Nothing is rounded and nothing is guessed: 1.234 and 33,333 mean two numbers each, and are refused with
 * how to write either.
 *
 * @param decimals How many decimals there are: the value is a count of the smallest part.
 */
export function parseDecimal(text: string, decimals: number): ParsedDecimal {
  const typed = plainText(text).trim();
  if (typed === "") return { ok: false, reason: "blank", error: "Type a number." };
  if (ambiguous.test(typed)) {
    const large = typed.replace(/[.,]/, "");
    const other = decimals === 0 ? "" : `, or ${typeable(typed)} for the small one`;
    const error = `“${typed}” can mean two numbers. Write ${large} for the large one${other}.`;
    return { ok: false, reason: "ambiguous", error };
  }
  const found = conventions.map((convention) => convention.exec(typed)).find((match) => match !== null);
  const [whole, fraction] = [found?.[1]?.replace(/\D/g, "") ?? "", found?.[2] ?? ""];
  if (whole + fraction === "") {
    const error = `“${typed.slice(0, 40)}” is not a number. Use digits only, with a point or a comma for decimals, such as 12.5.`;
    return { ok: false, reason: "no number", error };
  }
  if (fraction.replace(/0+$/, "").length > decimals) {
    const most = decimals === 0 ? "a whole number" : `at most ${count(decimals, "decimal")}`;
    return { ok: false, reason: "too exact", error: `Write ${most}: nothing is rounded.` };
  }
  if (whole.length > 60) return { ok: false, reason: "too large", error: "That is more than there is of anything." };
  return { ok: true, value: BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0")) };
}

/** A decimal as a form can hold it to be read again: one that would mean two numbers has one more zero. */
export function typeable(decimal: string): string {
  return ambiguous.test(decimal) ? `${decimal}0` : decimal;
}
