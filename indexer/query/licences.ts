import { forever } from "@colophon/sdk";
import type { Hex } from "viem";
import { blockOf } from "../position.ts";
import { addressOf, Conditions, type Sql, walk } from "../sql.ts";
import { termsColumns, termsItem } from "./terms.ts";

type LicenceItem = ReturnType<typeof licenceItem>;

/** A licence as answers show it, from the columns of licenceColumns. */
export function licenceItem(row: Record<string, unknown>) {
  return {
    id: row.id as Hex,
    work: row.work as Hex,
    workName: row.work_name as string | null,
    parent: row.parent as Hex | null,
    offer: row.offer as Hex,
    terms: termsItem(row),
    licensor: addressOf(row.licensor),
    holder: addressOf(row.holder),
    seats: Number(row.seats),
    start: Number(row.starts),
    end: Number(row.ends),
    terminatedAt: row.terminated_at === null ? null : Number(row.terminated_at),
    state: row.state as "live" | "ended" | "terminated" | "future",
    pricePaid: String(row.price_paid),
    currency: addressOf(row.currency),
    renewals: Number(row.renewals),
    soldAt: { block: blockOf(row.position), time: Number(row.time) },
  };
}

/**
 * Licences `l` with their terms `t`, and as `above` what ends them from above: a sublicence lasts no longer than any
 * licence that it comes from. To be followed by conditions.
 */
export const licenceTables = `licence AS l JOIN terms AS t ON t.id = l.terms
  LEFT JOIN LATERAL (
    WITH RECURSIVE up AS (
      SELECT p.parent, p.starts, p.ends, p.terminated_at, 1 AS depth FROM licence AS p WHERE p.id = l.parent
      UNION ALL SELECT p.parent, p.starts, p.ends, p.terminated_at, depth + 1
        FROM up JOIN licence AS p ON p.id = up.parent WHERE depth < 300
    ) SELECT max(starts) AS starts, min(least(ends, terminated_at)) AS ends, min(terminated_at) AS terminated_at FROM up
  ) AS above ON l.parent IS NOT NULL`;

/** When it begins and ends to count, all above it considered. */
const licenceStarts = "greatest(l.starts, above.starts)";

const licenceEnds = "least(l.ends, l.terminated_at, above.ends)";

const terminated = "least(l.terminated_at, above.terminated_at)";

/** Whether it counts at all times from one up to another (excluded), half-open as in the contract; ends that never come. */
export const licenceLasts = (from: string, until: string) =>
  `${licenceStarts} <= ${from} AND (${licenceEnds} = ${forever} OR ${licenceEnds} >= ${until})`;

/** Where it stands at a time, in a word. */
export const licenceState = (now: string) => `CASE
  WHEN ${terminated} IS NOT NULL AND ${terminated} <= ${licenceEnds} THEN 'terminated'
  WHEN ${licenceEnds} <> ${forever} AND ${licenceEnds} <= ${now} THEN 'ended'
  WHEN ${licenceStarts} > ${now} THEN 'future' ELSE 'live' END`;

/** What licenceItem needs. */
export const licenceColumns = (
  now: string,
) => `l.id, l.work, l.parent, l.offer, l.licensor, l.holder, l.seats, l.starts,
  least(l.ends, above.ends) AS ends, ${terminated} AS terminated_at, l.price_paid::text AS price_paid, l.currency, l.renewals,
  l.time, l.position, ${termsColumns}, ${licenceState(now)} AS state,
  (SELECT d.name FROM work AS w JOIN colophon_content.document AS d ON d.digest = w.metadata_digest WHERE w.id = l.work)
    AS work_name`;

type LicencesQuery = {
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
