import { type OfferState, unlimitedSupply } from "@colophon/sdk";
import type { IndexedOffer } from "@colophon/sdk/index-api";
import { Conditions, type Sql, walk } from "../sql.ts";
import { account, amount, orNull, place, type Row, rowsOf, text, type Written, whole, word } from "./rows.ts";
import { termsField } from "./terms.ts";

/** Offers `o` with their terms `t`, their work `w` and the licence `p` above them. To be followed by conditions. */
export const offerTables = `offer AS o JOIN terms AS t ON t.id = o.terms JOIN work AS w ON w.id = o.work
  LEFT JOIN licence AS p ON p.id = o.parent`;

/** Who may grant what the offer `o` offers. */
const grantor = "CASE WHEN o.parent IS NULL THEN w.controller ELSE p.holder END";

const soldOut = `o.supply <> ${unlimitedSupply} AND o.sold >= o.supply`;

/** Whether it can be bought at a time, or why not, in the words of the SDK and in its order. */
const offerState = (now: string) => `CASE WHEN o.closed THEN 'closed'
  WHEN o.licensor IS DISTINCT FROM (${grantor}) THEN 'lapsed'
  WHEN o.closes <= ${now} THEN 'ended'
  WHEN ${soldOut} THEN 'sold out'
  WHEN o.opens > ${now} THEN 'not open yet' ELSE 'open' END`;

/**
 * The condition that the offer `o` can be bought at a time: published, in its window, not sold out, and still from
 * whoever may grant. `w` is its work and `p` the licence above it, if there is one.
 */
export const openOffer = (now: string) => `${offerState(now)} = 'open'`;

/** Offers of `offerTables` as answers show them at a time. */
export const offerRows = (now: string) =>
  rowsOf<Written<typeof IndexedOffer>>({
    id: text("o.id"),
    work: text("o.work"),
    workName: orNull(text("(SELECT d.name FROM colophon_content.document AS d WHERE d.digest = w.metadata_digest)")),
    parent: orNull(text("o.parent")),
    licensor: account("o.licensor"),
    buyer: orNull(account("o.buyer")),
    terms: termsField("t"),
    currency: account("o.currency"),
    price: amount("o.price"),
    supply: orNull(whole(`nullif(o.supply, ${unlimitedSupply})`)),
    sold: whole("o.sold"),
    opens: whole("o.opens"),
    closes: whole("o.closes"),
    starts: whole("o.starts"),
    schedule: orNull(text("o.schedule")),
    state: word<OfferState>(offerState(now)),
    publishedAt: place("o"),
  });

type OffersQuery = {
  work?: string | undefined;
  licensor?: string | undefined;
  state?: OfferState | undefined;
  after?: string | undefined;
  limit: number;
  now: number;
};

/** A page of offers, the latest first. */
export async function findOffers(sql: Sql, { work, licensor, state, now, limit, after }: OffersQuery) {
  const { rows, next } = await walk<Row & { position: unknown }>({
    limit,
    after,
    async look(from, most, wanted) {
      const along = new Conditions();
      if (work) along.add("o.work = ?", work);
      if (licensor) along.add("o.licensor = ?", licensor);
      if (from !== undefined) along.add("o.position < ?::bigint", from);
      const [end] = await sql.query<{ position: string }>(
        `SELECT o.position FROM offer AS o WHERE ${along.text} ORDER BY o.position DESC OFFSET ${most - 1} LIMIT 1`,
        along.values,
      );
      if (end) along.add("o.position >= ?::bigint", end.position);
      const time = `${along.value(now)}::bigint`;
      if (state) along.add(`${offerState(time)} = ?`, state);
      const found = await sql.query<Row & { position: unknown }>(
        `SELECT o.position, ${offerRows(time).columns} FROM ${offerTables} WHERE ${along.text}
          ORDER BY o.position DESC LIMIT ${wanted}`,
        along.values,
      );
      return { rows: found, last: end ? String(end.position) : undefined };
    },
  });
  return { items: rows.map(offerRows("").read), next };
}
