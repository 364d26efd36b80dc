import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { forever, unlimitedSupply } from "./constants.ts";
import type { Offer } from "./offer.ts";
import { licenceStateOf, offerStateOf } from "./states.ts";

const licensor = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const offer: Offer = {
  work: 1n,
  parent: 0n,
  licensor,
  buyer: zeroAddress,
  terms: zeroHash,
  currency: zeroAddress,
  price: 1n,
  supply: 2,
  opens: 100,
  closes: 200,
};

describe("offerStateOf", () => {
  const state = (change: Partial<Parameters<typeof offerStateOf>[0]>) =>
    offerStateOf({ offer, closed: false, sold: 0, controller: licensor, time: 150, ...change });

  it("L01 opens at its first second and ends at its last", () => {
    expect([99, 100, 199, 200].map((time) => state({ time }))).toEqual(["not open yet", "open", "open", "ended"]);
    expect(state({ offer: { ...offer, closes: forever }, time: 10 ** 11 })).toBe("open");
  });

  it("is sold out, closed or lapsed", () => {
    expect(state({ sold: 1 })).toBe("open");
    expect(state({ sold: 2 })).toBe("sold out");
    expect(state({ offer: { ...offer, supply: unlimitedSupply }, sold: unlimitedSupply })).toBe("open");
    expect(state({ closed: true })).toBe("closed");
    expect(state({ controller: zeroAddress })).toBe("lapsed");
    expect(state({ controller: licensor.toLowerCase() as typeof licensor })).toBe("open");
  });
});

describe("licenceStateOf", () => {
  it("L01 runs from its start up to but not including its end", () => {
    const at = (time: number, end = 200) => licenceStateOf({ start: 100, end, terminated: false, time });
    expect([99, 100, 199, 200].map((time) => at(time))).toEqual(["not started", "running", "running", "expired"]);
    expect(at(forever, forever)).toBe("running");
    expect(licenceStateOf({ start: 100, end: 150, terminated: true, time: 149 })).toBe("running");
    expect(licenceStateOf({ start: 100, end: 150, terminated: true, time: 150 })).toBe("terminated");
  });
});
