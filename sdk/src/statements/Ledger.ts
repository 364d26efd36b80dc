import type { StatementBalance, StatementLine } from "./Statement.ts";
import type { StatementEvent } from "./StatementEvent.ts";

/** One point of view on the events. It keeps one state for each work and currency, however many events there are. */
export type Ledger = {
  /** Counts an event, and returns the lines that it makes. */
  apply: (event: StatementEvent) => StatementLine[];
  /** Where everything stands now, in the order in which it appeared. */
  balances: () => StatementBalance[];
};
