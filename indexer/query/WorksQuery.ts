import type { WordQuery } from "../content/search/wordQuery.ts";

/** What a list of works is asked for; addresses in small letters, times in seconds since 1970. */
export type WorksQuery = {
  words?: WordQuery | undefined;
  /** As the Works contract numbers them. */
  category?: number | undefined;
  claimant?: string | undefined;
  controller?: string | undefined;
  /** Of royalty units, taken or not yet. */
  holder?: string | undefined;
  /** Registered from then on, and before then. */
  from?: number | undefined;
  until?: number | undefined;
  /** Of an offer that can be bought now. */
  use?: string | undefined;
  territory?: string | undefined;
  currency?: string | undefined;
  maxPrice?: string | undefined;
  available?: boolean | undefined;
  oldestFirst?: boolean | undefined;
  after?: string | undefined;
  limit: number;
  now: number;
};
