import { type CategoryId, categories, forever, ownNameIn, day as secondsOfDay } from "@colophon/sdk";
import type { IndexedAccount, routes, TrendsAnswer, WrittenAnswerOf } from "@colophon/sdk/index-api";
import { purposes, territories, uses } from "@colophon/sdk/terms";
import { addressOf, Conditions, type Sql } from "../sql.ts";
import { licenceState, licenceTables } from "./licences.ts";
import type { Written } from "./rows.ts";
import { type AskedUse, termsCover } from "./terms.ts";

/** What an account has to do with the register: counts and sums. All zero for one that never appeared. */
export async function findAccount(sql: Sql, account: string, now: number): Promise<Written<typeof IndexedAccount>> {
  const [counts, running, withdrawn, proceeds] = await Promise.all([
    sql.query<Record<"claimed" | "controlled" | "held" | "granted" | "units" | "stamps" | "unopened", string>>(
      `SELECT (SELECT count(*) FROM work WHERE claimant = $1) AS claimed,
        (SELECT count(*) FROM work WHERE controller = $1) AS controlled,
        (SELECT count(*) FROM licence WHERE holder = $1) AS held,
        (SELECT count(*) FROM licence WHERE licensor = $1) AS granted,
        (SELECT count(*) FROM commitment WHERE first_from = $1) AS stamps,
        (SELECT count(*) FROM commitment AS c WHERE c.first_from = $1
          AND NOT EXISTS (SELECT FROM version AS v WHERE v.commitment = c.id)) AS unopened,
        (SELECT count(*) FROM holding WHERE holder = $1 AND balance > 0) + (SELECT count(*) FROM work AS w
          WHERE w.claimant = $1 AND w.holders_root IS NULL
            AND NOT EXISTS (SELECT FROM holding AS h WHERE h.work = w.id AND h.holder = $1 AND h.balance > 0)
            AND NOT EXISTS (SELECT FROM unit_taking AS u WHERE u.work = w.id AND u.holder = $1)) AS units`,
      [account],
    ),
    sql.query<{ running: string }>(
      `SELECT count(*) AS running FROM ${licenceTables} WHERE l.holder = $1 AND (l.ends > $2::bigint OR l.ends = ${forever})
        AND ${licenceState("$2::bigint")} = 'running'`,
      [account, now],
    ),
    sql.query<{ currency: string; amount: string }>(
      "SELECT currency, sum(amount)::text AS amount FROM withdrawal WHERE holder = $1 GROUP BY currency ORDER BY currency",
      [account],
    ),
    sql.query<{ currency: string; credited: string; withdrawn: string }>(
      `SELECT currency, credited::text AS credited, withdrawn::text AS withdrawn FROM proceeds
        WHERE account = $1 ORDER BY currency`,
      [account],
    ),
  ]);
  const [count] = counts;
  return {
    address: addressOf(account),
    stamps: { sent: Number(count?.stamps), unopened: Number(count?.unopened) },
    works: { claimed: Number(count?.claimed), controlled: Number(count?.controlled) },
    licences: { held: Number(count?.held), running: Number(running[0]?.running), granted: Number(count?.granted) },
    unitsOf: Number(count?.units),
    withdrawn: withdrawn.map(({ currency, amount }) => ({ currency: addressOf(currency), amount })),
    proceeds: proceeds.map(({ currency, ...sums }) => ({
      currency: addressOf(currency),
      credited: sums.credited,
      withdrawn: sums.withdrawn,
    })),
  };
}

/** In so many works of an account its name is looked for, the latest first: many have no description that was found. */
const worksForName = 100;

/** What accounts call themselves in the latest work of theirs that says so; whoever says nothing is left out. */
export async function findNames(
  sql: Sql,
  accounts: readonly string[],
): Promise<WrittenAnswerOf<typeof routes.names>["items"]> {
  const rows = await sql.query<{ claimant: string; work: string; own: string[] }>(
    `SELECT asked AS claimant, w.id AS work, own.names AS own FROM unnest($1::text[]) AS asked
      CROSS JOIN LATERAL (
        SELECT id, metadata_digest, position FROM work WHERE claimant = asked ORDER BY position DESC LIMIT ${worksForName}
      ) AS w
      JOIN colophon_content.document AS d ON d.digest = w.metadata_digest AND d.state = 'fetched'
      CROSS JOIN LATERAL (
        SELECT array_agg(credit->>'name' ORDER BY place) AS names
          FROM jsonb_array_elements(d.credits) WITH ORDINALITY AS credits(credit, place)
          WHERE lower(credit->>'account') = asked
      ) AS own
      WHERE own.names IS NOT NULL ORDER BY w.position DESC`,
    [accounts],
  );
  const named = new Map<string, { name: string; work: string }>();
  for (const { claimant, work, own } of rows) {
    const name = ownNameIn({ claimant, credits: own.map((each) => ({ name: each, account: claimant })) });
    if (name !== undefined && !named.has(claimant)) named.set(claimant, { name, work });
  }
  return [...named].map(([account, found]) => ({ account: addressOf(account), ...found }));
}

type TrendsQuery = Pick<AskedUse, "use" | "purpose" | "territory"> & {
  measure: TrendsAnswer["measure"];
  by: TrendsAnswer["by"];
  split?: keyof typeof splits | undefined;
  category?: CategoryId | undefined;
  currency?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
};

