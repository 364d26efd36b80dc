import type { Derivatives, Exclusivity, SeatMeaningId, TerritoryCode, UseId } from "@colophon/sdk";
import type { Address } from "viem";

export type DurationUnit = "hours" | "days" | "weeks";

/** What may be made from the work: each step includes the one before it. */
export type Making = "nothing" | "changes" | Exclude<Derivatives, "none">;

/** What the form "Terms" holds, as typed. What one choice hides stays, so that a change of mind loses nothing. */
export type TermsForm = {
  uses: readonly UseId[];
  worldwide: boolean;
  territories: readonly TerritoryCode[];
  /** Seconds, for ever, or an own count of a unit. */
  duration: number | "forever" | "own";
  ownDuration: string;
  ownUnit: DurationUnit;
  exclusivity: Exclusivity;
  transferable: boolean;
  /** Levels of sublicences, 0 to 8. */
  sublicensing: number;
  attribution: boolean;
  making: Making;
  /** What new works owe, in per cent. */
  upstream: string;
  seats: SeatMeaningId;
  /** Whether a licence can be ended for a breach, and after how many days. */
  revocable: boolean;
  cure: string;
  /** Whether use is reported and paid for, how often in seconds, or an own number of days. */
  reports: boolean;
  period: number | "own";
  ownPeriod: string;
  /** Of reported revenue and of the price of sublicences, in per cent. */
  revenue: string;
  currency: Address | "other";
  token: string;
  perUnit: string;
  minimum: string;
  cap: string;
};
