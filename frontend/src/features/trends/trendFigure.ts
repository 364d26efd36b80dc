import type { ChartSeries } from "../../components/charts/ChartSeries.ts";
import { mostSeries } from "../../components/charts/chartColour.ts";
import { bucketsBetween } from "../../lib/time/bucketsBetween.ts";
import { type Bucket, startOfBucket } from "../../lib/time/startOfBucket.ts";
import type { TrendsAnswer } from "./TrendsAnswer.ts";

/** A figure of a table: what one series has in one stretch of time. */
export type TrendRow = { start: number; key: string; label: string; value: bigint; count: number };

export type TrendFigureData = {
  starts: readonly number[];
  series: readonly ChartSeries[];
  /** The latest first. */
  rows: readonly TrendRow[];
  /** Whether there were more stretches of time than a chart can show. */
  cut: boolean;
};

export type TrendFigureParameters = {
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
export function trendFigure(parameters: TrendFigureParameters): TrendFigureData {
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
