import { forever } from "@colophon/sdk";

export type ParsedTime = { ok: true; seconds: number } | { ok: false; error: string };

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?(?: ?(?:UTC|Z))?$/i;

/** Reads a moment that a person typed, in UTC, strictly: 2026-03-12, or 2026-03-12 14:05 with or without seconds. */
export function parseUtc(text: string): ParsedTime {
  const found = pattern.exec(text.trim());
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
