import { ColophonError } from "./errors.ts";

const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClockOf(zone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(zone);
  if (known) return known;
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat("en-US", { ...parts, second: "2-digit", hourCycle: "h23", timeZone: zone });
  } catch {
    throw new ColophonError(
      `There is no time zone “${zone.slice(0, 60)}”. Give one by its place, such as America/New_York or Europe/Berlin, or UTC.`,
    );
  }
  wallClocks.set(zone, made);
  return made;
}

/** What the clocks of a zone show, as if it were UTC: seconds since 1970, for whoever only wants year, month and day. */
function wallClock(seconds: number, zone: string): number {
  const parts = Object.fromEntries(
    wallClockOf(zone)
      .formatToParts(new Date(seconds * 1000))
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) / 1000;
}

/** The day in a zone at a moment, such as "2026-12-31". */
export function dayIn(seconds: number, zone: string): string {
  return new Date(wallClock(seconds, zone) * 1000).toISOString().slice(0, 10);
}

/**
 * A moment in ISO 8601 with the clock of a zone and how far it is from UTC, such as "2026-12-31T23:30:00-05:00".
 *
 * @param zone A zone of the IANA list, such as "America/New_York", or "UTC".
 */
export function isoTimeIn(seconds: number, zone: string): string {
  const shown = wallClock(seconds, zone);
  const minutes = Math.round((shown - seconds) / 60);
  const text = new Date(shown * 1000).toISOString().slice(0, 19);
  if (minutes === 0) return `${text}Z`;
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const [sign, size] = [minutes < 0 ? "-" : "+", Math.abs(minutes)];
  return `${text}${sign}${two(size / 60)}:${two(size % 60)}`;
}

/**
 * The first second of a day in a zone.
 *
 * @param midnight The same day's first second in UTC, as parseUtcDay gives it.
 */
export function startOfDayIn(midnight: number, zone: string): number {
  // Clocks are never further than a day from UTC; where midnight is skipped, the day begins with the first second after it.
  const offset = wallClock(midnight, zone) - midnight;
  const guess = midnight - offset;
  const again = midnight - (wallClock(guess, zone) - guess);
  const [early, late] = [Math.min(guess, again), Math.max(guess, again)];
  return wallClock(early, zone) >= midnight ? early : late;
}
