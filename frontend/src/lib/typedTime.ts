import { day, forever, parseUtcDay, parseUtcMoment } from "@colophon/sdk";

/** A day that somebody typed or chose; `seconds` is undefined for an empty box. */
export type ParsedDay = { ok: true; seconds: number | undefined } | { ok: false; error: string };

/** The first second of a day that a date box gives, in UTC. */
export function parseDay(text: string): ParsedDay {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: true, seconds: undefined };
  const seconds = parseUtcDay(trimmed);
  if (seconds === undefined) {
    const said = `“${text.slice(0, 20)}”`;
    const written = /^\d{4}-\d\d-\d\d$/.test(trimmed);
    const fault = written ? `There is no day ${said}.` : `${said} is not written as a day is read here.`;
    return { ok: false, error: `${fault} Write it as 2026-03-12, or leave it empty.` };
  }
  return { ok: true, seconds };
}

/** The last second of a day that `parseDay` read: for a right that counts through that day. */
export function endOfDay(start: number): number {
  return start + day - 1;
}

/** The first second after a day that `parseDay` read: for a period that ends with that day, half open. */
export function afterDay(start: number): number {
  return start + day;
}

type Days = { from: number | undefined; until: number | undefined };

/** A period from one day to another, both of which belong to it. The end is the first second after the last day. */
export function parseDays(
  from: string,
  until: string,
): { ok: true; days: Days } | { ok: false; errors: { from?: string; until?: string } } {
  const first = parseDay(from);
  const last = parseDay(until);
  if (!first.ok || !last.ok) {
    return {
      ok: false,
      errors: { ...(first.ok ? {} : { from: first.error }), ...(last.ok ? {} : { until: last.error }) },
    };
  }
  if (first.seconds !== undefined && last.seconds !== undefined && last.seconds < first.seconds) {
    return { ok: false, errors: { until: "The last day is before the first. Choose a later one." } };
  }
  return {
    ok: true,
    days: { from: first.seconds, until: last.seconds === undefined ? undefined : afterDay(last.seconds) },
  };
}

type ParsedTime = { ok: true; seconds: number } | { ok: false; error: string };

/** Reads a moment that a person typed, in UTC unless it names a zone: 2026-03-12, or 2026-03-12 14:05. */
export function parseUtc(text: string): ParsedTime {
  const seconds = parseUtcMoment(text);
  if (seconds !== undefined && seconds < forever) return { ok: true, seconds };
  return {
    ok: false,
    error: /^\d{4}-\d{2}-\d{2}/.test(text.trim())
      ? "There is no such day or time from 1970 on."
      : "Write it like this: 2026-03-12 14:05",
  };
}

const localPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * The moment that a date and time in the person's own time zone stand for, in seconds since 1970. Undefined if there
 * is no such moment: a date that does not exist, or an hour that the clocks skip.
 */
export function parseLocalTime(text: string): number | undefined {
  const parts = localPattern.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(year, month - 1, day, hour, minute, second);
  const same =
    date.getFullYear() === year &&
    date.getMonth() === month - 1 &&
    date.getDate() === day &&
    date.getHours() === hour &&
    date.getMinutes() === minute &&
    date.getSeconds() === second;
  return same ? date.getTime() / 1000 : undefined;
}
