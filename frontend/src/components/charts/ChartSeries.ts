export type ChartPoint = {
  /** For drawing; undefined where there is nothing to draw, which is not zero. */
  value: number | undefined;
  /** The value as it is read out, exact. */
  text: string;
};

/** One row of values over the times of a chart, in the same order. */
export type ChartSeries = { key: string; label: string; points: readonly ChartPoint[] };
