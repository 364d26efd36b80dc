import { type AbiEvent, type Address, getAbiItem, type Hex, zeroAddress } from "viem";
import { complianceAbi, licencesAbi, royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { type BlockRef, MissingLogsError, type ReadContext } from "../read/finding.ts";
import { type EventLog, eventRefs, getLogsInRanges, mapLimit } from "../read/logs.ts";
import { publishedOffersAt } from "../read/offers.ts";
import { type Classified, classifyPayments, type Deal } from "./payments.ts";
import type { StatementEvent, StatementQuery } from "./statement.ts";

const derivedEvent = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });

const movedEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

const paidEvent = getAbiItem({ abi: royaltiesAbi, name: "Paid" });

const settledEvent = getAbiItem({ abi: royaltiesAbi, name: "Settled" });

const claimedEvent = getAbiItem({ abi: royaltiesAbi, name: "Claimed" });

const creditedEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsCredited" });

const withdrawnEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsWithdrawn" });

const soldEvent = getAbiItem({ abi: licencesAbi, name: "LicenceSold" });

const renewedEvent = getAbiItem({ abi: licencesAbi, name: "LicenceRenewed" });

const reportedEvent = getAbiItem({ abi: complianceAbi, name: "UsageReported" });

type Reader = ReturnType<typeof readerAt>;

function readerAt({ client, deployment }: ReadContext, block: BlockRef) {
  const { works, royalties, licences, compliance } = deployment.contracts;
  const of =
    <event extends AbiEvent>({ address, block: fromBlock }: { address: Address; block: number }, event: event) =>
    (args?: Record<string, unknown>) =>
      getLogsInRanges(client, { address, event, ...(args && { args }), fromBlock, toBlock: block.number });
  return {
    derived: of(works, derivedEvent),
    taken: of(royalties, takenEvent),
    moved: of(royalties, movedEvent),
    paid: of(royalties, paidEvent),
    settled: of(royalties, settledEvent),
    claimed: of(royalties, claimedEvent),
    credited: of(royalties, creditedEvent),
    withdrawn: of(royalties, withdrawnEvent),
    sold: of(licences, soldEvent),
    renewed: of(licences, renewedEvent),
    reported: of(compliance, reportedEvent),
  };
}

type ReadLogs<event extends AbiEvent> = (args?: Record<string, unknown>) => Promise<EventLog<event>[]>;

/** The logs with one of many values of an argument. */
async function each<event extends AbiEvent>(
  read: ReadLogs<event>,
  name: string,
  values: readonly (bigint | Address)[],
): Promise<EventLog<event>[]> {
  return (await mapLimit(inParts(values), 4, (part) => read({ [name]: part }))).flat();
}

const placeIn = ({ blockNumber, logIndex }: { blockNumber: bigint; logIndex: number }) => `${blockNumber} ${logIndex}`;

/** Logs that were found in several ways, once each. */
function once<log extends { blockNumber: bigint; logIndex: number }>(logs: readonly log[]): log[] {
  return [...new Map(logs.map((log) => [placeIn(log), log])).values()];
}

type Paid = EventLog<typeof paidEvent>;

type Credited = EventLog<typeof creditedEvent>;

/** The sales, renewals and reports of licences, with what each asked. */
async function dealsOf(context: ReadContext, reader: Reader, licences: readonly bigint[], block: BlockRef) {
  const [sold, renewed, reported] = await Promise.all([
    each(reader.sold, "licence", licences),
    each(reader.renewed, "licence", licences),
    each(reader.reported, "licence", licences),
  ]);
  const ids = [...sold, ...renewed].map(({ args }) => args.offer);
  const offers = await publishedOffersAt(context, ids, block);
  const offerOf = (id: Hex) => {
    const offer = offers.get(id);
    if (offer === undefined) throw new MissingLogsError(`offer ${id}`);
    return offer;
  };
  const seats = new Map(sold.map(({ args }) => [args.licence, BigInt(args.seats)]));
  const deals: Deal[] = [
    ...sold.map((log): Deal => {
      const { currency, price } = offerOf(log.args.offer);
      const { licence, buyer: payer } = log.args;
      const asked = price * BigInt(log.args.seats);
      return { kind: "sale", ...placeOf(log), licence, payer, currency, price: asked };
    }),
    ...renewed.map((log): Deal => {
      const { currency, price } = offerOf(log.args.offer);
      const { licence, payer, periods } = log.args;
      const asked = price * BigInt(periods) * (seats.get(licence) ?? 1n);
      return { kind: "renewal", ...placeOf(log), licence, payer, currency, price: asked };
    }),
    ...reported.map((log): Deal => {
      const { licence, licensee: payer, currency, paid } = log.args;
      return { kind: "report", ...placeOf(log), licence, payer, currency, price: paid };
    }),
  ];
  const licensors = [...offers.values()].filter(({ parent }) => parent !== 0n).map(({ licensor }) => licensor);
  return { deals, licensors: [...new Set(licensors)] };
}

