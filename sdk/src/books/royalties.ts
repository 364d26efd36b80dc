import { type Address, BaseError, getAddress, maxUint256, zeroAddress } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import { parseUtcDay } from "../model/time.ts";
import { startOfDayIn } from "../model/zones.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { mapLimit } from "../read/logs.ts";
import { blockBefore } from "./document.ts";
import { readStatementEvents } from "./events.ts";
import { createHolderLedger } from "./holderLedger.ts";
import {
  createPaymentsLedger,
  createProceedsLedger,
  createPurchasesLedger,
  createSalesLedger,
  createWorkLedger,
  type Ledger,
} from "./ledgers.ts";
import { payeeParts, payeesAt } from "./payees.ts";
import {
  type StatementBalance,
  type StatementCheck,
  StatementError,
  type StatementEvent,
  type StatementLine,
  type StatementPart,
  type StatementQuery,
  type StatementTotal,
  type StatementUnknown,
} from "./statement.ts";

export type TaxYearParameters = {
  /** Whose income and payments are meant. */
  account: Address;
  /** A calendar year, or the year in which a fiscal year begins. */
  year: number;
  /** Month and day on which the fiscal year begins, "04-06" for example; "01-01" if missing. */
  begins?: string | undefined;
  /** The zone in which days begin, of the IANA list; "UTC" if missing. */
  zone?: string | undefined;
  currency?: Address | undefined;
};

/**
 * What a statement of a year asks: all income of an account and all its payments, from the first second of the year's
 * first day in the zone until the same day a year later.
 *
 * @throws {StatementError} if there is no such year or day, and a ColophonError if there is no such zone.
 */
export function taxYear({
  account,
  year,
  begins = "01-01",
  zone = "UTC",
  currency,
}: TaxYearParameters): StatementQuery {
  if (!Number.isInteger(year) || year < 2015 || year > 9998) {
    throw new StatementError(`${year} is not a year of Ethereum. Give one from 2015 on, with four digits.`);
  }
  const at = (of: number): number => {
    // The 29th of February only begins a fiscal year in leap years, which no tax law does.
    const seconds = parseUtcDay(`${of}-${begins}`);
    if (seconds !== undefined) return startOfDayIn(seconds, zone);
    throw new StatementError(`A year can't begin on “${begins}” in ${of}. Give month and day, such as 04-06.`);
  };
  return { holder: account, payer: account, currency, from: at(year), until: at(year + 1) };
}

export type StatementAtBlock = {
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
): Promise<StatementAtBlock> {
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
    const paid: StatementLine[] = [];
    let divided = payer === undefined;
    for await (const part of royaltyStatement(events, query)) {
      if (part.section === "closings") closings.push(part.row);
      if (part.section === "lines" && part.row.ledger === "payments") paid.push(part.row);
      if (!divided && part.section !== "openings" && part.section !== "lines") {
        divided = true;
        yield* payeeParts(await payeesAt(context, paid, query.lists ?? [], block));
      }
      yield part;
    }
    if (!divided) yield* payeeParts(await payeesAt(context, paid, query.lists ?? [], block));
    // What a payer paid has no balance in the contract, and works it paid into are not looked at as a whole.
    const works = work !== undefined && (holder !== undefined || payer === undefined) ? [work] : [];
    const checks = await checkBalances(context, closings, block, { works, currency: query.currency });
    for (const row of checks) yield { section: "checks", row };
  }
  return { block, parts: parts() };
}

function ledgersOf({ holder, work, payer }: StatementQuery): Ledger[] {
  const ledgers: Ledger[] = [];
  if (holder !== undefined) {
    ledgers.push(createHolderLedger(holder, { work }));
    // Proceeds are withdrawn together for all works, so they have no balance in one of them.
    if (work === undefined) ledgers.push(createProceedsLedger(holder));
    ledgers.push(createSalesLedger(holder, { work }));
  } else if (work !== undefined && payer === undefined) {
    ledgers.push(createWorkLedger(work));
  }
  if (payer !== undefined) ledgers.push(createPaymentsLedger(payer, { work }), createPurchasesLedger(payer, { work }));
  if (ledgers.length === 0) {
    throw new StatementError("Name a holder, a work or a payer: a statement is about somebody or something.");
  }
  return ledgers;
}

function addToTotal(totals: Map<string, StatementTotal>, line: StatementLine): void {
  const { ledger, kind, currency, gross, upstream, net, taken, withdrawn, paid } = line;
  if (currency === undefined) return;
  const key = `${ledger} ${currency.toLowerCase()} ${kind}`;
  const total = totals.get(key);
  if (total === undefined) {
    totals.set(key, { ledger, currency, kind, lines: 1, gross, upstream, net, taken, withdrawn, paid });
    return;
  }
  total.lines++;
  total.gross += gross;
  total.upstream += upstream;
  total.net += net;
  total.taken += taken;
  total.withdrawn += withdrawn;
  total.paid += paid;
}

