import { formatId, isSameAddress, type PaymentKind, totalUnits } from "@colophon/sdk";
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
  /** What an account was given at registration: it took it at some time, or is the claimant of a work without a list. */
  const given = (holder: string, only: string | null): Stream => ({
    text: `SELECT w.id AS work, t.units, t.units IS NOT NULL AS taken, w.position, w.registered_time AS time, w.transaction
      FROM work AS w LEFT JOIN unit_taking AS t ON t.work = w.id AND t.holder = $1
      WHERE ($2::text IS NULL OR w.id = $2)
        AND (t.units IS NOT NULL OR (w.claimant = $1 AND w.holders_root IS NULL))`,
    values: [holder, only],
    column: "w.position",
    read: (row) => ({
      type: "given",
      work: workOf(row.work),
      holder: addressOf(holder),
      units: row.taken ? amountOf(row.units) : BigInt(totalUnits),
      shownBy: row.taken ? "taken" : "claimant",
    }),
  });
  /** Works whose list of holders the index does not keep, and with units that nobody took: some may be the account's. */
  const dark = `SELECT w.id FROM work AS w WHERE w.holders_root IS NOT NULL AND ($2::text IS NULL OR w.id = $2)
      AND NOT EXISTS (SELECT FROM unit_taking AS t WHERE t.work = w.id AND t.holder = $1)`;
  const unlisted = (holder: string, only: string | null): Stream => ({
    text: `SELECT * FROM (
        SELECT w.id AS work, w.position, w.registered_time AS time, w.transaction,
          $3::bigint - coalesce((SELECT sum(t.units) FROM unit_taking AS t WHERE t.work = w.id), 0) AS units
        FROM work AS w WHERE w.id IN (${dark})
      ) AS open WHERE units > 0`,
    values: [holder, only, totalUnits],
    column: "position",
    read: (row) => ({ type: "unlisted", work: workOf(row.work), units: amountOf(row.units) }),
  });
  const derived = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, parent, share, ${place} FROM edge WHERE ${condition}`,
    values,
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

  const assigned = (condition: string, values: Stream["values"]): Stream => ({
    text: `SELECT work, seller, buyer, control, units, currency, price::text AS price, royalty::text AS royalty, ${place}
      FROM assignment WHERE ${condition}`,
    values,
    column: "position",
    read: (row) => ({
      type: "assigned",
      work: workOf(row.work),
      seller: addressOf(row.seller),
      buyer: addressOf(row.buyer),
      control: row.control === true,
      units: amountOf(row.units),
      currency: addressOf(row.currency),
      price: amountOf(row.price),
      royalty: amountOf(row.royalty),
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
      ...(works.length > 0 ? [derived("work = ANY($1::text[])", [works])] : []),
      ...asked.flatMap(({ work, currency: each }) => [
        paid("work = $1 AND currency = $2", [work, each]),
        settled("parent = $1 AND currency = $2", [work, each]),
      ]),
    ];
  }

  async function ofHolder(holder: string, work: bigint | undefined, currency: string | undefined): Promise<Stream[]> {
    const rows = await sql.query<{ work: string }>(
      `SELECT work FROM holding WHERE holder = $1 AND ($2::text IS NULL OR work = $2)
        UNION SELECT id FROM work WHERE claimant = $1 AND holders_root IS NULL AND ($2::text IS NULL OR id = $2)`,
      [holder, work === undefined ? null : key(work)],
    );
    const works = work === undefined ? rows.map((row) => row.work) : [key(work)];
    const about = [holder, work === undefined ? null : key(work)];
    const money = currency === undefined ? "" : " AND currency = $3";
    const inDark = [...about, ...(currency === undefined ? [] : [currency])];
    const [only, values] = work === undefined ? ["", []] : [" AND work = $2", [key(work)]];
    return [
      given(holder, work === undefined ? null : key(work)),
      // What all of these received is one stream each: there may be many, with little in any.
      unlisted(holder, work === undefined ? null : key(work)),
      derived(`work IN (${dark})`, about),
      paid(`work IN (${dark})${money}`, inDark),
      settled(`parent IN (${dark})${money}`, inDark),
      ...(await ofWorks(works, currency)),
      claimed(`holder = $1${only}`, [holder, ...values]),
      taken(holder, works),
      moved(`sender = $1${only}`, [holder, ...values]),
      moved(`receiver = $1${only}`, [holder, ...values]),
      assigned(`seller = $1${only}`, [holder, ...values]),
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
        : [
            paid("payer = $1", [payer.toLowerCase()]),
            credited("payer = $1", [payer.toLowerCase()]),
            assigned("buyer = $1", [payer.toLowerCase()]),
          ]),
      ...(holder === undefined && payer === undefined && work !== undefined ? await ofWork(key(work), money) : []),
    ];
    const until = lastPositionOf(block.number);
    return eventsOf(mergeStreams(streams.map((stream) => pageEvents(sql, { ...stream, until }))));
  };
}

async function* eventsOf(placed: AsyncIterable<PlacedEvent>): AsyncGenerator<StatementEvent, void> {
  for await (const { event } of placed) yield event;
}
