import type { Terms, UseId } from "@colophon/sdk";

export type DurationUnit = "hours" | "days" | "weeks";

/** What the form "Terms" holds, as typed. */
export type TermsForm = {
  uses: readonly UseId[];
  /** Seconds, for ever, or an own count of a unit. */
  duration: number | "forever" | "own";
  ownDuration: string;
  ownUnit: DurationUnit;
  transferable: boolean;
  attribution: boolean;
  changes: Terms["changes"];
};
