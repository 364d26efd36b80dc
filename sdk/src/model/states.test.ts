import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { forever, unlimitedSupply } from "./constants.ts";
import type { Offer } from "./offer.ts";
import { earlyEndOf, isLicenceOver, licenceStateOf, noticeStands, noticeStateOf, offerStateOf } from "./states.ts";

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
  starts: 0,
  schedule: zeroHash,
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
    const at = (time: number, end = 200) => licenceStateOf({ start: 100, end, ended: undefined, time });
    expect([99, 100, 199, 200].map((time) => at(time))).toEqual(["not started", "running", "running", "expired"]);
    expect(at(forever, forever)).toBe("running");
  });

  it("L01 ends early at the second it was ended or given back", () => {
    for (const ended of ["terminated", "surrendered"] as const) {
      expect(licenceStateOf({ start: 100, end: 150, ended, time: 149 })).toBe("running");
      expect(licenceStateOf({ start: 100, end: 150, ended, time: 150 })).toBe(ended);
      expect(isLicenceOver(ended)).toBe(true);
    }
  });

  it("can be given back before it starts", () => {
    expect(licenceStateOf({ start: 100, end: 50, ended: "surrendered", time: 40 })).toBe("not started");
    expect(licenceStateOf({ start: 100, end: 50, ended: "surrendered", time: 60 })).toBe("surrendered");
  });
});

describe("earlyEndOf", () => {
  it("knows the two reasons by which a licence ends early, by the contract's numbers", () => {
    expect([0, 8, 9, 10, 11].map(earlyEndOf)).toEqual([undefined, undefined, "terminated", "surrendered", undefined]);
  });
});

describe("noticeStateOf", () => {
  it("stands until it lapses, and one that was rejected or taken back does neither", () => {
    const at = (state: number, time: number) => noticeStateOf({ state, until: 100, time });
    expect([1, 2, 3].map((state) => at(state, 99))).toEqual(["given", "contested", "upheld"]);
    expect([1, 2, 3].map((state) => at(state, 100))).toEqual(["lapsed", "lapsed", "lapsed"]);
    expect([at(0, 5), at(4, 5), at(4, 500)]).toEqual(["withdrawn", "rejected", "rejected"]);
    expect((["given", "contested", "upheld", "rejected", "withdrawn", "lapsed"] as const).filter(noticeStands)).toEqual(
      [...["given", "contested", "upheld"]],
    );
  });
});
