import type { LedgerName, LineKind, StatementLine } from "./Statement.ts";
import type { StatementEvent } from "./StatementEvent.ts";

/** A line at the place of an event, with nothing in it but what is given. */
export function lineAt(
  { at }: StatementEvent,
  ledger: LedgerName,
  kind: LineKind,
  fields: Partial<StatementLine>,
): StatementLine {
  return {
    block: at.block,
    time: at.time,
    transaction: at.transaction,
    logIndex: at.logIndex,
    ledger,
    kind,
    work: undefined,
    currency: undefined,
    counterparty: undefined,
    otherWork: undefined,
    licence: undefined,
    units: undefined,
    unitsMoved: undefined,
    amount: undefined,
    gross: 0n,
    upstream: 0n,
    net: 0n,
    paid: 0n,
    waiting: undefined,
    ...fields,
  };
}
