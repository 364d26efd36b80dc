import { createHolderLedger } from "./createHolderLedger.ts";
import { createPaymentsLedger } from "./createPaymentsLedger.ts";
import { createProceedsLedger } from "./createProceedsLedger.ts";
import { createWorkLedger } from "./createWorkLedger.ts";
import type { Ledger } from "./Ledger.ts";
import type { StatementLine, StatementPart, StatementQuery, StatementTotal } from "./Statement.ts";
import { StatementError } from "./StatementError.ts";
import type { StatementEvent } from "./StatementEvent.ts";

function ledgersOf({ holder, work, payer }: StatementQuery): Ledger[] {
  const ledgers: Ledger[] = [];
  if (holder !== undefined) {
    ledgers.push(createHolderLedger(holder, { work }));
    // Proceeds are withdrawn together for all works, so they have no balance in one of them.
    if (work === undefined) ledgers.push(createProceedsLedger(holder));
  } else if (work !== undefined && payer === undefined) {
    ledgers.push(createWorkLedger(work));
  }
  if (payer !== undefined) ledgers.push(createPaymentsLedger(payer, { work }));
  if (ledgers.length === 0) {
    throw new StatementError("Name a holder, a work or a payer: a statement is about somebody or something.");
  }
  return ledgers;
}

function sum(totals: Map<string, StatementTotal>, line: StatementLine): void {
  const { ledger, kind, currency, gross, upstream, net, paid } = line;
  if (currency === undefined) return;
  const key = `${ledger} ${currency.toLowerCase()} ${kind}`;
  const total = totals.get(key);
  if (total === undefined) {
    totals.set(key, { ledger, currency, kind, lines: 1, gross, upstream, net, paid });
    return;
  }
  total.lines++;
  total.gross += gross;
  total.upstream += upstream;
  total.net += net;
  total.paid += paid;
}

/**
 * A statement, computed from events alone: balances at the opening, every line of the period, what they add up to, and
 * balances at the closing; opening + net - paid = closing, to the last unit. Nothing is kept but one state for each
 * work and currency, so any number of events can pass.
 *
 * @param events In the order of the log, from the first on: also those before the period, which make its opening.
 * Events that do not concern the query may be among them. Those from the end of the period on are not read.
 * @throws {StatementError} if nobody is named, the period is empty, or the events are out of order.
 */
export async function* royaltyStatement(
  events: AsyncIterable<StatementEvent> | Iterable<StatementEvent>,
  query: StatementQuery,
): AsyncGenerator<StatementPart, void> {
  const ledgers = ledgersOf(query);
  const currency = query.currency?.toLowerCase();
  const { from = 0, until = Number.POSITIVE_INFINITY } = query;
  if (until <= from) throw new StatementError(`The period from ${from} until ${until} is empty. Let it end later.`);
  const totals = new Map<string, StatementTotal>();
  const balances = () => ledgers.flatMap((ledger) => ledger.balances());
  let opened = false;
  let [block, logIndex] = [0, -1];

  for await (const event of events) {
    const { at } = event;
    if (at.block < block || (at.block === block && at.logIndex < logIndex)) {
      throw new StatementError(
        `The event at log ${at.logIndex} of block ${at.block} comes after log ${logIndex} of block ${block}. Sort the events by block and log.`,
      );
    }
    [block, logIndex] = [at.block, at.logIndex];
    if (at.time >= until) break;
    if (!opened && at.time >= from) {
      opened = true;
      for (const row of balances()) yield { section: "openings", row };
    }
    if (currency !== undefined && "currency" in event && event.currency.toLowerCase() !== currency) continue;
    for (const ledger of ledgers) {
      for (const row of ledger.apply(event)) {
        if (!opened) continue;
        sum(totals, row);
        yield { section: "lines", row };
      }
    }
  }
  if (!opened) for (const row of balances()) yield { section: "openings", row };
  for (const row of totals.values()) yield { section: "totals", row };
  for (const row of balances()) yield { section: "closings", row };
}
