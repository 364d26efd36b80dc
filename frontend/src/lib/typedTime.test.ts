import { describe, expect, it } from "vitest";
import { afterDay, endOfDay, parseDay, parseDays, parseUtc } from "./typedTime.ts";

const second = (text: string) => Date.parse(text) / 1000;

describe("parseDay", () => {
  it("is the first second of a day, in UTC", () => {
    expect(parseDay("2026-03-12")).toEqual({ ok: true, seconds: second("2026-03-12T00:00:00Z") });
    expect(parseDay(" ")).toEqual({ ok: true, seconds: undefined });
  });

  it.each(["2026-02-31", "2026-13-01"])("refuses %s, which is no day of the calendar", (text) => {
    expect(parseDay(text)).toMatchObject({ ok: false, error: expect.stringContaining(`There is no day “${text}”`) });
  });

  it.each(["12.3.2026", "11/30/2026", "2026-3-1", "20260312", "heute"])(
    "does not say of %s that there is no such day, but how to write it",
    (text) => {
      expect(parseDay(text)).toMatchObject({ ok: false, error: expect.stringContaining(`“${text}” is not written`) });
    },
  );

  it("counts through the day, or up to the next", () => {
    const day = second("2026-03-12T00:00:00Z");
    expect(endOfDay(day)).toBe(second("2026-03-12T23:59:59Z"));
    expect(afterDay(day)).toBe(second("2026-03-13T00:00:00Z"));
  });
});

describe("parseDays", () => {
  it("takes both days into the period", () => {
    expect(parseDays("2026-03-12", "2026-03-12")).toEqual({
      ok: true,
      days: { from: second("2026-03-12T00:00:00Z"), until: second("2026-03-13T00:00:00Z") },
    });
    expect(parseDays("", "")).toEqual({ ok: true, days: { from: undefined, until: undefined } });
  });

  it("says at which box something is wrong", () => {
    expect(parseDays("2026-02-31", "2026-03-12")).toEqual({ ok: false, errors: { from: expect.any(String) } });
    expect(parseDays("2026-03-12", "2026-03-11")).toEqual({
      ok: false,
      errors: { until: expect.stringContaining("before the first") },
    });
  });
});

describe("parseUtc", () => {
  it("reads a day, a minute or a second, in UTC", () => {
    expect(parseUtc("2026-03-12")).toEqual({ ok: true, seconds: 1_773_273_600 });
    expect(parseUtc(" 2026-03-12 14:05 ")).toEqual({ ok: true, seconds: 1_773_324_300 });
    expect(parseUtc("2026-03-12T14:05:09Z")).toEqual({ ok: true, seconds: 1_773_324_309 });
    expect(parseUtc("2026-03-12 14:05:09 UTC")).toEqual({ ok: true, seconds: 1_773_324_309 });
  });

  it("W10 refuses what could mean two things, and days that do not exist", () => {
    for (const text of [
      "",
      "12/03/2026",
      "2026-3-12",
      "2026-02-29",
      "2026-13-01",
      "2026-03-12 24:00",
      "2026-03-12 23:60",
      "1969-12-31",
      "tomorrow",
    ]) {
      expect(parseUtc(text)).toMatchObject({ ok: false });
    }
  });
});
