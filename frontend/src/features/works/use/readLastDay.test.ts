import { describe, expect, it } from "vitest";
import { noon } from "../../../testing/records.ts";
import { readLastDay } from "./readLastDay.ts";

describe("readLastDay", () => {
  it("counts the whole day, in UTC", () => {
    expect(readLastDay("2026-03-12", noon)).toEqual({ ok: true, seconds: 1_773_359_999 });
    expect(readLastDay("", noon)).toEqual({ ok: true, seconds: undefined });
  });

  it("W10 refuses days that are over or do not exist", () => {
    for (const text of ["2026-03-11", "2026-02-30", "12.3.2026", "20260312"]) {
      expect(readLastDay(text, noon)).toMatchObject({ ok: false });
    }
  });
});
