import { totalUnits } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { ines, maya, tomas } from "../testing/fixtures.ts";
import { currentShares, extraDecimals, splitAmount } from "./shares.ts";

const given = [
  { account: ines, units: 62_500_000 },
  { account: tomas, units: 33_333_333 },
  { account: maya, units: 4_166_667 },
];

describe("currentShares", () => {
  it("is what was given while nothing has moved, the largest first", () => {
    expect(currentShares([...given].reverse(), []).map(({ units }) => units)).toEqual([
      62_500_000, 33_333_333, 4_166_667,
    ]);
  });

  it("follows every transfer, whether the units were taken or not, and loses none", () => {
    const shares = currentShares(given, [
      { from: ines, to: maya, units: 2_500_000, block: 5, logIndex: 0 },
      { from: maya, to: tomas, units: 6_666_667, block: 6, logIndex: 0 },
    ]);
    expect(shares).toEqual([
      { account: ines, units: 60_000_000 },
      { account: tomas, units: 40_000_000 },
    ]);
  });

  it("knows an account in any spelling", () => {
    const lower = { from: ines.toLowerCase() as typeof ines, to: tomas, units: 62_500_000, block: 5, logIndex: 0 };
    expect(currentShares(given, [lower]).map(({ account }) => account)).toEqual([tomas, maya]);
  });
});

describe("splitAmount", () => {
  it("Y02 makes parts that add up to the amount, to the last digit, for any amount", () => {
    for (const amount of [1n, 3n, 7n, 97n, 10n ** 18n, 2n ** 128n - 1n]) {
      const parts = splitAmount(amount, given);
      expect(parts.reduce((sum, { part }) => sum + part, 0n)).toBe(amount * 10n ** BigInt(extraDecimals));
    }
  });

  it("Y02 divides 1 wei among three holders without losing or making anything", () => {
    expect(splitAmount(1n, given).map(({ part }) => part)).toEqual([62_500_000n, 33_333_333n, 4_166_667n]);
    expect(given.reduce((sum, { units }) => sum + units, 0)).toBe(totalUnits);
  });
});
