import { forever } from "./constants.ts";
import { count } from "./numbers.ts";
import { plainText } from "./typed.ts";

/** A day in seconds. Only reporting periods are counted in months too: see addMonths. */
export const day = 86_400;

/** Dates end with the year 275760, long after the contracts' "for ever", which itself is no time at all. */
function isForever(seconds: number | bigint): boolean {
  return Number(seconds) >= forever;
}

/** Whether a right with this end is over: at its end it is, and never if it lasts for ever. As the contracts have it. */
export function isOver(end: number, time: number): boolean {
  return end !== forever && time >= end;
}

/** Seconds since 1970 as ISO 8601 in UTC, to the second; "no end" for ever. */
export function isoTime(seconds: number | bigint): string {
  return isForever(seconds) ? "no end" : new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

/** Seconds since 1970 as people read them, such as "2026-03-12 14:05 UTC"; undefined for ever: it is no time. */
export function utcTime(seconds: number | bigint, precision: "minute" | "second" = "minute"): string | undefined {
  if (isForever(seconds)) return undefined;
  return `${isoTime(seconds)
    .slice(0, precision === "minute" ? 16 : 19)
    .replace("T", " ")} UTC`;
}

/**
 * A day in UTC as people and date boxes write it, such as "2026-03-12": its first second. Undefined if there is no such
 * day from 1970 on.
 */
export function parseUtcDay(text: string): number | undefined {
  const written = plainText(text).trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return undefined;
  const time = Date.parse(`${written}T00:00:00Z`);
  // Some calendars turn the 31st of February into a day of March; nobody meant that.
  if (!(time >= 0) || new Date(time).toISOString().slice(0, 10) !== written) return undefined;
  return time / 1000;
}

const momentPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:\d{2})?)?$/i;

/**
 * A moment as people type it, in seconds since 1970: a day in UTC (its first second), or a day and a time such as
 * "2026-03-12 14:05 UTC", "2026-03-12T14:05:09Z" or "2026-03-12T15:05+01:00"; a time without a zone is UTC. Undefined
 * if there is no such moment: nothing is guessed.
 */
export function parseUtcMoment(text: string): number | undefined {
  const [, written = "", hours = "0", minutes = "0", seconds = "0", zone = "Z"] =
    momentPattern.exec(plainText(text).trim()) ?? [];
  const midnight = parseUtcDay(written);
  if (midnight === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const [, sign, zoneHours = "0", zoneMinutes = "0"] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  if (Number(zoneHours) > 14 || Number(zoneMinutes) > 59) return undefined;
  const offset = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 3_600 + Number(zoneMinutes) * 60);
  const moment = midnight + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) - offset;
  return moment < 0 ? undefined : moment;
}

/**
 * The same time of day and day of the month in UTC, so many calendar months later; the last day of that month if it has
 * no such day. As the Compliance contract counts them.
 *
 * @param time In seconds since 1970.
 */
export function addMonths(time: number, months: number): number {
  const from = new Date(time * 1000);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / 1000 + (time % day);
}

const durationUnits = [
  { seconds: day, id: "day" },
  { seconds: 3_600, id: "hour" },
  { seconds: 60, id: "minute" },
  { seconds: 1, id: "second" },
] as const;

/** More of a unit than this is not read at a glance: then larger ones are named too. Of days there can be any number. */
const mostOfUnit = 120;

/** How many of which unit a duration is, exactly: of one unit where that can be read, else of several from the largest. */
export function durationParts(seconds: number): { unit: (typeof durationUnits)[number]["id"]; count: number }[] {
  const exact = durationUnits.find((candidate) => seconds % candidate.seconds === 0) ?? durationUnits[3];
  const whole = seconds / exact.seconds;
  if (exact.id === "day" || whole <= mostOfUnit) return [{ unit: exact.id, count: whole }];
  let rest = seconds;
  return durationUnits.flatMap(({ seconds: length, id }) => {
    const number = Math.floor(rest / length);
    rest -= number * length;
    return number === 0 ? [] : [{ unit: id, count: number }];
  });
}

const inUnits = {
  day: (value: number) => count(value, "day"),
  hour: (value: number) => count(value, "hour"),
  minute: (value: number) => count(value, "minute"),
  second: (value: number) => count(value, "second"),
};

/**
 * A duration, exactly: in the largest unit that states it, such as "730 days", or in several where that would be a number
 * that nobody reads. A year is no unit: its length varies.
 */
export function durationInWords(seconds: number): string {
  const parts = durationParts(seconds).map((part) => inUnits[part.unit](part.count));
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