/** What the table of days calls a measure. */
const kept: Record<TrendsAnswer["measure"], string> = {
  registrations: "registration",
  licences: "licence",
  income: "income",
  price: "licence",
};

/** The first day of the bucket of a day, as days since 1970; weeks begin on Monday. */
const buckets: Record<TrendsAnswer["by"], string> = {
  day: "d.day",
  week: "d.day - (d.day + 3) % 7",
  month: "(date_trunc('month', DATE '1970-01-01' + d.day)::date - DATE '1970-01-01')",
};

/** Territories that a chart can show. */
const mostSeries = 60;

const parts = (list: readonly { bit: number; key: string }[]) =>
  `JOIN (VALUES ${list.map(({ bit, key }) => `('${key}', ${bit})`).join(", ")}) AS part (key, bit)`;

/**
 * By what a split divides: a column, or a join with one row for each use, purpose or territory that the terms allow. Terms for the
 * whole world count once, as "worldwide", and not in every country.
 */
const splits = {
  category: { key: "d.category::text", join: "" },
  currency: { key: "d.currency", join: "" },
  use: {
    key: "part.key",
    join: `${parts(uses.map(({ id, bit }) => ({ key: id, bit })))} ON (t.use_bits >> part.bit) & 1 = 1`,
  },
  purpose: {
    key: "part.key",
    join: `${parts(purposes.map(({ id, bit }) => ({ key: id, bit })))} ON (t.purposes >> part.bit) & 1 = 1`,
  },
  territory: {
    key: "part.key",
    join: `${parts([...territories.map(({ code, bit }) => ({ key: code, bit })), { key: "worldwide", bit: -1 }])}
      ON CASE WHEN t.territory_bits = '{-1,-1,-1,-1}' THEN part.bit = -1
        ELSE part.bit >= 0 AND (t.territory_bits[1 + part.bit / 64] >> (part.bit % 64)) & 1 = 1 END`,
  },
};

type Row = { key: string; currency: string; day: number; count: string; value: string };

/** What happened over time, in buckets of days; amounts are never added over currencies. */
export async function findTrends(
  sql: Sql,
  query: TrendsQuery,
): Promise<WrittenAnswerOf<typeof routes.trends>["series"]> {
  const { measure, by, split, category, use, purpose, territory, currency, from, until } = query;
  const money = measure === "income" || measure === "price";
  const conditions = new Conditions().add("d.measure = ?", kept[measure]);
  const number = categories.findIndex(({ id }) => id === category);
  if (category) conditions.add("d.category = ?::int", number);
  if (currency) conditions.add("d.currency = ?", currency);
  if (from !== undefined) conditions.add("d.day >= ?::int", Math.floor(from / secondsOfDay));
  if (until !== undefined) conditions.add("d.day < ?::int", Math.ceil(until / secondsOfDay));
  const needs = use || purpose || territory;
  if (needs) conditions.add(termsCover({ use, purpose, territory }));
  const { key, join } = split ? splits[split] : { key: money ? "d.currency" : "''", join: "" };
  const needsTerms = Boolean(needs || split === "use" || split === "purpose" || split === "territory");
  // First each day's sums under the same terms, so that dividing by territory multiplies little.
  const rows = await sql.query<Row>(
    `SELECT ${key} AS key, ${money ? "d.currency" : "''"} AS currency, d.day, sum(d.count)::text AS count,
        sum(d.value)::text AS value
      FROM (SELECT ${buckets[by]} AS day, d.measure, d.category, d.currency, d.terms, sum(d.count) AS count,
          sum(d.value) AS value
        FROM daily AS d ${needsTerms ? "JOIN terms AS t ON t.id = d.terms" : ""} WHERE ${conditions.text}
        GROUP BY 1, 2, 3, 4, 5) AS d
      ${needsTerms ? "JOIN terms AS t ON t.id = d.terms" : ""} ${join}
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    conditions.values,
  );
  const series = Map.groupBy(rows, ({ key, currency }) => `${key} ${currency}`);
  return [...series.values()]
    .map((points) => {
      const [first] = points as [Row, ...Row[]];
      return {
        key: keyOf(first.key, split, measure),
        currency: money ? addressOf(first.currency) : null,
        total: points.reduce((sum, { count }) => sum + Number(count), 0),
        points: points.map(({ day, count, value }) => ({
          time: Number(day) * secondsOfDay,
          value: figureOf(measure, BigInt(count), BigInt(value)),
          count: Number(count),
        })),
      };
    })
    .sort((one, other) => other.total - one.total)
    .slice(0, mostSeries)
    .map(({ total: _, ...shown }) => shown);
}

function keyOf(key: string, split: TrendsQuery["split"], measure: TrendsQuery["measure"]): string {
  if (split === "category") return categories[Number(key)]?.id ?? "unknown";
  if (/^0x[0-9a-f]{40}$/.test(key)) return addressOf(key);
  return key || measure;
}

function figureOf(measure: TrendsQuery["measure"], count: bigint, value: bigint): string {
  if (measure === "income") return String(value);
  return String(measure === "price" ? value / count : count);
}
