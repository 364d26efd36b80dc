import { describe, expect, it } from "vitest";
import { noon } from "../../testing/fixtures.ts";
import { parseLastDay } from "./UseQuestion.tsx";

describe("readLastDay", () => {
  it("counts the whole day, in UTC", () => {
    expect(parseLastDay("2026-03-12", noon)).toEqual({ ok: true, seconds: 1_773_359_999 });
    expect(parseLastDay("", noon)).toEqual({ ok: true, seconds: undefined });
  });

  it("W10 refuses days that are over or do not exist", () => {
    for (const text of ["2026-03-11", "2026-02-30", "12.3.2026", "20260312"]) {
      expect(parseLastDay(text, noon)).toMatchObject({ ok: false });
    }
  });
});
