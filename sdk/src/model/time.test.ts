import { describe, expect, it } from "vitest";
import { forever } from "./constants.ts";
import { addMonths, isOver, isoTime, parseUtcDay, parseUtcMoment, utcTime } from "./time.ts";
import { words } from "./words.ts";

const noon = Date.UTC(2026, 2, 12, 14, 5, 9) / 1000;

describe("times", () => {
  it("are written in UTC, and for ever is no time", () => {
    expect(isoTime(noon)).toBe("2026-03-12T14:05:09Z");
    expect([utcTime(noon), utcTime(BigInt(noon), "second")]).toEqual([
      "2026-03-12 14:05 UTC",
      "2026-03-12 14:05:09 UTC",
    ]);
    expect(isoTime(forever - 1)).toBe("+036812-02-20T00:36:14Z");
    for (const end of [forever, BigInt(forever), 2n ** 256n - 1n]) {
      expect([isoTime(end), utcTime(end), words.time(end), words.until(end)]).toEqual([
        "no end",
        undefined,
        "never",
        "for ever",
      ]);
    }
    expect(words.until(noon)).toBe("until 2026-03-12 14:05:09 UTC");
  });

  it("L01 are over from their end on, and never if they last for ever", () => {
    expect([99, 100, 101].map((time) => isOver(100, time))).toEqual([false, true, true]);
    expect(isOver(forever, forever)).toBe(false);
  });
});

describe("a day as people type it", () => {
  it.each([
    ["2026-03-12", noon - 14 * 3_600 - 309],
    [" 1970-01-01 ", 0],
    ["2028-02-29", Date.UTC(2028, 1, 29) / 1000],
  ])("%j is read", (text, seconds) => {
    expect(parseUtcDay(text)).toBe(seconds);
    expect(parseUtcMoment(text)).toBe(seconds);
  });

  it.each([
    ...[
      "",
      "2026-02-31",
      "2026-02-29",
      "2026-04-31",
      "2026-13-01",
      "2026-00-10",
      "2026-01-00",
      "2026-1-2",
      "12.3.2026",
    ],
    ...["1969-12-31", "0026-03-12", "20260312", "2026-03-12x", "½026-03-12", "tomorrow"],
  ])("%j is refused instead of guessed", (text) => {
    expect(parseUtcDay(text)).toBeUndefined();
    expect(parseUtcMoment(text)).toBeUndefined();
  });
});

describe("a moment as people type it", () => {
  it.each([
    ["2026-03-12 14:05:09", noon],
    ["2026-03-12T14:05:09Z", noon],
    ["2026-03-12T14:05:09.999Z", noon],
    ["2026-03-12 14:05:09 utc", noon],
    ["2026-03-12T15:05:09+01:00", noon],
    ["2026-03-12T08:35:09-05:30", noon],
    ["2026-03-12 14:05", noon - 9],
    ["\u200e２０２６-03-12 14:05", noon - 9],
  ])("%j is read", (text, seconds) => {
    expect(parseUtcMoment(text)).toBe(seconds);
  });

  it.each([
    ...["2026-02-31T12:00Z", "2026-03-12 24:00", "2026-03-12 14:60", "2026-03-12 14:05:60", "2026-03-12T14:05+15:00"],
    ...["2026-03-12 2 pm", "2026-03-12 14", "2026-03-12T14:05 CET", "1970-01-01T00:00+01:00", "1773324309"],
  ])("%j is refused instead of guessed", (text) => {
    expect(parseUtcMoment(text)).toBeUndefined();
  });
});

describe("addMonths", () => {
  const at = (day: string, months: number) => new Date(addMonths(Date.parse(day) / 1000, months) * 1000).toISOString();

  it("keeps the day and the time of day, or takes the last day of a shorter month", () => {
    expect(at("2026-01-15T10:20:30Z", 1)).toBe("2026-02-15T10:20:30.000Z");
    expect(at("2026-01-31T23:59:59Z", 1)).toBe("2026-02-28T23:59:59.000Z");
    expect(at("2027-12-31T00:00:00Z", 2)).toBe("2028-02-29T00:00:00.000Z");
    expect(at("2028-02-29T00:00:00Z", 12)).toBe("2029-02-28T00:00:00.000Z");
    expect(at("2026-08-31T12:00:00Z", 0)).toBe("2026-08-31T12:00:00.000Z");
  });
});
