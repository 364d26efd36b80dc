import { day, forever } from "@colophon/sdk";
import { useSyncExternalStore } from "react";
import { clock } from "./clock.ts";
import { count, locale } from "./format.ts";

/** A way to write moments in UTC, made at its first use: that takes longer than to write with it. */
function utcFormat(parts: Intl.DateTimeFormatOptions): (seconds: number) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (seconds) => {
    made ??= new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
    return made.format(new Date(seconds * 1000));
  };
}

/** The day of a moment in UTC, as "12 March 2026". */
export const formatDay = utcFormat({ day: "numeric", month: "long", year: "numeric" });

const formatClock = utcFormat({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** A moment as "12 March 2026, 14:05:09 UTC". */
export function formatTime(seconds: bigint | number): string {
  const moment = Number(seconds);
  return `${formatDay(moment)}, ${formatClock(moment)} UTC`;
}

/** A short time as people say it: 8 s, 2 min 5 s, 1 h 4 min. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

const minute = 60;

const hour = 60 * minute;

/** A span in whole units, cut and never rounded up: nobody is told of more time than they have. */
export function spanInWords(seconds: number): string {
  if (seconds >= 2 * day) return count(Math.floor(seconds / day), "day");
  if (seconds >= 2 * hour) return count(Math.floor(seconds / hour), "hour");
  if (seconds >= 2 * minute) return count(Math.floor(seconds / minute), "minute");
  return count(Math.max(0, Math.floor(seconds)), "second");
}

/**
 * What counts as now for a right that begins or ends, in seconds since 1970: the {@link clock} that the network puts
 * right, but never before the block that was read. A quiet chain's last block may be old; a local chain's may be ahead.
 */
export function latestTime(block: { time: number }, now = clock.now() * 1000): number {
  return Math.max(block.time, Math.floor(now / 1000));
}

const listeners = new Set<() => void>();

let timer: ReturnType<typeof setInterval> | undefined;

let now = clock.now();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = clock.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read() {
  // Without a subscriber the clock stands still; the first look sets it right.
  if (!timer) now = clock.now();
  return now;
}

/** Now, in seconds since 1970, each second anew: this device's clock, put right where the network contradicts it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}

export type Bucket = "day" | "week" | "month";

/** The first second, in UTC, of the day, the week (from Monday) or the month that a moment is in. */
export function startOfBucket(by: Bucket, seconds: number): number {
  const midnight = Math.floor(seconds / day) * day;
  if (by === "day") return midnight;
  const date = new Date(midnight * 1000);
  if (by === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000;
  return midnight - ((date.getUTCDay() + 6) % 7) * day;
}

/** The starts of all days, weeks or months from one moment to another; the last `most` of them if there are more. */
export function bucketsBetween(by: Bucket, from: number, until: number, most: number): number[] {
  const buckets: number[] = [];
  for (let start = startOfBucket(by, until); start >= startOfBucket(by, from) && buckets.length < most; ) {
    buckets.push(start);
    start = startOfBucket(by, start - 1);
  }
  return buckets.reverse();
}

const formatShortDay = utcFormat({ day: "numeric", month: "short", year: "numeric" });

const formatMonth = utcFormat({ month: "short", year: "numeric" });

/** What a day, week or month is called, by its first second: "12 Mar 2026", "Mar 2026". A week has its Monday's name. */
export function formatBucket(by: Bucket, start: number): string {
  return (by === "month" ? formatMonth : formatShortDay)(start);
}

/** A moment for a file or a program, in ISO 8601; empty for what never ends. */
export function isoOf(seconds: number): string {
  return seconds >= forever ? "" : new Date(seconds * 1000).toISOString();
}
