import { type AbiEvent, type Address, getAbiItem, type Hex, zeroAddress } from "viem";
import { assignmentsAbi, complianceAbi, licencesAbi, offersAbi, royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { tillMemo } from "../model/constants.ts";
import { licenceInMemo } from "../model/ids.ts";
import { type Charge, classifyPayments } from "../model/payments.ts";
import { type BlockRef, missingLogs, type ReadContext } from "../read/finding.ts";
import { type EventLog, getLogsInRanges, type MinedLog, mapLimit } from "../read/logs.ts";
import { publishedOffersAt } from "../read/offers.ts";
import { compareLogs, inParts, type LogBody, type StatementBody, withBodies } from "./logBodies.ts";
import { type GivenShares, givenSharesAt } from "./shares.ts";
import type { StatementEvent, StatementQuery } from "./statement.ts";

const derivedEvent = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });

const movedEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

const paidEvent = getAbiItem({ abi: royaltiesAbi, name: "Paid" });

const settledEvent = getAbiItem({ abi: royaltiesAbi, name: "Settled" });

const claimedEvent = getAbiItem({ abi: royaltiesAbi, name: "Claimed" });

const creditedEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsCredited" });

const withdrawnEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsWithdrawn" });

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });

const renewedEvent = getAbiItem({ abi: offersAbi, name: "LicenceRenewed" });

const debtEvent = getAbiItem({ abi: complianceAbi, name: "DebtPaid" });

const passedEvent = getAbiItem({ abi: licencesAbi, name: "Transfer" });

const assignedEvent = getAbiItem({ abi: assignmentsAbi, name: "Assigned" });

type Reader = ReturnType<typeof readerAt>;

function readerAt({ client, deployment }: ReadContext, block: BlockRef) {
  const { works, royalties, offers, licences, compliance, assignments } = deployment.contracts;
  const of =
    <Event extends AbiEvent>({ address, block: fromBlock }: { address: Address; block: number }, event: Event) =>
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
    sold: of(offers, soldEvent),
    renewed: of(offers, renewedEvent),
    debtPaid: of(compliance, debtEvent),
    passed: of(licences, passedEvent),
    assigned: of(assignments, assignedEvent),
  };
}

type ReadLogs<Event extends AbiEvent> = (args?: Record<string, unknown>) => Promise<EventLog<Event>[]>;

/** The logs with one of many values of an argument. */
async function each<Event extends AbiEvent>(
  read: ReadLogs<Event>,
  name: string,
  values: readonly (bigint | Address)[],
): Promise<EventLog<Event>[]> {
  return (await mapLimit(inParts(values), 4, (part) => read({ [name]: part }))).flat();
}

const placeIn = ({ blockNumber, logIndex }: { blockNumber: bigint; logIndex: number }) => `${blockNumber} ${logIndex}`;

/** Logs that were found in several ways, once each. */
function once<Log extends { blockNumber: bigint; logIndex: number }>(logs: readonly Log[]): Log[] {
  return [...new Map(logs.map((log) => [placeIn(log), log])).values()];
}

type Paid = EventLog<typeof paidEvent>;

type Credited = EventLog<typeof creditedEvent>;

/** The sales, renewals and paid debts of licences, with what each asked. */
async function chargesOf(context: ReadContext, reader: Reader, licences: readonly bigint[], block: BlockRef) {
  const [sold, renewed, debts] = await Promise.all([
    each(reader.sold, "licence", licences),
    each(reader.renewed, "licence", licences),
    each(reader.debtPaid, "licence", licences),
  ]);
  const ids = [...sold, ...renewed].map(({ args }) => args.offer);
  const offers = await publishedOffersAt(context, ids, block);
  const offerOf = (id: Hex) => {
    const offer = offers.get(id);
    if (offer === undefined) throw missingLogs(`offer ${id}`);
    return offer;
  };
  const seats = new Map(sold.map(({ args }) => [args.licence, BigInt(args.seats)]));
  return [
    ...sold.map((log): Placed => {
      const { currency, price } = offerOf(log.args.offer);
      const { licence, buyer: payer } = log.args;
      const asked = price * BigInt(log.args.seats);
      return { kind: "sale", ...placeOf(log), licence, payer, currency, price: asked };
    }),
    ...renewed.map((log): Placed => {
      const { currency, price } = offerOf(log.args.offer);
      const { licence, payer, periods } = log.args;
      const asked = price * BigInt(periods) * (seats.get(licence) ?? 1n);
      return { kind: "renewal", ...placeOf(log), licence, payer, currency, price: asked };
    }),
    ...debts.map((log): Placed => {
      const { licence, payer, currency, amount } = log.args;
      return { kind: "debt", ...placeOf(log), licence, payer, currency, price: amount };
    }),
  ];
}

