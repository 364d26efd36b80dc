export type LastDay = { ok: true; seconds: number | undefined } | { ok: false; error: string };

/** The last second of a day that a date box gives, in UTC; undefined for an empty box, which means now. */
export function readLastDay(text: string, now: number): LastDay {
  if (text === "") return { ok: true, seconds: undefined };
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const start = found ? Date.parse(`${text}T00:00:00Z`) / 1000 : Number.NaN;
  if (!Number.isFinite(start)) return { ok: false, error: "There is no such day. Choose another, or none for now." };
  const seconds = start + 86_399;
  if (seconds < now) return { ok: false, error: "This day is over. Choose today or a later one." };
  return { ok: true, seconds };
}
