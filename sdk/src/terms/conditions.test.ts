import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { TermsError } from "../model/errors.ts";
import { baseConditions, type Conditions, endsForBreach, normalConditions, onchainConditionsOf } from "./conditions.ts";
import { baseTerms, type Terms } from "./terms.ts";
import { termsWarnings } from "./warnings.ts";

const token = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const dollar = { address: token, symbol: "USDX", decimals: 6 } as const;
const tier = { from: 0n, share: 10, perUnit: 0n };
const owing: Conditions = { ...baseConditions, tiers: [tier] };
const arbitrator = { address: token, extraData: "0x", silence: 1 } as const;

describe("normalConditions", () => {
  it.each([
    ["no tiers", { tiers: [] }, "1 to 4 tiers, and these 0"],
    ["five tiers", { tiers: [0n, 1n, 2n, 3n, 4n].map((from) => ({ ...tier, from })) }, "and these 5"],
    ["a first tier that begins later", { tiers: [{ ...tier, from: 1n }] }, "Let it begin at 0"],
    ["tiers that do not ascend", { tiers: [tier, { ...tier, from: 5n }, { ...tier, from: 5n }] }, "Tier 3 begins at 5"],
    ["more than all", { tiers: [{ ...tier, share: 1_000_000_001 }] }, "100.0000001 %"],
    ["a negative amount", { tiers: [{ ...tier, perUnit: -1n }] }, "for each unit can't be -1"],
    ["an amount of 97 bits", { minimum: 2n ** 96n }, "The minimum can't be"],
    ["a maximum of nothing", { cap: 0n }, "would mean that there is none"],
    ["a maximum in all of nothing", { lifeCap: 0n }, "would mean that there is none"],
    ["a maximum below the minimum", { minimum: 2n, cap: 1n }, "below the minimum. Raise one or lower the other"],
    ["a period of 137 years", { period: { seconds: 2 ** 32 } }, "is not possible as a reporting period"],
    ["a period of no months", { period: { months: 0 } }, "can't last 0 months"],
    ["no time to cure", { cure: 0 }, "0 seconds is not possible as a time to cure"],
    ["money without reports", { period: "none" as const, grace: 0 }, "but nothing is reported"],
    ["conditions that are none", { ...endsForBreach, cure: "irrevocable" as const }, "ask nothing and let nothing end"],
    ["a minimum for each seat without one", { perSeat: true }, "There is no minimum"],
    ["an advance on nothing", { tiers: baseConditions.tiers, advance: 1n }, "no royalty and no minimum"],
    ["an arbitrator without notices", { cure: "irrevocable" as const, arbitrator }, "but none can be given"],
    ["an arbitrator without time", { arbitrator: { ...arbitrator, silence: 0 } }, "the arbitrator's time"],
    [
      "an arbitrator who is nobody",
      { arbitrator: { ...arbitrator, address: zeroAddress } },
      "is not the address of an",
    ],
    [
      "half a byte for an arbitrator",
      { arbitrator: { ...arbitrator, extraData: "0x1" as const } },
      "at most 1,024 bytes",
    ],
    ["no token", { currency: { ...dollar, address: "0x1" as const } }, "not the address of a token"],
    ["ether of six decimals", { currency: { ...dollar, address: zeroAddress } }, "The zero address is ETH"],
    ["a token that calls itself ETH", { currency: { ...dollar, symbol: "eth" } }, "calls itself ETH, and is not"],
    [
      "a symbol that nobody sees",
      { currency: { ...dollar, symbol: "US\u202eD" } },
      "can't be written as a token's symbol",
    ],
    ["a symbol of two lines", { currency: { ...dollar, symbol: "US\nD" } }, "can't be written as a token's symbol"],
    ["no symbol", { currency: { ...dollar, symbol: "" } }, "can't be written as a token's symbol"],
    ["78 decimals", { currency: { ...dollar, decimals: 78 } }, "can't have 78 decimals"],
  ] as [string, Partial<Conditions>, string][])("refuses %s, with a way out", (_, change, sentence) => {
    expect(() => normalConditions({ ...owing, ...change })).toThrow(TermsError);
    expect(() => normalConditions({ ...owing, ...change })).toThrow(sentence);
  });

  it("has one spelling for what is the same", () => {
    expect(normalConditions({ ...owing, byRevenue: true })).toEqual(normalConditions(owing));
    expect(normalConditions({ ...owing, currency: dollar }).currency.address).toBe(token.toLowerCase());
  });
});

