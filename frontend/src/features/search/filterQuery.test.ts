import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { ines } from "../../testing/fixtures.ts";
import { filterQuery, parseFilter } from "./searchFilter.ts";

const read = (search: string, decimals: number | undefined = 18) => {
  const { question, errors } = filterQuery(parseFilter(new URLSearchParams(search)), { decimals });
  // As it is sent: what is not asked is not there.
  return { query: JSON.parse(JSON.stringify(question)), errors };
};

describe("filterQuery", () => {
  it("asks for everything without a filter", () => {
    expect(read("")).toEqual({ query: {}, errors: {} });
  });

  it("translates what a person chose into what the index takes", () => {
    const { query, errors } = read(
      `q= salt &category=musical&use=print&territory=DE&currency=${zeroAddress}&max=0.05&available=yes&by=${ines}&from=2026-03-12&until=2026-03-12&sort=oldest`,
    );
    expect(errors).toEqual({});
    expect(query).toEqual({
      q: "salt",
      category: "musical",
      use: "print",
      territory: "DE",
      currency: zeroAddress,
      maxPrice: "50000000000000000",
      available: true,
      claimant: ines,
      from: 1773273600,
      to: 1773360000,
      sort: "oldest",
    });
  });

  it("W10 leaves out what it does not understand, and says so", () => {
    expect(read("category=x").errors.category).toContain("“x”");
    expect(read("max=1").errors.max).toContain("currency");
    expect(read(`max=1,5&currency=${zeroAddress}`).query.maxPrice).toBe("1500000000000000000");
    const unclear = read(`max=1,500&currency=${zeroAddress}`);
    expect(unclear.errors.max).toContain("1,500");
    expect(unclear.query).not.toHaveProperty("maxPrice");
    expect(read(`max=1.55&currency=${ines}`, 1).errors.max).toContain("1 decimals");
    const silent = filterQuery(parseFilter(new URLSearchParams(`max=1&currency=${ines}`)), { decimals: undefined });
    expect(silent.errors.max).toContain("decimals");
    expect(read("by=0x12").errors.by).toContain("40");
    expect(read("from=2026-02-31").errors.from).toContain("2026-02-31");
    expect(read("from=2026-03-02&until=2026-03-01").errors.until).toContain("before");
    expect(read("by=0x12&from=nonsense").query).toEqual({});
  });
});
