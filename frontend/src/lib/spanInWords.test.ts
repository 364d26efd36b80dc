import { describe, expect, it } from "vitest";
import { latestTime, spanInWords } from "./time.ts";

describe("spanInWords", () => {
  it.each([
    [0, "0 seconds"],
    [1, "1 second"],
    [119, "119 seconds"],
    [120, "2 minutes"],
    [7_199, "119 minutes"],
    [7_200, "2 hours"],
    [172_799, "47 hours"],
    [172_800, "2 days"],
    [259_199, "2 days"],
    [94_608_000, "1,095 days"],
  ])("says %i seconds as %s, never as more", (seconds, words) => {
    expect(spanInWords(seconds)).toBe(words);
  });
});

describe("latestTime", () => {
  it("is this device's clock, unless the chain is ahead of it", () => {
    expect(latestTime({ time: 1_000 }, 2_000_500)).toBe(2_000);
    expect(latestTime({ time: 3_000 }, 2_000_500)).toBe(3_000);
  });
});
