import { describe, expect, it } from "vitest";
import { stepsPerClaim } from "../model/constants.ts";
import { stepsGap } from "./earnings.ts";

describe("stepsGap", () => {
  it("names the work, how much of its past is counted, and how the rest comes to be seen", () => {
    expect(stepsGap("Low Water")).toBe(
      `“Low Water”: units moved more than ${stepsPerClaim} times since the last withdrawal. What comes from the first ${stepsPerClaim} is counted here; withdraw it, and the rest shows.`,
    );
  });

  it("does without a title that cannot be read", () => {
    expect(stepsGap(undefined)).toMatch(/^A work: units moved more than \d+ times/);
  });
});
