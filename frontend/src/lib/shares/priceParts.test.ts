import { describe, expect, it } from "vitest";
import { ines, maya, tomas } from "../../testing/records.ts";
import type { PricePart } from "./PricePart.ts";
import { priceParts } from "./priceParts.ts";

const shares = [
  { account: ines, units: 70_000_000 },
  { account: tomas, units: 30_000_000 },
];
const percents = (parts: readonly PricePart[]) =>
  parts.map(({ numerator, denominator }) => Number((numerator * 10_000_000n) / denominator) / 100_000);

/** Whether fractions add up to one, without rounding. */
function isWhole(parts: readonly PricePart[]): boolean {
  const common = parts.reduce((product, { denominator }) => product * denominator, 1n);
  return parts.reduce((sum, { numerator, denominator }) => sum + (numerator * common) / denominator, 0n) === common;
}

describe("priceParts", () => {
  it("gives the holders everything of a work that owes nothing", () => {
    expect(percents(priceParts({ shares, upstream: [] }))).toEqual([70, 30]);
  });

  it("Y07 takes off first what the works it is made from are owed", () => {
    const parts = priceParts({ shares, upstream: [{ parent: 7n, share: 100_000_000 }] });
    expect(percents(parts)).toEqual([10, 63, 27]);
    expect(isWhole(parts)).toBe(true);
  });

  it("leaves the licensor of a sublicence what does not go to the work", () => {
    const sublicence = { licensor: maya, share: 200_000_000 };
    const parts = priceParts({ shares, upstream: [{ parent: 7n, share: 333_333_333 }], sublicence });
    expect(parts.map(({ to }) => to.kind)).toEqual(["licensor", "work", "holder", "holder"]);
    expect(percents(parts)[0]).toBe(80);
    expect(isWhole(parts)).toBe(true);
  });

  it("leaves out whom nothing goes to", () => {
    expect(priceParts({ shares, upstream: [], sublicence: { licensor: maya, share: 0 } })).toEqual([
      { to: { kind: "licensor", account: maya }, numerator: 1_000_000_000n, denominator: 1_000_000_000n },
    ]);
    expect(percents(priceParts({ shares, upstream: [{ parent: 7n, share: 1_000_000_000 }] }))).toEqual([100]);
  });
});
