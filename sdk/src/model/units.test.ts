import { describe, expect, it } from "vitest";
import { typeable } from "./decimals.ts";
import { percentOf, unitsFromPercent } from "./units.ts";

describe("units and percentages", () => {
  it.each([
    ["0", 0],
    ["100", 100_000_000],
    ["33.333333", 33_333_333],
    ["05", 5_000_000],
    [".5", 500_000],
    ["1.", 1_000_000],
    ["12,5", 12_500_000],
    [" 12.5 % ", 12_500_000],
    ["0.000001", 1],
  ])("W10 reads %j exactly", (text, units) => {
    expect(unitsFromPercent(text)).toBe(units);
  });

  it.each(["", "-1", "100.000001", "1e1", "33.3333333", "1 000", "NaN", "0x10", "½", "1,000.5"])(
    "W10 refuses %j instead of guessing",
    (text) => {
      expect(() => unitsFromPercent(text)).toThrow("is not a share");
    },
  );

  it("writes what it reads", () => {
    for (let i = 0; i < 500; i++) {
      const units = Math.floor(Math.random() * 100_000_001);
      expect(unitsFromPercent(typeable(percentOf(units)))).toBe(units);
    }
  });
});
