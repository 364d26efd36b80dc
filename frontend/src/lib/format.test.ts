import { describe, expect, it } from "vitest";
import { allOf, count, formatAmount, formatBytes, wordFor } from "./format.ts";

describe("formatAmount", () => {
  it.each([
    [0n, 18, "0"],
    [1n, 18, "0.000000000000000001"],
    [1_234_500n, 6, "1.2345"],
    [1_234_567_000_000n, 6, "1,234,567"],
    [-5n, 1, "−0.5"],
    [1000n, 0, "1,000"],
    [
      2n ** 256n - 1n,
      18,
      "115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457.584007913129639935",
    ],
  ])("writes %d with %d decimals as %s, to the last digit", (amount, decimals, text) => {
    expect(formatAmount(amount, decimals)).toBe(text);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [1_536, "1.5 kB"],
    [299_999, "300 kB"],
    [2_147_483_648, "2.1 GB"],
    [12_000_000_000_000_000, "12,000 TB"],
  ])("writes %d as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("a number with its noun", () => {
  it.each([
    [0, "0 seats"],
    [1, "1 seat"],
    [2, "2 seats"],
    [12_500, "12,500 seats"],
  ])("writes %d as %s", (value, text) => {
    expect(count(value, "seat")).toBe(text);
    expect(count(BigInt(value), "seat")).toBe(text);
  });

  it("takes a plural that is more than an s", () => {
    expect(count(1, "file is", "files are")).toBe("1 file is");
    expect(count(3, "file is", "files are")).toBe("3 files are");
    expect(wordFor(1, "matches", "match")).toBe("matches");
  });

  it("never says “All 1”", () => {
    expect(allOf(1, "licence of it is", "licences of it are")).toBe("The one licence of it is");
    expect(allOf(1n, "step")).toBe("The one step");
    expect(allOf(3, "step")).toBe("All 3 steps");
  });
});
