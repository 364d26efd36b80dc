import { forever } from "@colophon/sdk";

/** One reporting period of a licence: from, and up to but not including. In seconds since 1970. */
export type ReportingPeriod = { number: number; start: number; end: number };

export type ReportingParameters = {
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
