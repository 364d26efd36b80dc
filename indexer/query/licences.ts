import { type EarlyEnd, forever, type LicenceState, mostLevels } from "@colophon/sdk";
import type { IndexedLicence } from "@colophon/sdk/index-api";
import { Conditions, type Sql, walk } from "../sql.ts";
import { account, amount, orNull, place, type Row, rowsOf, text, type Written, whole, word } from "./rows.ts";
import { termsField } from "./terms.ts";

/** The terms `t` of the licence `l`. */
const licenceTerms = "JOIN terms AS t ON t.id = l.terms";

/** What ends the licence `l` from above, as `above`: a sublicence lasts no longer than any licence that it comes from. */
export const licenceAbove = `LEFT JOIN LATERAL (
    WITH RECURSIVE up AS (
      SELECT p.parent, p.starts, p.ends, p.ended_at, p.ended, 1 AS depth FROM licence AS p WHERE p.id = l.parent
      UNION ALL SELECT p.parent, p.starts, p.ends, p.ended_at, p.ended, depth + 1
        FROM up JOIN licence AS p ON p.id = up.parent WHERE depth < ${mostLevels}
    ) SELECT max(starts) AS starts, min(coalesce(ended_at, ends)) AS ends, min(ended_at) AS ended_at,
      (array_agg(ended ORDER BY depth) FILTER (WHERE ended IS NOT NULL))[1] AS ended FROM up
  ) AS above ON l.parent IS NOT NULL`;

/** Licences `l` with their terms `t` and what is above them. To be followed by conditions. */
export const licenceTables = `licence AS l ${licenceTerms} ${licenceAbove}`;

/** When it begins and ends to count, all above it considered. */
const licenceStarts = "greatest(l.starts, above.starts)";

const ownEnd = "coalesce(l.ended_at, l.ends)";

const licenceEnds = `least(${ownEnd}, above.ends)`;

/** Whether it counts at all times from one up to another (excluded), half-open as in the contract; ends that never come. */
export const licenceLasts = (from: string, until: string) =>
  `${licenceStarts} <= ${from} AND (${licenceEnds} = ${forever} OR ${licenceEnds} >= ${until})`;

/** Where it stands at a time, in the words of the SDK: by itself first, then by what is above it. */
export const licenceState = (now: string) => `CASE
  WHEN l.ended_at <= ${now} THEN l.ended
  WHEN l.starts > ${now} THEN 'not started'
  WHEN l.ends <> ${forever} AND l.ends <= ${now} THEN 'expired'
  WHEN above.ended_at <= ${now} THEN above.ended
  WHEN above.starts > ${now} THEN 'not started'
  WHEN above.ends <> ${forever} AND above.ends <= ${now} THEN 'expired' ELSE 'running' END`;

/** Licences `l` with their terms `t` and what is above them, as answers show them at a time. */
export const licenceRows = (now: string) =>
  rowsOf<Written<typeof IndexedLicence>>({
    id: text("l.id"),
    work: text("l.work"),
    workName: orNull(
      text(
        "(SELECT d.name FROM work AS w JOIN colophon_content.document AS d ON d.digest = w.metadata_digest WHERE w.id = l.work)",
      ),
    ),
    parent: orNull(text("l.parent")),
    offer: text("l.offer"),
    terms: termsField("t"),
    licensor: account("l.licensor"),
    holder: account("l.holder"),
    seats: whole("l.seats"),
    version: whole("l.version"),
    start: whole("l.starts"),
    end: whole(ownEnd),
    endsAt: whole(licenceEnds),
    ended: orNull(word<EarlyEnd>("l.ended")),
    state: word<LicenceState>(licenceState(now)),
    pricePaid: amount("l.price_paid"),
    currency: account("l.currency"),
    renewals: whole("l.renewals"),
    soldAt: place("l"),
  });

type LicencesQuery = {
  holder?: string | undefined;
  work?: string | undefined;
  licensor?: string | undefined;
  offer?: string | undefined;
  state?: LicenceState | undefined;
  after?: string | undefined;
  limit: number;
  now: number;
};

/** A page of licences, the latest first. */
export async function findLicences(sql: Sql, query: LicencesQuery) {
  const { holder, work, licensor, offer, state, now, limit, after } = query;
  const { rows, next } = await walk<Row & { position: unknown }>({
    limit,
    after,
    async look(from, most, wanted) {
      const along = new Conditions();
      if (work) along.add("l.work = ?", work);
      if (holder) along.add("l.holder = ?", holder);
      if (licensor) along.add("l.licensor = ?", licensor);
      if (offer) along.add("l.offer = ?", offer);
      if (from !== undefined) along.add("l.position < ?::bigint", from);
      const [end] = await sql.query<{ position: string }>(
        `SELECT l.position FROM licence AS l WHERE ${along.text} ORDER BY l.position DESC OFFSET ${most - 1} LIMIT 1`,
        along.values,
      );
      if (end) along.add("l.position >= ?::bigint", end.position);
      const time = `${along.value(now)}::bigint`;
      if (state) along.add(`${licenceState(time)} = ?`, state);
      const found = await sql.query<Row & { position: unknown }>(
        `SELECT l.position, ${licenceRows(time).columns} FROM ${licenceTables} WHERE ${along.text}
          ORDER BY l.position DESC LIMIT ${wanted}`,
        along.values,
      );
      return { rows: found, last: end ? String(end.position) : undefined };
    },
  });
  return { items: rows.map(licenceRows("").read), next };
}
