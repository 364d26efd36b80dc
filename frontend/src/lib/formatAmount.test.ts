import { describe, expect, it } from "vitest";
import { formatAmount } from "./format.ts";

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
