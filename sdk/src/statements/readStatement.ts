import type { BlockRef } from "../chain/BlockRef.ts";
import type { ReadContext } from "../chain/ReadContext.ts";
import { blockBefore } from "./blockBefore.ts";
import { checkBalances } from "./checkBalances.ts";
import { readStatementEvents } from "./readStatementEvents.ts";
import { royaltyStatement } from "./royaltyStatement.ts";
import type { StatementBalance, StatementPart, StatementQuery } from "./Statement.ts";
import { StatementError } from "./StatementError.ts";
import type { StatementEvent } from "./StatementEvent.ts";

export type ReadStatement = {
  /** The closing block: the last one before the end of the period, or the latest. */
  block: BlockRef;
  parts: AsyncIterable<StatementPart>;
};

/** Another source of events than a node's logs: an index that has them decoded, in the order of the log. */
export type StatementSource = (
  query: StatementQuery,
  block: BlockRef,
) => Promise<AsyncIterable<StatementEvent> | Iterable<StatementEvent>>;

/**
 * A statement from a chain: computed from events alone, then compared with the contract at the closing block.
 *
 * @param source Where the events come from; the node's logs if missing.
 * @throws {StatementError} if nobody is named or the period is empty, and viem's errors when the node can't be reached.
 */
export async function readStatement(
  context: ReadContext,
  query: StatementQuery,
  source: StatementSource = (asked, block) => readStatementEvents(context, asked, block),
): Promise<ReadStatement> {
  const { holder, work, payer, from, until } = query;
  if (holder === undefined && work === undefined && payer === undefined) {
    throw new StatementError("Name a holder, a work or a payer: a statement is about somebody or something.");
  }
  if (from !== undefined && until !== undefined && until <= from) {
    throw new StatementError(`The period from ${from} until ${until} is empty. Let it end later.`);
  }
  const block = await blockBefore(context, until);
  const events = await source(query, block);
  async function* parts(): AsyncGenerator<StatementPart, void> {
    const closings: StatementBalance[] = [];
    for await (const part of royaltyStatement(events, query)) {
      if (part.section === "closings") closings.push(part.row);
      yield part;
    }
    // What a payer paid has no balance in the contract, and works it paid into are not looked at as a whole.
    const works = work !== undefined && (holder !== undefined || payer === undefined) ? [work] : [];
    const checks = await checkBalances(context, closings, block, { works, currency: query.currency });
    for (const row of checks) yield { section: "checks", row };
  }
  return { block, parts: parts() };
}
