import { describe, expect, it } from "vitest";
import { parseUtc } from "./typedTime.ts";

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
      "1969-12-31",
      "tomorrow",
    ]) {
      expect(parseUtc(text)).toMatchObject({ ok: false });
    }
  });
});
