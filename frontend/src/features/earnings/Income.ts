import type { Payment } from "@colophon/sdk";

/** Money that came in for a work: paid, or settled from a work that is made from it. */
export type Income = Payment & {
  /** The work that it was settled from. */
  settledFrom?: bigint;
};
