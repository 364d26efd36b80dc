import { totalUnits, unitsFromPercent } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { divideRest, parseShare, sumOfShares } from "./people.ts";

const lines = (...shares: string[]) => shares.map((share) => ({ share }));
const sharesOf = (people: readonly { share: string }[]) => people.map(({ share }) => share);
const unitsIn = (people: readonly { share: string }[]) =>
  people.reduce((sum, { share }) => sum + unitsFromPercent(share), 0);

describe("shareOf", () => {
  it("W10 reads what people type, to the last unit", () => {
    expect(parseShare("33.333333")).toEqual({ kind: "units", units: 33_333_333 });
    expect(parseShare(" 12.5 % ")).toEqual({ kind: "units", units: 12_500_000 });
    expect(parseShare("0.000001")).toEqual({ kind: "units", units: 1 });
    expect(parseShare("100")).toEqual({ kind: "units", units: totalUnits });
    expect(parseShare("  ")).toEqual({ kind: "blank" });
  });

  it.each(["33.3333333", "1e1", "-5", "+5", "100.000001", "101", "1.000.000", "½", "12. 5", "0x10", "NaN", "."])(
    "W10 refuses %j instead of guessing",
    (text) => {
      expect(parseShare(text)).toMatchObject({ kind: "error", error: expect.stringContaining("is not a share") });
    },
  );
});

describe("sumOfShares", () => {
  it("Y01 has no rounding: three thirds of 33.333333 are not 100 %", () => {
    const sum = sumOfShares(lines("33.333333", "33.333333", "33.333333"));
    expect(sum).toMatchObject({ units: 99_999_999, rest: 1, complete: false, sentence: "0.000001 % is left to give." });
  });

  it("Y01 is exact where floating point is not", () => {
    expect(24.4 + 39.8 + 35.8).not.toBe(100);
    expect(sumOfShares(lines("24.4", "39.8", "35.8"))).toMatchObject({ complete: true, rest: 0 });
  });

  it("Y01 says by how much it is too much", () => {
    expect(sumOfShares(lines("60", "40.5"))).toMatchObject({
      complete: false,
      rest: -500_000,
      sentence: "This is 0.5 % too much.",
    });
  });

  it("is never complete while a share cannot be read", () => {
    expect(sumOfShares(lines("100", "x"))).toMatchObject({ complete: false, readable: false });
  });
});

describe("divideRest", () => {
  it("gives all of it to those without a share, exactly", () => {
    const divided = divideRest(lines("", "", ""));
    expect(sharesOf(divided)).toEqual(["33.333334", "33.333333", "33.333333"]);
    expect(unitsIn(divided)).toBe(totalUnits);
  });

  it("leaves shares that were typed as they are", () => {
    expect(sharesOf(divideRest(lines("40", "", "20", "")))).toEqual(["40", "20", "20", "20"]);
  });

  it("gives it to the first line if everybody has a share", () => {
    expect(sharesOf(divideRest(lines("10", "50")))).toEqual(["50", "50"]);
  });

  it("does nothing if nothing is left or a share cannot be read", () => {
    expect(sharesOf(divideRest(lines("100", "")))).toEqual(["100", ""]);
    expect(sharesOf(divideRest(lines("120", "")))).toEqual(["120", ""]);
    expect(sharesOf(divideRest(lines("x", "")))).toEqual(["x", ""]);
  });

  it.each([1, 2, 3, 7, 11, 97, 999])("adds up to exactly 100 %% for %i people", (count) => {
    expect(unitsIn(divideRest(lines(...Array.from({ length: count }, () => ""))))).toBe(totalUnits);
  });
});
