import type { Sql } from "../database/Sql.ts";
import { Conditions } from "./Conditions.ts";
import { type LicenceItem, licenceItem } from "./licenceItem.ts";
import { licenceColumns, licenceState, licenceTables } from "./licenceSql.ts";
import { walk } from "./walk.ts";

export type LicencesQuery = {
  holder?: string | undefined;
  work?: string | undefined;
  licensor?: string | undefined;
  offer?: string | undefined;
  state?: LicenceItem["state"] | undefined;
  after?: string | undefined;
  limit: number;
  now: number;
};

/** A page of licences, the latest first. */
export async function findLicences(sql: Sql, query: LicencesQuery) {
  const { holder, work, licensor, offer, state, now, limit, after } = query;
  const { rows, next } = await walk<Record<string, unknown> & { position: unknown }>({
    limit,
    after,
    async look(place, most, wanted) {
      const along = new Conditions();
      if (work) along.add("l.work = ?", work);
      if (holder) along.add("l.holder = ?", holder);
      if (licensor) along.add("l.licensor = ?", licensor);
      if (offer) along.add("l.offer = ?", offer);
      if (place !== undefined) along.add("l.position < ?::bigint", place);
      const [end] = await sql.query<{ position: string }>(
        `SELECT l.position FROM licence AS l WHERE ${along.text} ORDER BY l.position DESC OFFSET ${most - 1} LIMIT 1`,
        along.values,
      );
      if (end) along.add("l.position >= ?::bigint", end.position);
      const time = `${along.value(now)}::bigint`;
      if (state) along.add(`${licenceState(time)} = ?`, state);
      const found = await sql.query<Record<string, unknown> & { position: unknown }>(
        `SELECT ${licenceColumns(time)} FROM ${licenceTables} WHERE ${along.text}
          ORDER BY l.position DESC LIMIT ${wanted}`,
        along.values,
      );
      return { rows: found, last: end ? String(end.position) : undefined };
    },
  });
  return { items: rows.map(licenceItem), next };
}
