import { parseUtcMoment } from "@colophon/sdk";

type ParsedTime = { ok: true; seconds: number } | { ok: false; error: string };

/** Reads a moment that a person typed, in UTC, strictly: 2026-03-12, or 2026-03-12 14:05 with or without seconds. */
export function parseUtc(text: string): ParsedTime {
  const seconds = parseUtcMoment(text);
  if (seconds !== undefined) return { ok: true, seconds };
  return { ok: false, error: "There is no such day or time. Write it like this: 2026-03-12 14:05" };
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
