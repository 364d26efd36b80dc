import { describe, expect, it } from "vitest";
import { bucketsBetween, formatBucket, startOfBucket } from "./time.ts";

const at = (text: string) => Date.parse(text) / 1000;

describe("buckets of time", () => {
  it("start at midnight, on Monday and on the first, in UTC", () => {
    const moment = at("2026-03-12T14:05:09Z");
    expect(startOfBucket("day", moment)).toBe(at("2026-03-12T00:00:00Z"));
    expect(startOfBucket("week", moment)).toBe(at("2026-03-09T00:00:00Z"));
    expect(startOfBucket("week", at("2026-03-15T23:59:59Z"))).toBe(at("2026-03-09T00:00:00Z"));
    expect(startOfBucket("month", moment)).toBe(at("2026-03-01T00:00:00Z"));
    expect(startOfBucket("week", 0)).toBe(at("1969-12-29T00:00:00Z"));
  });

  it("are all there, over the end of a year and a leap day, with no gap", () => {
    const months = bucketsBetween("month", at("2025-11-30Z"), at("2026-02-01Z"), 100);
    expect(months.map((start) => formatBucket("month", start))).toEqual([
      "Nov 2025",
      "Dec 2025",
      "Jan 2026",
      "Feb 2026",
    ]);
    expect(bucketsBetween("day", at("2028-02-28Z"), at("2028-03-01Z"), 100)).toHaveLength(3);
    const weeks = bucketsBetween("week", at("2025-01-01Z"), at("2026-01-01Z"), 100);
    expect(new Set(weeks.slice(1).map((start, i) => start - (weeks[i] ?? 0)))).toEqual(new Set([7 * 86_400]));
  });

  it("are the last ones if there are too many", () => {
    expect(bucketsBetween("day", 0, at("2026-03-12Z"), 3).map((start) => formatBucket("day", start))).toEqual([
      "10 Mar 2026",
      "11 Mar 2026",
      "12 Mar 2026",
    ]);
    expect(bucketsBetween("day", at("2026-03-12Z"), at("2026-03-11Z"), 3)).toEqual([]);
  });
});
