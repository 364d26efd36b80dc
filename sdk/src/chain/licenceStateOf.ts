import { forever } from "../terms/forever.ts";

export type LicenceState = "running" | "not started" | "expired";

/** Where a licence stands at a time, half-open as in the contract: start <= time < end. */
export function licenceStateOf({ start, end, time }: { start: number; end: number; time: number }): LicenceState {
  if (time < start) return "not started";
  return end !== forever && time >= end ? "expired" : "running";
}
