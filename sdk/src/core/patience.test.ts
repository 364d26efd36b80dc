import { afterEach, describe, expect, it, vi } from "vitest";
import { takeTurns } from "./patience.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("long work in turns", () => {
  it("lets others go on once it has taken its time, and not before", async () => {
    vi.useFakeTimers();
    const others = takeTurns(8);
    await others();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(8);
    let over = false;
    const turn = others().then(() => {
      over = true;
    });
    await Promise.resolve();
    expect([vi.getTimerCount(), over]).toEqual([1, false]);
    await vi.advanceTimersByTimeAsync(0);
    await turn;
    await others();
    expect(vi.getTimerCount()).toBe(0);
  });
});
