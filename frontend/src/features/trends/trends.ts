import { type QuestionOf, type routes, type TrendsAnswer, trendSplits } from "@colophon/sdk/index-api";
import { purposes, type TerritoryCode, territories, uses } from "@colophon/sdk/terms";
import { zeroAddress } from "viem";
import { shorten } from "../../lib/format.ts";
import { territoryName } from "../../lib/terms.ts";
import { type Bucket, bucketsBetween, startOfBucket } from "../../lib/time.ts";
import { parseDays } from "../../lib/typedTime.ts";
import { categoryLabel } from "../../lib/work.ts";
import { type ChartSeries, mostSeries } from "../../ui/chartSeries.tsx";

export type TrendMeasure = TrendsAnswer["measure"];

type TrendSplit = "" | (typeof trendSplits)[number];

/** What a person wants to see over time, as it stands in the page's address. */
export type TrendQuestion = {
  by: Bucket;
  split: TrendSplit;
  category: string;
  use: string;
  territory: string;
  /** An address; the zero address for the chain's coin. */
  currency: string;
  /** Days in UTC, as 2026-03-12; empty for no limit. */
  from: string;
  until: string;
};

/** What a page's address asks for. */
export function parseTrendQuestion(search: URLSearchParams): TrendQuestion {
  const text = (name: string) => search.get(name) ?? "";
  const by = text("by");
  return {
    by: by === "day" || by === "week" ? by : "month",
    split: trendSplits.find((split) => split === text("split")) ?? "",
    category: text("category"),
    use: text("use"),
    territory: text("territory"),
    currency: /^0x[0-9a-fA-F]{40}$/.test(text("currency")) ? text("currency") : zeroAddress,
    from: text("from"),
    until: text("until"),
  };
}

type TrendQuery = {
  asked: QuestionOf<typeof routes.trends>;
  split: TrendSplit;
  /** What of the question this measure has no answer to, in words. */
  ignored: readonly string[];
};

/** What to ask the index for one measure. A registration has a category and nothing else that could be asked for. */
export function trendQuery(measure: TrendMeasure, question: TrendQuestion): TrendQuery {
  const asked: Record<string, string | number> = { measure, by: question.by };
  const ignored: string[] = [];
  const plain = measure === "registrations";
  const money = measure === "income" || measure === "price";
  let { split } = question;
  if (split && ((plain && split !== "category") || (money && split === "currency"))) {
    ignored.push(
      plain
        ? `A registration has no ${split}, so these are all works.`
        : "Amounts in several currencies do not add up, so this shows one.",
    );
    split = "";
  }
  if (split) asked.split = split;
  if (question.category) asked.category = question.category;
  for (const name of ["use", "territory"] as const) {
    if (!question[name]) continue;
    if (plain) ignored.push(`A registration has no ${name}; works of every ${name} are counted.`);
    else asked[name] = question[name];
  }
  if (money) asked.currency = question.currency;
  const chosen = parseDays(question.from, question.until);
  const { from, until } = chosen.ok ? chosen.days : {};
  if (from !== undefined) asked.from = from;
  if (until !== undefined) asked.to = until;
  // Codes are as the page's address has them: what there is no such code of, the index refuses with a sentence.
  return { asked: asked as TrendQuery["asked"], split, ignored };
}

/** A figure of a table: what one series has in one stretch of time. */
export type TrendRow = { start: number; key: string; label: string; value: bigint; count: number };

type TrendChart = {
  starts: readonly number[];
  series: readonly ChartSeries[];
  /** The latest first. */
  rows: readonly TrendRow[];
  /** Whether there were more stretches of time than a chart can show. */
  cut: boolean;
};

type TrendChartParameters = {
  answer: TrendsAnswer;
  by: Bucket;
  kind: "bars" | "lines";
  /** Of the amounts; 0 for counts. */
  decimals: number;
  labelOf: (key: string) => string;
  textOf: (value: bigint) => string;
  /** The last moment that is asked about. */
  now: number;
};

/** More than a chart has room for. */
const mostBuckets = 400;

/** What a chart and its table show: every stretch of time, those without anything too, and no more series than colours. */
export function trendChart(parameters: TrendChartParameters): TrendChart {
  const { answer, by, kind, decimals, labelOf, textOf, now } = parameters;
  const rows: TrendRow[] = answer.series
    .flatMap(({ key, points }) =>
      points
        .filter(({ count, value }) => count > 0 || value > 0n)
        .map(({ time, value, count }) => ({ start: startOfBucket(by, time), key, label: labelOf(key), value, count })),
    )
    .sort((a, b) => b.start - a.start || a.label.localeCompare(b.label));
  const first = rows.at(-1)?.start;
  if (first === undefined) return { starts: [], series: [], rows, cut: false };
  const last = Math.max(rows[0]?.start ?? first, now);
  const all = bucketsBetween(by, first, last, mostBuckets + 1);
  const starts = all.slice(-mostBuckets);

  const weights = new Map<string, bigint>();
  const values = new Map<string, bigint>();
  for (const row of rows) {
    weights.set(row.key, (weights.get(row.key) ?? 0n) + (kind === "bars" ? row.value : BigInt(row.count)));
    values.set(`${row.key} ${row.start}`, (values.get(`${row.key} ${row.start}`) ?? 0n) + row.value);
  }
  const ordered = [...weights].sort(([, a], [, b]) => (b > a ? 1 : b < a ? -1 : 0)).map(([key]) => key);
  const few = ordered.length <= mostSeries;
  const shown = few ? ordered : ordered.slice(0, mostSeries - 1);
  const rest = few ? [] : ordered.slice(mostSeries - 1);
  const pointOf = (value: bigint | undefined) => ({
    // Only the drawing is a floating-point number; what is read out and downloaded is exact.
    value: value === undefined ? undefined : Number(value) / 10 ** decimals,
    text: value === undefined ? "nothing" : textOf(value),
  });
  const series: ChartSeries[] = shown.map((key) => ({
    key,
    label: labelOf(key),
    points: starts.map((start) => pointOf(values.get(`${key} ${start}`))),
  }));
  // Means of different things do not add up to a line.
  if (rest.length > 0 && kind === "bars") {
    series.push({
      key: "rest",
      label: `${rest.length} others`,
      points: starts.map((start) => {
        const found = rest.map((key) => values.get(`${key} ${start}`)).filter((value) => value !== undefined);
        return pointOf(found.length > 0 ? found.reduce((sum, value) => sum + value, 0n) : undefined);
      }),
    });
  }
  return { starts, series, rows, cut: all.length > mostBuckets };
}

/** What a series is called for people. A key that this version has no word for stays as it is. */
export function splitLabel(
  split: TrendSplit,
  key: string,
  whole: string,
  symbolOf: (address: string) => string | undefined,
): string {
  switch (split) {
    case "":
      return whole;
    case "category":
      return categoryLabel(key);
    case "use":
      return uses.find(({ id }) => id === key)?.label ?? key;
    case "purpose":
      return purposes.find(({ id }) => id === key)?.label ?? key;
    case "territory":
      if (key === "worldwide") return "Worldwide";
      return territories.some(({ code }) => code === key) ? territoryName(key as TerritoryCode) : key;
    case "currency":
      return symbolOf(key) ?? shorten(key, 6, 4);
  }
}
