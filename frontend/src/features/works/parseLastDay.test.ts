import { describe, expect, it } from "vitest";
import { noon } from "../../testing/fixtures.ts";
import { parseLastDay } from "./UseQuestion.tsx";

describe("parseLastDay", () => {
  it("counts the whole day, in UTC", () => {
    expect(parseLastDay("2026-03-12", noon)).toEqual({ ok: true, seconds: 1_773_359_999 });
    expect(parseLastDay("", noon)).toEqual({ ok: true, seconds: undefined });
  });

  it("W10 refuses days that are over or do not exist", () => {
    for (const text of ["2026-03-11", "2027-02-31", "2027-04-31", "12.3.2027", "20270312"]) {
      expect(parseLastDay(text, noon)).toMatchObject({ ok: false });
    }
  });
});
