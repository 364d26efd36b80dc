import { forever, type OfferState, unlimitedSupply } from "@colophon/sdk";
import type { Hex } from "viem";
import { blockOf } from "../position.ts";
import { addressOf, Conditions, type Sql, walk } from "../sql.ts";
import { termsColumns, termsItem } from "./terms.ts";

/** An offer as answers show it, from the columns of offerColumns. */
export function offerItem(row: Record<string, unknown>) {
  return {
    id: row.id as Hex,
    work: row.work as Hex,
    workName: row.work_name as string | null,
    parent: row.parent as Hex | null,
    licensor: addressOf(row.licensor),
    buyer: row.buyer === null ? null : addressOf(row.buyer),
    terms: termsItem(row),
    currency: addressOf(row.currency),
    price: String(row.price),
    supply: Number(row.supply) === unlimitedSupply ? null : Number(row.supply),
    sold: Number(row.sold),
    opens: Number(row.opens),
    closes: Number(row.closes),
    state: row.state as OfferState,
    publishedAt: { block: blockOf(row.position), time: Number(row.time) },
  };
}

/** Offers `o` with their terms `t`, their work `w` and the licence `p` above them. To be followed by conditions. */
export const offerTables = `offer AS o JOIN terms AS t ON t.id = o.terms JOIN work AS w ON w.id = o.work
  LEFT JOIN licence AS p ON p.id = o.parent`;

/** Whether it can be bought at a time, or why not, in the words of the SDK and in its order. */
const offerState = (now: string) => `CASE WHEN o.closed THEN 'closed'
  WHEN o.licensor IS DISTINCT FROM (CASE WHEN o.parent IS NULL THEN w.controller ELSE p.holder END) THEN 'lapsed'
  WHEN o.closes <= ${now} THEN 'ended'
  WHEN o.supply <> ${unlimitedSupply} AND o.sold >= o.supply THEN 'sold out'
  WHEN o.opens > ${now} THEN 'not open yet' ELSE 'open' END`;

/** What offerItem needs. */
export const offerColumns = (now: string) => `o.id, o.work, o.parent, o.licensor, o.buyer, o.currency,
  o.price::text AS price, o.supply, o.sold, o.opens, o.closes, o.time, o.position, ${termsColumns},
  ${offerState(now)} AS state,
  (SELECT d.name FROM colophon_content.document AS d WHERE d.digest = w.metadata_digest) AS work_name`;

/**
 * The condition that the offer `o` can be bought at a time: published, in its window, not sold out, and still from
 * whoever may grant. `w` is its work and `p` the licence above it, if there is one.
 */
export const openOffer = (now: string) =>
  `NOT o.closed AND o.opens <= ${now} AND o.closes > ${now} AND (o.supply = ${unlimitedSupply} OR o.sold < o.supply)
    AND o.licensor = CASE WHEN o.parent IS NULL THEN w.controller ELSE p.holder END`;

/** Licences of a class that are looked at for its end: those that last longest. */
const looked = 5;

/**
 * The condition that the contract would refuse to sell the offer `o` under the terms `t` now, because of what was sold:
 * some class of licences of the same grantor lasts still, overlaps in use and territory, and one of both is sole or
 * exclusive. A class that excludes nobody counts until the end that its licences had, terminated or not, as in Grants.sol.
 */
export const offerBlocked = (now: string) => `EXISTS (
  SELECT FROM (SELECT DISTINCT b.terms FROM offer AS b
      WHERE b.work = o.work AND b.parent IS NOT DISTINCT FROM o.parent) AS class
    JOIN terms AS other ON other.id = class.terms
  WHERE (t.exclusivity > 0 OR other.exclusivity > 0) AND t.use_bits & other.use_bits <> 0
    AND ((t.territory_bits[1] & other.territory_bits[1]) | (t.territory_bits[2] & other.territory_bits[2])
      | (t.territory_bits[3] & other.territory_bits[3]) | (t.territory_bits[4] & other.territory_bits[4])) <> 0
    AND EXISTS (SELECT FROM (
        SELECT CASE WHEN other.exclusivity > 0 THEN least(g.ends, g.terminated_at) ELSE g.ends END AS until
          FROM licence AS g WHERE g.work = o.work AND g.terms = class.terms AND g.parent IS NOT DISTINCT FROM o.parent
          ORDER BY g.ends DESC LIMIT ${looked}
      ) AS granted WHERE granted.until > ${now} OR granted.until = ${forever}))`;

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
  const { rows, next } = await walk<Record<string, unknown> & { position: unknown }>({
    limit,
    after,
    async look(place, most, wanted) {
      const along = new Conditions();
      if (work) along.add("o.work = ?", work);
      if (licensor) along.add("o.licensor = ?", licensor);
      if (place !== undefined) along.add("o.position < ?::bigint", place);
      const [end] = await sql.query<{ position: string }>(
        `SELECT o.position FROM offer AS o WHERE ${along.text} ORDER BY o.position DESC OFFSET ${most - 1} LIMIT 1`,
        along.values,
      );
      if (end) along.add("o.position >= ?::bigint", end.position);
      const time = `${along.value(now)}::bigint`;
      if (state) along.add(`${offerState(time)} = ?`, state);
      const found = await sql.query<Record<string, unknown> & { position: unknown }>(
        `SELECT ${offerColumns(time)} FROM ${offerTables} WHERE ${along.text} ORDER BY o.position DESC LIMIT ${wanted}`,
        along.values,
      );
      return { rows: found, last: end ? String(end.position) : undefined };
    },
  });
  return { items: rows.map(offerItem), next };
}