describe("onchainConditionsOf", () => {
  it("says none as the contract does", () => {
    expect(onchainConditionsOf(normalConditions({ ...owing, cure: "irrevocable", arbitrator: "none" }))).toEqual({
      currency: zeroAddress,
      tiers: [tier],
      byRevenue: false,
      minimum: 0n,
      carriesOver: false,
      perSeat: false,
      cap: 0n,
      lifeCap: 0n,
      advance: 0n,
      period: 3,
      inMonths: true,
      grace: 2_592_000,
      cure: 0,
      arbitrator: zeroAddress,
      extraData: "0x",
      silence: 0,
    });
    expect(onchainConditionsOf({ ...owing, period: { seconds: 60 } })).toMatchObject({ period: 60, inMonths: false });
  });

  it("lets nothing be late where nothing is reported", () => {
    expect(onchainConditionsOf(endsForBreach)).toMatchObject({
      period: 2 ** 32 - 1,
      inMonths: false,
      grace: 2 ** 32 - 1,
    });
  });
});

describe("termsWarnings", () => {
  const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], duration: 86_400 };
  const ids = (change: Partial<Terms>) => termsWarnings({ ...base, ...change }).map(({ id }) => id);
  const ruled = (change: Partial<Conditions>) => ids({ conditions: { ...owing, ...change } });

  it("has nothing to say of plain terms", () => {
    expect(ids({})).toEqual([]);
    expect(ids({ duration: "forever" })).toEqual([]);
    expect(ruled({})).toEqual([]);
    expect(ids({ conditions: endsForBreach })).toEqual([]);
  });

  it("asks about what is seldom meant", () => {
    expect(ruled({ cure: "irrevocable" })).toEqual(["no-way-to-end"]);
    expect(ruled({ cure: 604_799 })).toEqual(["short-cure"]);
    expect(ruled({ cure: 604_800 })).toEqual([]);
    expect(ruled({ grace: 0 })).toEqual(["no-grace"]);
    expect(ids({ conditions: { ...owing, minimum: 1n }, duration: "forever" })).toEqual(["perpetual-minimum"]);
    expect(ids({ conditions: { ...owing, minimum: 1n, lifeCap: 9n }, duration: "forever" })).toEqual([]);
    expect(ruled({ tiers: [tier, { ...tier, from: 1n, share: 1_000_000_000 }] })).toEqual(["share-of-all"]);
    expect(ids({ sublicensing: 1, sublicenceShare: 1_000_000_000 })).toEqual(["share-of-all"]);
    expect(ids({ exclusivity: "exclusive", duration: "forever" })).toEqual(["exclusive-for-ever"]);
    expect(ruled({ tiers: baseConditions.tiers, minimum: 5n, advance: 1n })).toEqual(["advance-without-royalty"]);
  });

  it("says what to do about each", () => {
    const all = termsWarnings({
      ...base,
      duration: "forever",
      exclusivity: "sole",
      sublicensing: 1,
      sublicenceShare: 1_000_000_000,
      conditions: { ...owing, cure: 1, grace: 0, minimum: 1n },
    });
    expect(all).toHaveLength(5);
    for (const { sentence } of all) expect(sentence).toMatch(/^[A-Z].+(?:Choose|Let|Allow) .+\.$/);
  });
});
