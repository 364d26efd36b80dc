import { describe, expect, it } from "vitest";
import { ines, maya, tomas } from "../testing/fixtures.ts";
import { type PriceFraction, priceFractions } from "./shares.ts";

const work = 9n;
const shares = [
  { account: ines, units: 70_000_000 },
  { account: tomas, units: 30_000_000 },
];
const alone = { derivations: [], beyond: [] };
const percents = (parts: readonly PriceFraction[]) =>
  parts.map(({ numerator, denominator }) => Number((numerator * 10_000_000n) / denominator) / 100_000);

/** Whether fractions add up to one, without rounding. */
function isWhole(parts: readonly PriceFraction[]): boolean {
  const common = parts.reduce((product, { denominator }) => product * denominator, 1n);
  return parts.reduce((sum, { numerator, denominator }) => sum + (numerator * common) / denominator, 0n) === common;
}

describe("priceParts", () => {
  it("gives the holders everything of a work that owes nothing", () => {
    expect(percents(priceFractions({ work, shares, ancestors: alone }))).toEqual([70, 30]);
  });

  it("Y07 takes off first what the works it is made from are owed", () => {
    const ancestors = { derivations: [{ work, parent: 7n, share: 100_000_000 }], beyond: [] };
    const parts = priceFractions({ work, shares, ancestors });
    expect(percents(parts)).toEqual([63, 27, 10]);
    expect(isWhole(parts)).toBe(true);
  });

  it("Y07 follows what they owe in turn, through a diamond, to the last digit", () => {
    const derivations = [
      { work, parent: 7n, share: 200_000_000 },
      { work, parent: 3n, share: 100_000_000 },
      { work: 7n, parent: 3n, share: 250_000_000 },
      { work: 3n, parent: 1n, share: 333_333_333 },
    ];
    const parts = priceFractions({
      work,
      shares: [{ account: ines, units: 100_000_000 }],
      ancestors: { derivations, beyond: [1n] },
    });
    expect(parts.map(({ to }) => to)).toEqual([
      { kind: "holder", account: ines },
      { kind: "work", work: 7n, depth: 1, beyond: false },
      { kind: "work", work: 3n, depth: 1, beyond: false },
      { kind: "work", work: 1n, depth: 2, beyond: true },
    ]);
    expect(percents(parts)).toEqual([70, 15, 10, 4.99999]);
    expect(isWhole(parts)).toBe(true);
  });

  it("Y07 stays exact over as many levels as are followed", () => {
    const derivations = Array.from({ length: 50 }, (_, i) => ({
      work: BigInt(100 - i),
      parent: BigInt(99 - i),
      share: 999_999_937,
    }));
    const parts = priceFractions({ work: 100n, shares, ancestors: { derivations, beyond: [] } });
    expect(parts).toHaveLength(52);
    expect(isWhole(parts)).toBe(true);
  });

  it("leaves the licensor of a sublicence what does not go to the work", () => {
    const chain = [{ licensor: maya, share: 200_000_000 }];
    const ancestors = { derivations: [{ work, parent: 7n, share: 333_333_333 }], beyond: [] };
    const parts = priceFractions({ work, shares, ancestors, chain });
    expect(parts.map(({ to }) => to.kind)).toEqual(["licensor", "holder", "work", "holder"]);
    expect(percents(parts)[0]).toBe(80);
    expect(isWhole(parts)).toBe(true);
  });

  it("divides what goes up again on every level", () => {
    const chain = [
      { licensor: maya, share: 500_000_000 },
      { licensor: tomas, share: 200_000_000 },
    ];
    const parts = priceFractions({ work, shares: [{ account: ines, units: 100_000_000 }], ancestors: alone, chain });
    expect(parts.map(({ to }) => to)).toEqual([
      { kind: "licensor", account: maya, level: 1 },
      { kind: "licensor", account: tomas, level: 2 },
      { kind: "holder", account: ines },
    ]);
    expect(percents(parts)).toEqual([50, 40, 10]);
    expect(isWhole(parts)).toBe(true);
  });

  it("leaves out whom nothing goes to", () => {
    expect(priceFractions({ work, shares, ancestors: alone, chain: [{ licensor: maya, share: 0 }] })).toEqual([
      { to: { kind: "licensor", account: maya, level: 1 }, numerator: 1_000_000_000n, denominator: 1_000_000_000n },
    ]);
    const ancestors = { derivations: [{ work, parent: 7n, share: 1_000_000_000 }], beyond: [] };
    expect(percents(priceFractions({ work, shares, ancestors }))).toEqual([100]);
  });
});
