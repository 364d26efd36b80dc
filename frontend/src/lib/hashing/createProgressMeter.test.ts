import { expect, it } from "vitest";
import { createProgressMeter } from "./hashFiles.ts";

it("createProgressMeter tells the speed of the last seconds and the time left", () => {
  const meter = createProgressMeter(100_000, 1, 0);
  expect(meter(100, 0, 100)).toMatchObject({ speed: undefined, secondsLeft: undefined });
  expect(meter(1_000, 0, 1_000)).toMatchObject({ speed: 1_000, secondsLeft: 99 });
  for (let second = 2; second <= 10; second++) meter(1_000 + (second - 1) * 10_000, 0, second * 1_000);
  const now = meter(91_000, 0, 10_000);
  expect(now.speed).toBeGreaterThan(9_000);
  expect(now.secondsLeft).toBe(1);
});
