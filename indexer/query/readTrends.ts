import { type CategoryId, categories, territories, type UseId, uses } from "@colophon/sdk";
import type { Sql } from "../database/Sql.ts";
import { addressOf } from "./addressOf.ts";
import { Conditions } from "./Conditions.ts";
import { termsCover } from "./termsCover.ts";

export type TrendsQuery = {
  measure: "registrations" | "licences" | "income" | "price";
  by: "day" | "week" | "month";
  split?: "category" | "use" | "territory" | "currency" | undefined;
  category?: CategoryId | undefined;
  use?: UseId | undefined;
  territory?: string | undefined;
  currency?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
};

/** What the table of days calls a measure. */
const kept = { registrations: "registration", licences: "licence", income: "income", price: "licence" } as const;

/** The first day of the bucket of a day, as days since 1970; weeks begin on Monday. */
const buckets = {
  day: "d.day",
  week: "d.day - (d.day + 3) % 7",
  month: "(date_trunc('month', DATE '1970-01-01' + d.day)::date - DATE '1970-01-01')",
};

/** Territories that a chart can show. */
const mostSeries = 60;

const parts = (list: readonly { bit: number; key: string }[]) =>
  `JOIN (VALUES ${list.map(({ bit, key }) => `('${key}', ${bit})`).join(", ")}) AS part (key, bit)`;

/** By what a split divides: a column, or a join with one row for each use or territory that the terms allow. */
const splits = {
  category: { key: "d.category::text", join: "" },
  currency: { key: "d.currency", join: "" },
  use: {
    key: "part.key",
    join: `${parts(uses.map(({ id, bit }) => ({ key: id, bit })))} ON (t.use_bits >> part.bit) & 1 = 1`,
  },
  territory: {
    key: "part.key",
    join: `${parts(territories.map(({ code, bit }) => ({ key: code, bit })))}
      ON (t.territory_bits[1 + part.bit / 64] >> (part.bit % 64)) & 1 = 1`,
  },
};

type Row = { key: string; currency: string; day: number; count: string; value: string };

/** What happened over time, in buckets of days; amounts are never added over currencies. */
export async function readTrends(sql: Sql, query: TrendsQuery) {
  const { measure, by, split, category, use, territory, currency, from, until } = query;
  const money = measure === "income" || measure === "price";
  const conditions = new Conditions().add("d.measure = ?", kept[measure]);
  const number = categories.findIndex(({ id }) => id === category);
  if (category) conditions.add("d.category = ?::int", number);
  if (currency) conditions.add("d.currency = ?", currency);
  if (from !== undefined) conditions.add("d.day >= ?::int", Math.floor(from / 86_400));
  if (until !== undefined) conditions.add("d.day < ?::int", Math.ceil(until / 86_400));
  if (use || territory) conditions.add(termsCover({ use, territory }));
  const { key, join } = split ? splits[split] : { key: money ? "d.currency" : "''", join: "" };
  const needsTerms = Boolean(use || territory || split === "use" || split === "territory");
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
          time: Number(day) * 86_400,
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
