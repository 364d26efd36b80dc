import type { TrendsAnswer } from "@colophon/sdk/index-api";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { parseTrendQuestion, trendChart, trendQuery } from "./trends.ts";

const at = (text: string) => Date.parse(text) / 1000;
const ask = (search: string) => parseTrendQuestion(new URLSearchParams(search));

describe("trendQuery", () => {
  it("asks for months without any filter", () => {
    expect(trendQuery("licences", ask("")).asked).toEqual({ measure: "licences", by: "month" });
  });

  it("gives what a measure has, and says what it has not", () => {
    const question = ask("by=week&split=use&category=mark&territory=DE&from=2026-01-01&until=2026-01-31");
    expect(trendQuery("licences", question).asked).toEqual({
      measure: "licences",
      by: "week",
      split: "use",
      category: "mark",
      territory: "DE",
      from: at("2026-01-01Z"),
      to: at("2026-02-01Z"),
    });
    const works = trendQuery("registrations", question);
    expect(works.ignored).toHaveLength(2);
    expect(works.asked).not.toHaveProperty("territory");
    expect(works.asked).not.toHaveProperty("split");
  });

  it("never adds up currencies", () => {
    const { asked, split, ignored } = trendQuery("income", ask("split=currency"));
    expect(asked.currency).toBe(zeroAddress);
    expect(split).toBe("");
    expect(ignored).toHaveLength(1);
  });

  it("takes nonsense in an address for nothing", () => {
    expect(ask("by=second&split=DROP&currency=0x1")).toMatchObject({ by: "month", split: "", currency: zeroAddress });
  });
});

describe("trendFigure", () => {
  const answer = (series: TrendsAnswer["series"]): TrendsAnswer => ({
    at: { block: 1, time: 1 },
    measure: "income",
    by: "month",
    series,
  });
  const figure = (series: TrendsAnswer["series"], kind: "bars" | "lines" = "bars") =>
    trendChart({
      answer: answer(series),
      by: "month",
      kind,
      decimals: 2,
      labelOf: (key) => key.toUpperCase(),
      textOf: String,
      now: at("2026-05-20Z"),
    });
  const point = (time: string, value: bigint, count = 1) => ({ time: at(time), value, count });

  it("has nothing without anything", () => {
    expect(figure([])).toEqual({ starts: [], series: [], rows: [], cut: false });
    expect(figure([{ key: "a", currency: null, points: [point("2026-03-01Z", 0n, 0)] }]).starts).toEqual([]);
  });

  it("shows every month until now, with nothing where there is nothing", () => {
    const { starts, series, rows } = figure([
      { key: "a", currency: null, points: [point("2026-03-01Z", 250n, 2), point("2026-05-01Z", 50n)] },
    ]);
    expect(starts).toEqual(["2026-03-01Z", "2026-04-01Z", "2026-05-01Z"].map(at));
    expect(series).toEqual([
      {
        key: "a",
        label: "A",
        points: [
          { value: 2.5, text: "250" },
          { value: undefined, text: "nothing" },
          { value: 0.5, text: "50" },
        ],
      },
    ]);
    expect(rows.map(({ start, value, count }) => [start, value, count])).toEqual([
      [at("2026-05-01Z"), 50n, 1],
      [at("2026-03-01Z"), 250n, 2],
    ]);
  });

  it("gathers what has no colour left, exactly, and leaves means alone", () => {
    const many = Array.from({ length: 10 }, (_, i) => ({
      key: `k${i}`,
      currency: null,
      points: [point("2026-05-01Z", 10n ** 30n + BigInt(i))],
    }));
    const bars = figure(many);
    expect(bars.series).toHaveLength(7);
    expect(bars.series[0]?.key).toBe("k9");
    const all = 10n * 10n ** 30n + 45n;
    const parts = bars.series.map(({ points }) => BigInt(points[0]?.text ?? 0));
    expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(all);
    expect(figure(many, "lines").series).toHaveLength(6);
    expect(bars.rows).toHaveLength(10);
  });
});
