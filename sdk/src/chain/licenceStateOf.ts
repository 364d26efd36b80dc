import { forever } from "../terms/forever.ts";

export type LicenceState = "running" | "not started" | "expired" | "terminated";

export type LicenceStateParameters = {
  /** Seconds since 1970; for a terminated licence, `end` is when it was terminated. */
  start: number;
  end: number;
  terminated: boolean;
  time: number;
};

/**
 * Where a licence itself stands at a time, half-open as in the contract: start <= time < end. A sublicence also ends
 * with any licence above it: see LicenceRecord.state.
 */
export function licenceStateOf({ start, end, terminated, time }: LicenceStateParameters): LicenceState {
  if (time < start) return "not started";
  if (end === forever || time < end) return "running";
  return terminated ? "terminated" : "expired";
}
