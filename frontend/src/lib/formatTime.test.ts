import { forever } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { formatTime, isoOf } from "./time.ts";

describe("formatTime", () => {
  it("is UTC to the second, whatever the machine's clock says", () => {
    expect(formatTime(1_773_324_309)).toBe("12 March 2026, 14:05:09 UTC");
    expect(formatTime(0n)).toBe("1 January 1970, 00:00:00 UTC");
  });
});

describe("isoOf", () => {
  it("writes a moment for a program, and nothing for what never ends", () => {
    expect(isoOf(1_773_324_309)).toBe("2026-03-12T14:05:09.000Z");
    expect(isoOf(forever)).toBe("");
  });
});
