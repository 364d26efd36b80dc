import { forever, type LicenceState, licenceStateOf, serialOf } from "@colophon/sdk";
import { spanInWords } from "./time.ts";

export type LicenceStanding = {
  state: LicenceState;
  /** "340 days left", "ended 3 days ago", "starts in 2 hours", "without an end". */
  words: string;
  /** The part of the term that has passed, from 0 to 1; undefined if it has no end. */
  passed: number | undefined;
};

type StandingParameters = {
  start: number;
  end: number;
  terminated: boolean;
  /** The number, and what the licences above it decided at the block that was read. */
  id?: bigint;
  state?: LicenceState;
  decisive?: bigint;
};

/**
 * How a licence stands at a moment, half-open like the contract: it covers start <= time < end. A sublicence never
 * outlives those above it by their terms, but it ends with any of them that is ended for a breach.
 */
export function licenceStanding(
  { start, end, terminated, ...above }: StandingParameters,
  time: number,
): LicenceStanding {
  const state = licenceStateOf({ start, end, terminated, time });
  const passed = end === forever ? undefined : Math.min(1, Math.max(0, (time - start) / (end - start)));
  const { decisive } = above;
  if (state === "running" && decisive !== undefined && decisive !== above.id && above.state !== "not started") {
    const words = `Ended with licence ${serialOf(decisive)} above it`;
    return { state: above.state ?? "terminated", words, passed };
  }
  switch (state) {
    case "running":
      return { state, words: end === forever ? "without an end" : `${spanInWords(end - time)} left`, passed };
    case "not started":
      return { state, words: `starts in ${spanInWords(start - time)}`, passed };
    case "expired":
      return { state, words: time === end ? "ended just now" : `ended ${spanInWords(time - end)} ago`, passed };
    case "terminated":
      return {
        state,
        words: time === end ? "Ended for a breach just now" : `Ended for a breach ${spanInWords(time - end)} ago`,
        passed,
      };
  }
}

/** One reporting period of a licence: from, and up to but not including. In seconds since 1970. */
type ReportingPeriod = { number: number; start: number; end: number };

type ReportingParameters = {
  start: number;
  /** When the licence ends, or ended by termination. */
  end: number;
  /** How long a period lasts, in seconds; 0 if nothing is reported. */
  period: number;
  /** How many were reported. */
  reported: number;
  time: number;
};

export type Reporting = {
  /** The one to report next; undefined if nothing is left to report. */
  next: ReportingPeriod | undefined;
  /** Whether that one is over, so that it can be reported. */
  due: boolean;
  /** How many are over and not reported. */
  overdue: number;
};

/** Where the reports of a licence stand at a time, decided as the Compliance contract decides it. */
export function reportingPeriods({ start, end, period, reported, time }: ReportingParameters): Reporting {
  if (period === 0) return { next: undefined, due: false, overdue: 0 };
  const from = start + reported * period;
  const next = from < end ? { number: reported, start: from, end: Math.min(from + period, end) } : undefined;
  const over = end !== forever && time >= end;
  const elapsed = Math.max(0, (over ? end : time) - start);
  // A last period that the end cuts short is over when the licence is.
  const whole = over ? Math.ceil(elapsed / period) : Math.floor(elapsed / period);
  return { next, due: next !== undefined && time >= next.end, overdue: Math.max(0, whole - reported) };
}
