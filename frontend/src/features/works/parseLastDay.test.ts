import { describe, expect, it } from "vitest";
import { noon } from "../../testing/fixtures.ts";
import { parseLastDay } from "./UseQuestion.tsx";

describe("parseLastDay", () => {
  it("counts the whole day, in UTC", () => {
    expect(parseLastDay("2026-03-12", noon)).toEqual({ ok: true, seconds: 1_773_359_999 });
    expect(parseLastDay("", noon)).toEqual({ ok: true, seconds: undefined });
  });

  it("W10 refuses days that are over or do not exist", () => {
    for (const text of ["2026-03-11", "2026-03-32", "2027-02-29", "2026-06-31", "12.3.2026", "20260312"]) {
      expect(parseLastDay(text, noon)).toMatchObject({ ok: false });
    }
  });

  it("does not take a day that does not exist for one of the next month", () => {
    expect(parseLastDay("2027-02-31", noon)).toMatchObject({ ok: false, error: expect.stringContaining("2027-02-31") });
  });
});
