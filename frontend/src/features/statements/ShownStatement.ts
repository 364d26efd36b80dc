import type { DocumentHead, StatementBalance, StatementCheck, StatementLine, StatementTotal } from "@colophon/sdk";

/** A statement as far as a page shows it: all of it but the lines beyond the first. */
export type ShownStatement = {
  head: DocumentHead;
  openings: StatementBalance[];
  lines: StatementLine[];
  /** How many lines there are in all. */
  count: number;
  totals: StatementTotal[];
  closings: StatementBalance[];
  checks: StatementCheck[];
};
