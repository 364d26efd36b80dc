import { forever } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { reportingPeriods } from "./licences.ts";

const licence = { start: 1_000, end: 1_250, period: 100, reported: 0 };

describe("reportingPeriods", () => {
  it("is over at its last second's end, not before", () => {
    expect(reportingPeriods({ ...licence, time: 1_099 })).toEqual({
      next: { number: 0, start: 1_000, end: 1_100 },
      due: false,
      overdue: 0,
    });
    expect(reportingPeriods({ ...licence, time: 1_100 })).toMatchObject({ due: true, overdue: 1 });
  });

  it("cuts the last period at the end of the licence, and counts it whole", () => {
    expect(reportingPeriods({ ...licence, reported: 2, time: 1_249 })).toEqual({
      next: { number: 2, start: 1_200, end: 1_250 },
      due: false,
      overdue: 0,
    });
    expect(reportingPeriods({ ...licence, reported: 2, time: 1_250 })).toMatchObject({ due: true, overdue: 1 });
    expect(reportingPeriods({ ...licence, reported: 3, time: 9_999 })).toEqual({
      next: undefined,
      due: false,
      overdue: 0,
    });
  });

  it("goes on for ever where the licence does", () => {
    const endless = { ...licence, end: forever, reported: 7, time: 2_000 };
    expect(reportingPeriods(endless)).toEqual({ next: { number: 7, start: 1_700, end: 1_800 }, due: true, overdue: 3 });
  });

  it("asks nothing where the terms ask for no reports", () => {
    expect(reportingPeriods({ ...licence, period: 0, time: 9_999 })).toEqual({
      next: undefined,
      due: false,
      overdue: 0,
    });
  });
});
