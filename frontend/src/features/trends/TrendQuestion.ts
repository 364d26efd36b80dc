import type { Bucket } from "../../lib/time/startOfBucket.ts";

export type TrendMeasure = "registrations" | "licences" | "income" | "price";

export type TrendSplit = "" | "category" | "use" | "territory" | "currency";

/** What a person wants to see over time, as it stands in the page's address. */
export type TrendQuestion = {
  by: Bucket;
  split: TrendSplit;
  category: string;
  use: string;
  territory: string;
  /** An address; the zero address for the chain's coin. */
  currency: string;
  /** Days in UTC, as 2026-03-12; empty for no limit. */
  from: string;
  until: string;
};