/** Everybody who ever held a licence above one of these: who can have been credited a part of what was paid for them. */
async function licensorsAbove(context: ReadContext, reader: Reader, licences: readonly bigint[], block: BlockRef) {
  const above = new Set<bigint>();
  for (let wave = licences; wave.length > 0; ) {
    const sold = await each(reader.sold, "licence", wave);
    const ids = sold.map(({ args }) => args.offer);
    const parents = [...(await publishedOffersAt(context, ids, block)).values()].map(({ parent }) => parent);
    wave = [...new Set(parents)].filter((parent) => parent !== 0n && !above.has(parent));
    for (const parent of wave) above.add(parent);
  }
  const passed = await each(reader.passed, "tokenId", [...above]);
  return [...new Set(passed.map(({ args }) => args.to))];
}

/** What was asked for, and where. */
type Placed = Charge & { transaction: Hex; logIndex: number };

const placeOf = ({ transactionHash: transaction, logIndex }: { transactionHash: Hex; logIndex: number }) => ({
  transaction,
  logIndex,
});

async function worksOf(reader: Reader, { holder, work }: StatementQuery, given: GivenShares): Promise<bigint[]> {
  if (work !== undefined) return [work];
  if (holder === undefined) return [];
  const received = await reader.moved({ receiver: holder });
  return [...new Set([...given.works, ...received.map(({ args }) => args.id)])];
}

/** What reached works of sublicence prices: it ends what licensors are credited of one. */
async function paidAlong(reader: Reader, charges: readonly Placed[]): Promise<Paid[]> {
  const work = [...new Set(charges.map(({ licence }) => licence >> 32n))];
  const payers = [...new Set(charges.map(({ payer }) => payer))];
  const parts = inParts(work).flatMap((some) => inParts(payers).map((payer) => ({ work: some, payer })));
  return (await mapLimit(parts, 4, (args) => reader.paid(args))).flat();
}

/** The licences that somebody paid something for. */
async function licencesPaidBy(reader: Reader, payer: Address): Promise<bigint[]> {
  const [bought, renewed, debts] = await Promise.all([
    reader.sold({ buyer: payer }),
    reader.renewed({ payer }),
    reader.debtPaid({ payer }),
  ]);
  return [...bought, ...renewed, ...debts].map(({ args }) => args.licence);
}

/**
 * The events that a statement is computed from, read from a node's logs up to a block: everything that was ever paid
 * into the works in question, and what the account in question did. In the order of the log. What licensors above a
 * sublicence were credited is among them, whoever they are: a statement takes what concerns it.
 *
 * @throws {NodeError} if the node has forgotten the offer of a sale.
 */