/**
 * A statement, computed from events alone: balances at the opening, every line of the period, what they add up to, and
 * balances at the closing; opening + net - withdrawn = closing, untaken and waiting together, to the last unit. Nothing is kept
 * but one state for each work and currency, so any number of events can pass.
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
  const { currency } = query;
  const { from = 0, until = Number.POSITIVE_INFINITY } = query;
  if (until <= from) throw new StatementError(`The period from ${from} until ${until} is empty. Let it end later.`);
  const totals = new Map<string, StatementTotal>();
  const balances = () => ledgers.flatMap((ledger) => ledger.balances());
  const unknown = () => ledgers.flatMap((ledger) => ledger.unknown?.() ?? []);
  let before: StatementUnknown[] = [];
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
      before = unknown();
      for (const row of balances()) yield { section: "openings", row };
    }
    if (currency !== undefined && "currency" in event && !isSameAddress(event.currency, currency)) continue;
    for (const ledger of ledgers) {
      for (const row of ledger.apply(event)) {
        if (!opened) continue;
        addToTotal(totals, row);
        yield { section: "lines", row };
      }
    }
  }
  if (!opened) {
    before = unknown();
    for (const row of balances()) yield { section: "openings", row };
  }
  for (const row of totals.values()) yield { section: "totals", row };
  for (const row of balances()) yield { section: "closings", row };
  const earlier = new Map(before.map((row) => [`${row.work} ${row.currency.toLowerCase()}`, row]));
  for (const { work, currency, units, received, atMost } of unknown()) {
    const then = earlier.get(`${work} ${currency.toLowerCase()}`);
    const inPeriod = { received: received - (then?.received ?? 0n), atMost: atMost - (then?.atMost ?? 0n) };
    if (inPeriod.received > 0n) yield { section: "unknown", row: { work, currency, units, ...inPeriod } };
  }
}

type View =
  | { functionName: "claimable"; args: readonly [bigint, Address, Address, bigint] }
  | { functionName: "received" | "unsettled"; args: readonly [bigint, Address] }
  | { functionName: "balanceOf"; args: readonly [Address, bigint] }
  | { functionName: "proceedsOf"; args: readonly [Address, Address] };

type Question = {
  check: string;
  balance: { work: bigint | undefined; currency: Address | undefined };
  computed: bigint;
  view: View;
};

function questionsOf(balance: StatementBalance): Question[] {
  const { ledger, work, currency, account, units, unitsUntaken, received, waiting, unsettled } = balance;
  const questions: Question[] = [];
  const ask = (check: string, computed: bigint, view: View) => questions.push({ check, balance, computed, view });
  if (work !== undefined && received !== undefined) {
    ask("received by the work", received, { functionName: "received", args: [work, currency] });
  }
  if (ledger === "units" && work !== undefined && account !== undefined) {
    ask("waiting for the holder", waiting, { functionName: "claimable", args: [work, currency, account, maxUint256] });
  }
  if (work !== undefined && account !== undefined && units !== undefined && unitsUntaken !== undefined) {
    const view = { functionName: "balanceOf", args: [account, work] } as const;
    const of = { work, currency: undefined };
    questions.push({ check: "units that are taken", balance: of, computed: units - unitsUntaken, view });
  }
  if (ledger === "work" && work !== undefined && unsettled !== undefined) {
    ask("owed to earlier works", unsettled, { functionName: "unsettled", args: [work, currency] });
  }
  if (ledger === "proceeds" && account !== undefined) {
    ask("proceeds waiting", waiting, { functionName: "proceedsOf", args: [account, currency] });
  }
  return questions;
}

/** Works in which a currency has no balance, though another one has, or ETH: it must have received nothing. */
function silentOf(balances: readonly StatementBalance[], works: readonly bigint[], only?: Address): Question[] {
  const inWorks = balances.filter(({ work, received }) => work !== undefined && received !== undefined);
  const known = new Set(inWorks.map(({ work, currency }) => `${work} ${currency.toLowerCase()}`));
  const currencies = new Map(
    (only ? [only] : [zeroAddress, ...inWorks.map(({ currency }) => currency)]).map((c) => [c.toLowerCase(), c]),
  );
  const questions: Question[] = [];
  for (const work of new Set([...works, ...inWorks.map((balance) => balance.work as bigint)])) {
    for (const [key, currency] of currencies) {
      if (known.has(`${work} ${key}`)) continue;
      const view = { functionName: "received", args: [work, currency] } as const;
      questions.push({ check: "received by the work", balance: { work, currency }, computed: 0n, view });
    }
  }
  return questions;
}

/**
 * Compares closing balances with what the contract itself says at the closing block. A difference is a line of the
 * result, never hidden; a node that no longer knows that block makes it "unknown".
 *
 * @param works Works that were looked at even if they have no balance: they must have received nothing.
 * @param currency The only currency that was looked at; all if missing.
 */
export function checkBalances(
  { client, deployment }: ReadContext,
  balances: readonly StatementBalance[],
  block: BlockRef,
  { works = [], currency: only }: { works?: readonly bigint[]; currency?: Address | undefined } = {},
): Promise<StatementCheck[]> {
  const { address } = deployment.contracts.royalties;
  // A holder's units are the same in each currency of a work: asked once.
  const asked = new Map(
    balances.flatMap(questionsOf).map((question) => [`${question.view.functionName} ${question.view.args}`, question]),
  );
  const questions = [...asked.values(), ...silentOf(balances, works, only)];
  return mapLimit(questions, 8, async ({ check, balance, computed, view }) => {
    const { work, currency } = balance;
    const shown = view.args
      .map((arg) => (typeof arg === "bigint" ? formatId(arg, "work") : getAddress(arg)))
      .join(", ");
    const call = `Royalties.${view.functionName}(${shown}) of ${address} at block ${block.number}`;
    try {
      const contract = await client.readContract({
        address,
        abi: royaltiesAbi,
        blockNumber: BigInt(block.number),
        ...view,
      } as never);
      const result = (contract as bigint) === computed ? "consistent" : "differs";
      return { check, result, work, currency, computed, contract: contract as bigint, how: call };
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      const how = `The node did not answer ${call}: ${error.shortMessage} Ask a node that keeps old state.`;
      return { check, result: "unknown", work, currency, computed, contract: undefined, how };
    }
  });
}
