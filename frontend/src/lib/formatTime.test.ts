import { describe, expect, it } from "vitest";
import { formatTime } from "./time.ts";

describe("formatTime", () => {
  it("is UTC to the second, whatever the machine's clock says", () => {
    expect(formatTime(1_773_324_309)).toBe("12 March 2026, 14:05:09 UTC");
    expect(formatTime(0n)).toBe("1 January 1970, 00:00:00 UTC");
  });
});
