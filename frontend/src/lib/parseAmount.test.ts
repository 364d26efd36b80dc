import { describe, expect, it } from "vitest";
import { parseAmount } from "./parse.ts";

describe("parseAmount", () => {
  it.each([
    ["1", 1_000_000n],
    ["1.5", 1_500_000n],
    [".5", 500_000n],
    ["2.", 2_000_000n],
    [" 0.000001 ", 1n],
    ["1.5000000000", 1_500_000n],
    ["0", 0n],
    ["0001", 1_000_000n],
    ["1,5", 1_500_000n],
    ["1.000,50", 1_000_500_000n],
    ["1 000", 1_000_000_000n],
  ])("W10 reads %j exactly", (text, amount) => {
    expect(parseAmount(text, 6)).toEqual({ ok: true, amount });
  });

  it.each(["", " ", "-1", "+1", "1e3", "0x10", "1,500", "1.500", "١", "1..2", ".", "NaN", "0.0000001", "1".repeat(61)])(
    "W10 refuses %j instead of guessing",
    (text) => {
      expect(parseAmount(text, 6).ok).toBe(false);
    },
  );

  it("W10 reads currencies with 0 and 77 decimals", () => {
    expect(parseAmount("7", 0)).toEqual({ ok: true, amount: 7n });
    expect(parseAmount("7.1", 0).ok).toBe(false);
    expect(parseAmount("1", 77)).toEqual({ ok: true, amount: 10n ** 77n });
  });
});
