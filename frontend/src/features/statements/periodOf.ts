import type { Choice } from "./Choice.ts";

export type Period = { from?: number | undefined; until?: number | undefined };

const midnight = (year: number, month: number, day = 1) => Date.UTC(year, month, day) / 1000;

/** A day of a date field at its first second in UTC; undefined for none, NaN for one that does not exist. */
function dayOf(text: string): number | undefined {
  if (text === "") return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  return exists && date.toISOString().startsWith(text) ? date.getTime() / 1000 : Number.NaN;
}

/**
 * The period that was chosen, in seconds since 1970: from counts, until does not. Days begin at midnight in UTC, and
 * the last day belongs to the period.
 *
 * @param now Seconds since 1970, to know which quarter this is.
 */
export function periodOf(
  { period, year, from, to }: Pick<Choice, "period" | "year" | "from" | "to">,
  now: number,
): { ok: true; period: Period } | { ok: false; error: string } {
  if (period === "all") return { ok: true, period: {} };
  if (period === "year") {
    const number = Number(year);
    if (!/^\d{4}$/.test(year) || number < 2015) return { ok: false, error: "Give a year with four digits." };
    return { ok: true, period: { from: midnight(number, 0), until: midnight(number + 1, 0) } };
  }
  if (period === "quarter") {
    const date = new Date(now * 1000);
    const first = Math.floor(date.getUTCMonth() / 3) * 3;
    const inYear = date.getUTCFullYear();
    return { ok: true, period: { from: midnight(inYear, first), until: midnight(inYear, first + 3) } };
  }
  const [start, last] = [dayOf(from), dayOf(to)];
  if (Number.isNaN(start) || Number.isNaN(last)) {
    return { ok: false, error: "One of the days does not exist. Give days such as 2026-03-12." };
  }
  if (start !== undefined && last !== undefined && last < start) {
    return { ok: false, error: "The last day is before the first. Exchange them." };
  }
  return { ok: true, period: { from: start, until: last === undefined ? undefined : last + 86_400 } };
}
