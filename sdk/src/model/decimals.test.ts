import { describe, expect, it } from "vitest";
import { parseDecimal, typeable } from "./decimals.ts";
import { percentOf, percentOfShare, resaleFromPercent, shareFromPercent, unitsFromPercent } from "./units.ts";

describe("a number as people type it", () => {
  it.each([
    ["7.5", 7_500_000n],
    ["7,5", 7_500_000n],
    [".5", 500_000n],
    ["2.", 2_000_000n],
    ["0", 0n],
    ["0001", 1_000_000n],
    [" 0.000001 ", 1n],
    ["1.5000000000", 1_500_000n],
    ["0.125", 125_000n],
    ["0,125", 125_000n],
    ["1.2340", 1_234_000n],
    ["1234.567", 1_234_567_000n],
    ["1,234.5", 1_234_500_000n],
    ["1.234,5", 1_234_500_000n],
    ["1,234.567", 1_234_567_000n],
    ["1 234,567", 1_234_567_000n],
    ["1\u00a0234\u202f567", 1_234_567_000_000n],
    ["1'234.50", 1_234_500_000n],
    ["1’234’567", 1_234_567_000_000n],
    ["1,234,567", 1_234_567_000_000n],
    ["1.234.567", 1_234_567_000_000n],
    ["12,345,678.000001", 12_345_678_000_001n],
  ])("W10 %j is read exactly", (text, value) => {
    expect(parseDecimal(text, 6)).toEqual({ ok: true, value });
  });

  it.each(["33,333", "33.333", "1.234", "1,234", "999.000", " 1,000 "])("W10 %j means two numbers", (text) => {
    const [whole, fraction] = text.trim().split(/[.,]/);
    const parsed = parseDecimal(text, 6);
    expect(parsed).toMatchObject({ ok: false, reason: "ambiguous" });
    expect(parsed).toMatchObject({ error: expect.stringContaining(`Write ${whole}${fraction} for the large one`) });
    expect(parsed).toMatchObject({ error: expect.stringContaining(`${text.trim()}0 for the small one`) });
    expect(parseDecimal(`${whole}${fraction}`, 6).ok && parseDecimal(`${text.trim()}0`, 6).ok).toBe(true);
    expect(parseDecimal(text, 0)).toMatchObject({ error: expect.not.stringContaining("small one") });
  });

  it.each([
    ...["-1", "+1", "−1", "1e3", "0x10", "½", "5²", "1..2", "1,,2", ".", ",", "NaN", "1.2.3", "1,23,456", "12,34.5"],
    ...["1.234,567.8", "1,234.567,8", "1 2345", "12 34", "1 000 00", "1_000", "0,123,456", "1.5 ETH", "½", "1/2", "∞"],
  ])("W10 %j is refused instead of guessed", (text) => {
    expect(parseDecimal(text, 6)).toMatchObject({ ok: false, reason: "no number" });
  });

  it("says what else is wrong", () => {
    expect(parseDecimal("  ", 6)).toMatchObject({ reason: "blank" });
    expect(parseDecimal("0.0000001", 6)).toMatchObject({
      reason: "too exact",
      error: expect.stringMatching(/6 decimals/),
    });
    expect(parseDecimal("7.1", 0)).toMatchObject({ reason: "too exact", error: expect.stringMatching(/whole number/) });
    expect(parseDecimal("1".repeat(61), 6)).toMatchObject({ reason: "too large" });
    expect(parseDecimal("7", 0)).toEqual({ ok: true, value: 7n });
    expect(parseDecimal("1", 77)).toEqual({ ok: true, value: 10n ** 77n });
  });
});

it.each([
  ["１２．５", 12_500_000n],
  ["１２，５", 12_500_000n],
  ["\u200f12.5\u200e", 12_500_000n],
  ["١٢٫٥", 12_500_000n],
  ["۱۲", 12_000_000n],
  ["१२", 12_000_000n],
  ["1.234,56", 1_234_560_000n],
  ["1’234.50", 1_234_500_000n],
])("W10 %j is the number that its keyboard meant", (text, value) => {
  expect(parseDecimal(text, 6)).toEqual({ ok: true, value });
});

describe("percentages", () => {
  it.each([
    ["7,5", 7_500_000, 75_000_000, 750],
    ["7.5 %", 7_500_000, 75_000_000, 750],
    ["100", 100_000_000, 1_000_000_000, 10_000],
    [" 0 ", 0, 0, 0],
  ])("W10 %j is the same for units, shares and resale", (text, units, share, resale) => {
    expect([unitsFromPercent(text), shareFromPercent(text), resaleFromPercent(text)]).toEqual([units, share, resale]);
  });

  it.each(["33,333", "33.333"])("W10 %j is refused for each, with how to write it", (text) => {
    for (const read of [unitsFromPercent, shareFromPercent, resaleFromPercent]) {
      expect(() => read(text)).toThrow(`“${text}” can mean two numbers. Write 33333 for the large one, or ${text}0`);
    }
  });

  it.each(["100.01", "101", "-1", "1 000", "x", "1e1"])("W10 %j is no part of a whole", (text) => {
    for (const read of [unitsFromPercent, shareFromPercent, resaleFromPercent]) {
      expect(() => read(text)).toThrow(/is not a share|is not a percentage/);
    }
  });

  it("writes what a form can read again", () => {
    for (const units of [33_333_000, 1_234_000, 12_500_000, 99_999_999, 125_000, 1]) {
      expect(unitsFromPercent(typeable(percentOf(units)))).toBe(units);
      expect(shareFromPercent(typeable(percentOfShare(units)))).toBe(units);
    }
  });
});