const placeOf = ({ transactionHash: transaction, logIndex }: { transactionHash: Hex; logIndex: number }) => ({
  transaction,
  logIndex,
});

/** The licence that a memo names, if it is one of this work. */
function licenceOf({ args: { memo, work } }: Paid): bigint[] {
  return BigInt(memo) >> 32n === work && (BigInt(memo) & 0xffff_ffffn) !== 0n ? [BigInt(memo)] : [];
}

async function worksOf(reader: Reader, { holder, work }: StatementQuery): Promise<bigint[]> {
  if (work !== undefined) return [work];
  if (holder === undefined) return [];
  const [taken, received] = await Promise.all([reader.taken({ holder }), reader.moved({ receiver: holder })]);
  return [...new Set([...taken.map(({ args }) => args.work), ...received.map(({ args }) => args.id)])];
}

/** What somebody paid in sublicence prices that stayed with licensors: the log of it names only the licence. */
async function creditedBy(reader: Reader, context: ReadContext, payer: Address, block: BlockRef) {
  const [bought, renewed] = await Promise.all([reader.sold({ buyer: payer }), reader.renewed({ payer })]);
  const ids = [...bought, ...renewed].map(({ args }) => args.offer);
  const offers = [...(await publishedOffersAt(context, ids, block)).values()].filter(({ parent }) => parent !== 0n);
  const licences = new Set([...bought, ...renewed].map(({ args }) => args.licence));
  const logs = await each(reader.credited, "account", [...new Set(offers.map(({ licensor }) => licensor))]);
  return logs.filter(({ args }) => licences.has(BigInt(args.memo)));
}

/**
 * The events that a statement is computed from, read from a node's logs up to a block: everything that was ever paid
 * into the works in question, and what the account in question did. In the order of the log.
 *
 * @throws {MissingLogsError} if the node has forgotten the offer of a sale.
 */
