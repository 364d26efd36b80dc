import type { OfferState } from "@colophon/sdk";
import type { Sql } from "../database/Sql.ts";
import { Conditions } from "./Conditions.ts";
import { offerItem } from "./offerItem.ts";
import { offerColumns, offerState, offerTables } from "./offerSql.ts";
import { walk } from "./walk.ts";

export type OffersQuery = {
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
