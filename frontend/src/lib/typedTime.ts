import { forever } from "@colophon/sdk";

type ParsedTime = { ok: true; seconds: number } | { ok: false; error: string };

const utcPattern = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(?: ?(?:UTC|Z))?$/i;

/** Reads a moment that a person typed, in UTC, strictly: 2026-03-12, or 2026-03-12 14:05 with or without seconds. */
export function parseUtc(text: string): ParsedTime {
  const found = utcPattern.exec(text.trim());
  if (!found) return { ok: false, error: "Write it like this: 2026-03-12 14:05" };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  const seconds = date.getTime() / 1000;
  if (!same) return { ok: false, error: "There is no such day or time." };
  if (seconds < 0 || seconds > forever) return { ok: false, error: "Choose a day from 1970 on." };
  return { ok: true, seconds };
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