export async function readStatementEvents(
  context: ReadContext,
  query: StatementQuery,
  block: BlockRef,
): Promise<StatementEvent[]> {
  const { client, deployment } = context;
  const reader = readerAt(context, block);
  const { holder, payer } = query;
  const works = await worksOf(reader, query);
  const aboutWork = holder === undefined && payer === undefined && query.work !== undefined;
  const forWorks = holder === undefined && !aboutWork ? [] : works;
  const none = Promise.resolve([]);
  const [
    derived,
    paidIn,
    paidBy,
    settledIn,
    settledOut,
    claimed,
    taken,
    sent,
    received,
    creditedTo,
    paidProceeds,
    out,
  ] = await Promise.all([
    each(reader.derived, "work", forWorks),
    each(reader.paid, "work", forWorks),
    payer === undefined ? none : reader.paid({ payer }),
    each(reader.settled, "parent", forWorks),
    aboutWork ? each(reader.settled, "work", forWorks) : none,
    holder !== undefined ? reader.claimed({ holder }) : each(reader.claimed, "work", forWorks),
    holder === undefined ? none : reader.taken({ holder }),
    holder === undefined ? none : reader.moved({ sender: holder }),
    holder === undefined ? none : reader.moved({ receiver: holder }),
    holder === undefined || query.work !== undefined ? none : reader.credited({ account: holder }),
    payer === undefined ? none : creditedBy(reader, context, payer, block),
    holder === undefined || query.work !== undefined ? none : reader.withdrawn({ account: holder }),
  ]);
  const paid = once([...paidIn, ...paidBy]);
  const creditedMine = once([...creditedTo, ...paidProceeds]);
  const licences = new Set([...paid.flatMap(licenceOf), ...creditedMine.map(({ args }) => BigInt(args.memo))]);
  const { deals, licensors } = await dealsOf(context, reader, [...licences], block);
  // Also what others were credited: it shows which of a transaction's payments belong to a sublicence.
  const credited = once([
    ...creditedMine,
    ...(await each(reader.credited, "account", licensors)).filter(({ args }) => licences.has(BigInt(args.memo))),
  ]);
  const tills = new Map<bigint, Address>();
  const swept = new Set(paid.filter(({ args }) => args.memo.startsWith("0x74696c6c0")).map(({ args }) => args.work));
  await mapLimit([...swept], 8, async (work) => {
    const { address } = deployment.contracts.royalties;
    tills.set(work, await client.readContract({ address, abi: royaltiesAbi, functionName: "tillOf", args: [work] }));
  });
  type Money = { paid: Paid; credited?: undefined } | { credited: Credited; paid?: undefined };
  const money: Money[] = [...paid.map((log) => ({ paid: log })), ...credited.map((log) => ({ credited: log }))];
  const logOf = (entry: Money) => entry.paid ?? (entry.credited as Credited);
  money.sort((a, b) => compareLogs(logOf(a), logOf(b)));
  const kinds = classifyPayments(
    deals,
    money.map((entry) => {
      const { currency, memo } = logOf(entry).args;
      const { work, payer: from } = entry.paid?.args ?? {};
      const event = entry.paid ? "paid" : "credited";
      return { event, ...placeOf(logOf(entry)), work, payer: from, currency, memo } as const;
    }),
    (work) => tills.get(work),
  );
  const mine = new Set(creditedMine.map(placeIn));

  type Body = StatementEvent extends infer event ? (event extends StatementEvent ? Omit<event, "at"> : never) : never;
  type Entry = [Parameters<typeof eventRefs>[1][number], Body];
  const entries: Entry[] = [
    ...derived.map((log): Entry => {
      const { work, parent, share } = log.args;
      return [log, { type: "derived", work, parent, share }];
    }),
    ...money.flatMap((entry, i): Entry[] => {
      const { kind, licence, payer: from } = kinds[i] as Classified;
      if (entry.paid) {
        const { work, currency, payer: sender, amount } = entry.paid.args;
        return [[entry.paid, { type: "paid", work, currency, payer: sender, amount, kind, licence }]];
      }
      const { account, currency, amount, memo } = entry.credited.args;
      if (!mine.has(placeIn(entry.credited))) return [];
      return [
        [entry.credited, { type: "credited", account, currency, amount, payer: from, kind, licence: BigInt(memo) }],
      ];
    }),
    ...once([...settledIn, ...settledOut]).map((log): Entry => [log, { type: "settled", ...log.args }]),
    ...claimed.map((log): Entry => [log, { type: "claimed", ...log.args }]),
    ...taken.map((log): Entry => [log, { type: "taken", ...log.args }]),
    ...once([...sent, ...received]).flatMap((log): Entry[] => {
      const { sender: from, receiver: to, id: work, amount: units } = log.args;
      // A transfer from nobody only repeats that units were taken.
      return from === zeroAddress ? [] : [[log, { type: "moved", work, from, to, units }]];
    }),
    ...out.map((log): Entry => [log, { type: "withdrawn", ...log.args }]),
  ];
  entries.sort(([a], [b]) => compareLogs(a, b));
  const refs = await eventRefs(
    client,
    entries.map(([log]) => log),
  );
  return entries.map(([, body], i) => {
    const { block: number, time, transaction, logIndex } = refs[i] as (typeof refs)[number];
    return { ...body, at: { block: number, time, transaction, logIndex } } as StatementEvent;
  });
}

function compareLogs(
  a: { blockNumber: bigint; logIndex: number },
  b: { blockNumber: bigint; logIndex: number },
): number {
  return Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex;
}

/** Cuts a list into parts of at most `size`: nodes refuse queries for too many values at a time. */
export function inParts<item>(items: readonly item[], size = 200): item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
