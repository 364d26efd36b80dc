import { describe, expect, it } from "vitest";
import { recordFixture } from "../../testing/fixtures.ts";
import { isPending, lookInterval, needsWatching } from "./record.ts";

const hour = 3_600_000;
const at = (age: number, patch = {}) => ({ ...recordFixture(patch), createdAt: 1e12 - age });

describe("looking for what was sent", () => {
  it("is quick at first, and seldom later", () => {
    expect(lookInterval(at(10_000), 1_500, 1e12)).toBe(1_500);
    expect(lookInterval(at(hour), 1_500, 1e12)).toBe(90_000);
    expect(lookInterval(at(24 * hour), 1_500, 1e12)).toBe(600_000);
    expect(lookInterval(at(9_000 * hour), 1_500, 1e12)).toBe(600_000);
  });

  it("never ends for what may still happen, and ends for what the network forgot", () => {
    for (const status of ["signing", "submitted", "unknown"] as const) {
      expect(isPending({ status })).toBe(true);
      expect(needsWatching(at(9_000 * hour, { status }), 1e12)).toBe(true);
    }
    expect(needsWatching(at(6 * 24 * hour, { status: "dropped" }), 1e12)).toBe(true);
    expect(needsWatching(at(8 * 24 * hour, { status: "dropped" }), 1e12)).toBe(false);
    expect(needsWatching(at(hour, { status: "confirmed" }), 1e12)).toBe(false);
    for (const status of ["reverted", "replaced", "confirmed"] as const) {
      expect(needsWatching(at(1_000, { status }), 1e12)).toBe(true);
      expect(needsWatching(at(hour, { status }), 1e12)).toBe(false);
    }
    expect(needsWatching(at(1_000, { status: "failed", hash: undefined }), 1e12)).toBe(false);
  });
});
