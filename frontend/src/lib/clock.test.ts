import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";

const now = 1_790_000_000;
const year = 365 * 86_400;

/** A clock on a device that is so many seconds ahead, and what it sees of a network. */
function deviceAhead(seconds: number) {
  const clock = createClock();
  const device = (later: number) => (now + later + seconds) * 1000;
  return {
    clock,
    now: (later = 0) => clock.now(device(later)) - now,
    site: (later = 0) => clock.noteSite(now + later, device(later)),
    /** A block of a moment, seen at another. */
    head: (number: bigint, time: number, seen: number) =>
      clock.noteHead(1, { number, time: now + time }, device(seen), seen * 1000),
  };
}

describe("a device two years ahead", () => {
  it("is put right by a block that comes while we look", () => {
    const { clock, now, head } = deviceAhead(2 * year);
    head(1n, -4, 0);
    expect(clock.skew()).toBeUndefined();
    head(2n, 8, 12);
    expect(clock.skew()).toEqual({ seconds: 2 * year + 4, by: "network" });
    expect(now(12)).toBe(8);
    expect(now(3_600)).toBe(3_596);
  });

  it("is put right by the site at once, before any block comes", () => {
    const { clock, now, site, head } = deviceAhead(2 * year);
    site();
    expect(clock.skew()).toEqual({ seconds: 2 * year, by: "site" });
    head(1n, -7_200, 1);
    expect(now(1)).toBe(1);
  });
});

describe("a device with the right time", () => {
  it("counts on a quiet network, however old its last block is", () => {
    const { clock, now, site, head } = deviceAhead(0);
    site();
    head(1n, -86_400, 0);
    head(1n, -86_400, 15);
    expect([clock.skew(), now(15)]).toEqual([undefined, 15]);
  });

  it("counts when it wakes and a quiet network has made a block meanwhile", () => {
    const { clock, head } = deviceAhead(0);
    head(1n, -86_400, 0);
    // Its running time stood still in its sleep; its clock did not.
    clock.noteHead(1, { number: 2n, time: now + 1_200 }, (now + 3_600) * 1000, 5_000);
    expect(clock.skew()).toBeUndefined();
  });

  it("is believed again when the network agrees, whatever an old answer of the site said", () => {
    const { clock, site, head } = deviceAhead(0);
    clock.noteSite(now - 3_600, now * 1000);
    expect(clock.skew()?.by).toBe("site");
    head(1n, -12, 0);
    expect(clock.skew()).toBeUndefined();
    site(20);
    expect(clock.skew()).toBeUndefined();
  });
});

it("a device two days behind takes the time of the latest block, and goes on from there", () => {
  const { clock, now, head } = deviceAhead(-2 * 86_400);
  head(1n, 0, 0);
  expect(clock.skew()).toEqual({ seconds: -2 * 86_400, by: "network" });
  expect(now(60)).toBe(60);
});

it("another network's blocks do not make one's own come, and a chain that was put back is asked anew", () => {
  const { clock, head } = deviceAhead(3_600);
  head(5n, 0, 0);
  clock.noteHead(2, { number: 9n, time: now }, (now + 3_601) * 1000, 1_000);
  expect(clock.skew()).toBeUndefined();
  head(5n, 0, 2);
  head(6n, 3, 3);
  expect(clock.skew()?.by).toBe("network");
  head(4n, 0, 4);
  expect(clock.skew()).toBeUndefined();
});
