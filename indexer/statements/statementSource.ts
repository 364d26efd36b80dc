import { formatId, isSameAddress, type PaymentKind } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import type { StatementEvent, StatementSource } from "@colophon/sdk/books";
import type { Address } from "viem";
import type { Service } from "../http/mountRoutes.ts";
import { lastPositionOf } from "../position.ts";
import { addressOf } from "../sql.ts";
import { mergeStreams, type PageEventsParameters, type PlacedEvent, pageEvents } from "./eventStreams.ts";

type Stream = Omit<PageEventsParameters, "until">;

const workOf = (id: unknown) => BigInt(String(id));
const key = (work: bigint) => formatId(work, "work");
const licenceOf = (id: unknown) => (id === null ? undefined : BigInt(String(id)));
const amountOf = (amount: unknown) => BigInt(String(amount));

const place = "position, time, transaction";

/**
 * The events of statements from the index's tables, in the order of the log: as many streams as there are works,
 * currencies and kinds of events, each read page by page.
 */
export function statementSource({ sql, client, deployment }: Service): StatementSource {
  const tills = new Map<string, Promise<Address>>();

  /** What a payment was for. Anyone can write a till's memo, so only the till itself is believed. */
  async function kindOf(row: Record<string, unknown>): Promise<PaymentKind> {
    if (row.kind !== "sweep") return row.kind as PaymentKind;
    const id = String(row.work);
    const { address } = deployment.contracts.royalties;
    const till =
      tills.get(id) ??
      client.readContract({ address, abi: royaltiesAbi, functionName: "tillOf", args: [workOf(row.work)] });
    tills.set(id, till);
    return isSameAddress(await till, addressOf(row.payer)) ? "till" : "payment";
  }

  const paid = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, currency, payer, amount::text AS amount, kind, licence, ${place} FROM payment WHERE ${condition}`,
    values,
    column: "position",
    read: async (row) => ({
      type: "paid",
      work: workOf(row.work),
      currency: addressOf(row.currency),
      payer: addressOf(row.payer),
      amount: amountOf(row.amount),
      kind: await kindOf(row),
      licence: licenceOf(row.licence),
    }),
  });
  const settled = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, parent, currency, amount::text AS amount, ${place} FROM settlement WHERE ${condition}`,
    values,
    column: "position",
    read: (row) => ({
      type: "settled",
      work: workOf(row.work),
      parent: workOf(row.parent),
      currency: addressOf(row.currency),
      amount: amountOf(row.amount),
    }),
  });
  const claimed = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, currency, holder, receiver, amount::text AS amount, ${place} FROM withdrawal WHERE ${condition}`,
    values,
    column: "position",
    read: (row) => ({
      type: "claimed",
      work: workOf(row.work),
      currency: addressOf(row.currency),
      holder: addressOf(row.holder),
      to: addressOf(row.receiver),
      amount: amountOf(row.amount),
    }),
  });
  const moved = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, sender, receiver, units, ${place} FROM unit_transfer WHERE ${condition}`,
    values,
    column: "position",
    read: (row) => ({
      type: "moved",
      work: workOf(row.work),
      from: addressOf(row.sender),
      to: addressOf(row.receiver),
      units: amountOf(row.units),
    }),
  });
  const taken = (holder: string, works: readonly string[]): Stream => ({
    text: `SELECT work, holder, units, ${place} FROM unit_taking WHERE holder = $1 AND work = ANY($2::text[])`,
    values: [holder, works],
    column: "position",
    read: (row) => ({
      type: "taken",
      work: workOf(row.work),
      holder: addressOf(row.holder),
      units: amountOf(row.units),
    }),
  });
  const derived = (works: readonly string[]): Stream => ({
    text: `SELECT work, parent, share, ${place} FROM edge WHERE work = ANY($1::text[])`,
    values: [works],
    column: "position",
    read: (row) => ({
      type: "derived",
      work: workOf(row.work),
      parent: workOf(row.parent),
      share: Number(row.share),
    }),
  });
  const credited = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT account, currency, amount::text AS amount, licence, kind, payer, ${place}
      FROM proceeds_credit WHERE ${condition}`,
    values,
    column: "position",
    read: (row) => ({
      type: "credited",
      account: addressOf(row.account),
      currency: addressOf(row.currency),
      amount: amountOf(row.amount),
      payer: row.payer === null ? undefined : addressOf(row.payer),
      kind: row.kind as PaymentKind,
      licence: workOf(row.licence),
    }),
  });
  const withdrawn = (account: string): Stream => ({
    text: `SELECT account, currency, receiver, amount::text AS amount, ${place} FROM proceeds_withdrawal WHERE account = $1`,
    values: [account],
    column: "position",
    read: (row) => ({
      type: "withdrawn",
      account: addressOf(row.account),
      currency: addressOf(row.currency),
      to: addressOf(row.receiver),
      amount: amountOf(row.amount),
    }),
  });

  /** One stream for each currency that a work ever had, so that every page comes straight from an index. */
  async function ofWorks(works: readonly string[], currency: string | undefined): Promise<Stream[]> {
    const accounts = await sql.query<{ work: string; currency: string }>(
      "SELECT work, currency FROM income WHERE work = ANY($1::text[]) ORDER BY work, currency",
      [works],
    );
    const asked = accounts.filter((account) => currency === undefined || account.currency === currency);
    return [
      ...(works.length > 0 ? [derived(works)] : []),
      ...asked.flatMap(({ work, currency: each }) => [
        paid("work = $1 AND currency = $2", [work, each]),
        settled("parent = $1 AND currency = $2", [work, each]),
      ]),
    ];
  }

  async function ofHolder(holder: string, work: bigint | undefined, currency: string | undefined): Promise<Stream[]> {
    const rows = await sql.query<{ work: string }>(
      "SELECT work FROM holding WHERE holder = $1 AND ($2::text IS NULL OR work = $2)",
      [holder, work === undefined ? null : key(work)],
    );
    const works = work === undefined ? rows.map((row) => row.work) : [key(work)];
    const [only, values] = work === undefined ? ["", []] : [" AND work = $2", [key(work)]];
    return [
      ...(await ofWorks(works, currency)),
      claimed(`holder = $1${only}`, [holder, ...values]),
      taken(holder, works),
      moved(`sender = $1${only}`, [holder, ...values]),
      moved(`receiver = $1${only}`, [holder, ...values]),
      ...(work === undefined ? [credited("account = $1", [holder]), withdrawn(holder)] : []),
    ];
  }

  async function ofWork(work: string, currency: string | undefined): Promise<Stream[]> {
    return [...(await ofWorks([work], currency)), settled("work = $1", [work]), claimed("work = $1", [work])];
  }

  return async ({ holder, work, payer, currency }, block) => {
    const money = currency?.toLowerCase();
    const streams = [
      ...(holder === undefined ? [] : await ofHolder(holder.toLowerCase(), work, money)),
      ...(payer === undefined
        ? []
        : [paid("payer = $1", [payer.toLowerCase()]), credited("payer = $1", [payer.toLowerCase()])]),
      ...(holder === undefined && payer === undefined && work !== undefined ? await ofWork(key(work), money) : []),
    ];
    const until = lastPositionOf(block.number);
    return eventsOf(mergeStreams(streams.map((stream) => pageEvents(sql, { ...stream, until }))));
  };
}

async function* eventsOf(placed: AsyncIterable<PlacedEvent>): AsyncGenerator<StatementEvent, void> {
  for await (const { event } of placed) yield event;
}
