import { describe, expect, it } from "vitest";
import { parseReportForm } from "./report.ts";

const terms = { perUnit: 3n, revenueShare: 100_000_000, minimum: 500n, cap: 10_000n };
const file = { name: "report.csv", digest: "0x01" } as const;

describe("readReport", () => {
  it("works out what is owed as the contract does: share and units, at least the minimum, at most the cap", () => {
    const owed = (units: string, revenue: string) =>
      parseReportForm({ units, revenue, file: undefined }, terms, 2).usage?.due;
    expect(owed("0", "0")).toBe(500n);
    expect(owed("100", "45.67")).toBe(300n + 456n);
    expect(owed("100000", "0")).toBe(10_000n);
  });

  it("takes the digest of a file along, and nothing else of it", () => {
    expect(parseReportForm({ units: "7", revenue: "1.5", file }, terms, 6)).toEqual({
      errors: {},
      usage: { units: 7n, revenue: 1_500_000n, digest: "0x01", due: 10_000n },
    });
  });

  it("L13 W10 refuses what could mean two things, with what to do", () => {
    const read = (units: string, revenue: string) => parseReportForm({ units, revenue, file: undefined }, terms, 2);
    expect(read("", "").errors).toEqual({
      units: "Type how many; 0 if there were none.",
      revenue: "Type the revenue; 0 if there was none.",
    });
    for (const units of ["1.5", "1,000", "-1", "0x10", "1e3"]) expect(read(units, "0").errors.units).toBeDefined();
    for (const revenue of ["1,234", "1.234", "-1", "1e3"]) expect(read("0", revenue).errors.revenue).toBeDefined();
    expect(read(String(2n ** 128n), "0").errors.units).toBeDefined();
    expect(read(String(2n ** 128n - 1n), "0").errors.units).toBeUndefined();
    expect(
      parseReportForm({ units: "0", revenue: "0", file: undefined }, terms, undefined).errors.revenue,
    ).toBeDefined();
  });
});
