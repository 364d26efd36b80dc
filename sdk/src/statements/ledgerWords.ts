import type { LedgerName } from "./Statement.ts";

/** What each kind of account is, for people. */
export const ledgerWords: Record<LedgerName, string> = {
  units: "Share of a work",
  proceeds: "Sublicences",
  work: "The work",
  payments: "Paid to others",
};
