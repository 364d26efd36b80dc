export type Day = { ok: true; seconds: number | undefined } | { ok: false; error: string };

/** The first second of a day that a date box gives, in UTC; undefined for an empty box. */
export function readDay(text: string): Day {
  if (text.trim() === "") return { ok: true, seconds: undefined };
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const time = found ? new Date(`${text.trim()}T00:00:00Z`) : undefined;
  // The calendar turns the 31st of February into a day of March; a person meant neither.
  if (!time || Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== text.trim()) {
    return { ok: false, error: `“${text.slice(0, 20)}” is no day. Write it as 2026-03-12, or leave it empty.` };
  }
  return { ok: true, seconds: time.getTime() / 1000 };
}