export async function readStatementEvents(
  context: ReadContext,
  query: StatementQuery,
  block: BlockRef,
): Promise<StatementEvent[]> {
  const { client, deployment } = context;
  const reader = readerAt(context, block);
  const { holder, payer } = query;
  const given =
    holder === undefined ? { entries: [], works: [] } : await givenSharesAt(context, { ...query, holder }, block);
  const works = await worksOf(reader, query, given);
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
    paidFor,
    out,
    soldTo,
    bought,
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
    payer === undefined ? none : licencesPaidBy(reader, payer),
    holder === undefined || query.work !== undefined ? none : reader.withdrawn({ account: holder }),
    holder === undefined ? none : reader.assigned({ seller: holder, ...(query.work && { work: query.work }) }),
    payer === undefined ? none : reader.assigned({ buyer: payer, ...(query.work && { work: query.work }) }),
  ]);
  const paid = once([...paidIn, ...paidBy]);
  const licences = new Set([
    ...paid.flatMap(({ args }) => licenceInMemo(args.memo, args.work) ?? []),
    ...creditedTo.map(({ args }) => BigInt(args.memo)),
    ...paidFor,
  ]);
  const [charges, licensors] = await Promise.all([
    chargesOf(context, reader, [...licences], block),
    licensorsAbove(context, reader, [...licences], block),
  ]);
  // Also what others were credited: it is a part of what was paid, and shows where a price is used up.
  const creditedOthers = await each(reader.credited, "account", licensors);
  const credited = once([...creditedTo, ...creditedOthers.filter(({ args }) => licences.has(BigInt(args.memo)))]);
  const paidToo = once([...paid, ...(await paidAlong(reader, charges))]);
  const tills = new Map<bigint, Address>();
  const swept = new Set(paid.filter(({ args }) => args.memo === tillMemo).map(({ args }) => args.work));
  await mapLimit([...swept], 8, async (work) => {
    const { address } = deployment.contracts.royalties;
    tills.set(work, await client.readContract({ address, abi: royaltiesAbi, functionName: "tillOf", args: [work] }));
  });
  const money = [
    ...paidToo.map((log) => ({ log, money: { event: "paid", ...placeOf(log), ...log.args } as const })),
    ...credited.map((log) => ({ log, money: { event: "credited", ...placeOf(log), ...log.args } as const })),
  ].sort((a, b) => compareLogs(a.log, b.log));
  const classified = classifyPayments(
    charges,
    money.map((entry) => entry.money),
    (work) => tills.get(work),
  );
  const purposes = new Map(money.map(({ log }, i) => [placeIn(log), classified[i]]));
  const purposeOf = (log: Paid | Credited) =>
    purposes.get(placeIn(log)) ?? { kind: "payment" as const, licence: undefined, payer: undefined };

  const entryOf = (log: MinedLog, body: StatementBody): LogBody => ({ log, body });
  const entries: LogBody[] = [
    ...given.entries,
    ...derived.map((log): LogBody => {
      const { work, parent, share } = log.args;
      return entryOf(log, { type: "derived", work, parent, share });
    }),
    ...paid.map((log): LogBody => {
      const { work, currency, payer: from, amount } = log.args;
      const { kind, licence } = purposeOf(log);
      return entryOf(log, { type: "paid", work, currency, payer: from, amount, kind, licence });
    }),
    ...credited.map((log): LogBody => {
      const { account, currency, amount, memo } = log.args;
      const { kind, payer: from } = purposeOf(log);
      return entryOf(log, { type: "credited", account, currency, amount, payer: from, kind, licence: BigInt(memo) });
    }),
    ...once([...settledIn, ...settledOut]).map((log): LogBody => entryOf(log, { type: "settled", ...log.args })),
    ...claimed.map((log): LogBody => entryOf(log, { type: "claimed", ...log.args })),
    ...taken.map((log): LogBody => entryOf(log, { type: "taken", ...log.args })),
    ...once([...sent, ...received]).flatMap((log): LogBody[] => {
      const { sender: from, receiver: to, id: work, amount: units } = log.args;
      // A transfer from nobody only repeats that units were taken.
      return from === zeroAddress ? [] : [entryOf(log, { type: "moved", work, from, to, units })];
    }),
    ...out.map((log): LogBody => entryOf(log, { type: "withdrawn", ...log.args })),
    ...once([...soldTo, ...bought]).map((log): LogBody => {
      const { work, seller, buyer, sale } = log.args;
      const { control, units, currency, price, royalty } = sale;
      return entryOf(log, { type: "assigned", work, seller, buyer, control, units, currency, price, royalty });
    }),
  ];
  return withBodies(client, entries);
}
