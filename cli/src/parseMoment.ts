import { UsageError } from "./UsageError.ts";

/** A moment as people type it: a day, which begins at midnight in UTC, or a time that says its zone. In seconds. */
export function parseMoment(text: string, option: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const date = new Date(day ? `${text}T00:00:00Z` : text);
  // JavaScript takes the 31st of February for the 3rd of March.
  const exists = !Number.isNaN(date.getTime()) && (!day || date.toISOString().startsWith(text));
  if (!(day || time) || !exists) {
    throw new UsageError(
      `${option} ${text} is not a date. Give a day such as 2026-03-12, which begins at midnight in UTC, or a time such as 2026-03-12T14:05:00Z.`,
    );
  }
  return Math.floor(date.getTime() / 1000);
}
