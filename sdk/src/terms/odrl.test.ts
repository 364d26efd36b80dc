import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { cidOf } from "../core/cid.ts";
import { canonicalJson } from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { termsIdOf } from "../model/terms.ts";
import { baseConditions, type Conditions, type ConditionsField } from "./conditions.ts";
import { deedOf, onchainTermsOf } from "./deed.ts";
import { odrlOf } from "./odrl.ts";
import { termsOfOdrl } from "./odrlTerms.ts";
import { presets } from "./presets.ts";
import { seatMeanings } from "./seats.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { territories } from "./territories.ts";
import { purposes, uses } from "./uses.ts";
import { baseWording, rightsAnswers, rightsOfOthers, type Wording } from "./wording.ts";
import { licenceLanguages } from "./words/languages.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const written = (terms: Terms) => odrlOf(terms, rules);
const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"] };
const dollar = { address: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8", symbol: "USDX", decimals: 6 } as const;
const derivable: Terms = { ...base, changes: true, derivatives: "allowed" };
const tier = { from: 0n, share: 12_345_678, perUnit: 0n };
const ruled = (change: Partial<Conditions> = {}): Terms => ({ ...base, conditions: { ...baseConditions, ...change } });
const arbitrator = { address: dollar.address, extraData: "0x0001", silence: 1 } as const;
const tiers = [tier, { from: 1n, share: 0, perUnit: 2n ** 96n - 1n }, { from: 2n ** 128n - 1n, share: 1, perUnit: 1n }];

const worded = (change: Partial<Wording>): Terms => ({ ...base, wording: { ...baseWording, ...change } });
const part = { title: "Delivery", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" } as const;

/** For every condition, terms that differ from the base in it, and in as little else as the rules allow. */
const conditionVariants: { [Field in ConditionsField]: Terms[] } = {
  currency: [ruled({ currency: dollar }), ruled({ currency: { ...dollar, symbol: "$ B", decimals: 0 } })],
  tiers: [ruled({ tiers: [tier] }), ruled({ tiers }), ruled({ tiers: [{ ...tier, perUnit: 1n }] })],
  byRevenue: [ruled({ tiers, byRevenue: true })],
  minimum: [ruled({ minimum: 1n }), ruled({ minimum: 2n ** 96n - 1n })],
  carriesOver: [ruled({ minimum: 1n, carriesOver: true })],
  perSeat: [ruled({ minimum: 1n, perSeat: true })],
  cap: [ruled({ tiers: [tier], cap: 1n }), ruled({ minimum: 5n, cap: 2n ** 96n - 1n })],
  lifeCap: [ruled({ tiers: [tier], lifeCap: 1n }), ruled({ minimum: 5n, lifeCap: 2n ** 112n - 1n })],
  advance: [ruled({ tiers: [tier], advance: 1n })],
  period: [ruled(), ruled({ period: { seconds: 2 ** 32 - 1 } }), ruled({ period: { months: 12 } })],
  grace: [ruled({ grace: 0 }), ruled({ grace: 1 }), ruled({ period: "none", grace: 0 })],
  cure: [ruled({ cure: 1 }), ruled({ cure: 2 ** 32 - 1 }), ruled({ cure: "irrevocable" })],
  arbitrator: [ruled({ arbitrator }), ruled({ arbitrator: { ...arbitrator, extraData: "0x" } })],
};

/** The same for every field of the terms. */
const variants: { [Field in keyof Terms]: Terms[] } = {
  uses: uses.map(({ id }) => ({ ...derivable, uses: [id] })),
  purposes: purposes.map(({ id }) => ({ ...base, purposes: [id] })),
  territories: [
    { ...base, territories: ["AD"] },
    { ...base, territories: territories.map(({ code }) => code) },
  ],
  field: [{ ...base, field: "Language: French" }],
  duration: [
    { ...base, duration: 1 },
    { ...base, duration: 2 ** 40 - 2 },
  ],
  exclusivity: [
    { ...base, exclusivity: "sole" },
    { ...base, exclusivity: "exclusive" },
  ],
  transferable: [{ ...base, transferable: true }],
  sublicensing: [1, 8].map((sublicensing) => ({ ...base, sublicensing })),
  sublicenceShare: [1, 1_000_000_000].map((sublicenceShare) => ({ ...base, sublicensing: 2, sublicenceShare })),
  fallsWithParent: [{ ...base, fallsWithParent: true }],
  passesDown: [
    { ...ruled(), passesDown: true },
    { ...ruled(), sublicensing: 1, passesDown: true },
  ],
  changes: [{ ...base, changes: true }],
  derivatives: [derivable, { ...derivable, derivatives: "share-alike" }],
  works: [1, 63].map((works) => ({ ...derivable, works })),
  upstreamShare: [1, 1_000_000_000].map((upstreamShare) => ({ ...derivable, upstreamShare })),
  further: [
    { ...derivable, further: "owes-on" },
    { ...derivable, further: "ends-there" },
  ],
  conditions: Object.values(conditionVariants).flat(),
  attribution: [{ ...base, attribution: false }],
  seats: seatMeanings.map(({ id }) => ({ ...base, seats: id })),
  wording: [
    ...licenceLanguages.map(({ id: language }) => worded({ language })),
    ...[worded({ law: "Austria" }), worded({ forum: { courts: "Vienna" } }), worded({ sellOff: 1 })],
    worded({ forum: { arbitration: "the rules of the ICC", seat: "Paris" } }),
    worded({ notices: "licences@example.org" }),
    ...rightsOfOthers.flatMap((of) =>
      rightsAnswers.map((answer) => worded({ rights: { ...baseWording.rights, [of]: answer } })),
    ),
    { ...worded({ models: "retire" }), uses: ["train"] },
    worded({ annexes: [part] }),
    worded({ annexes: [part, { ...part, sha256: `0x${"cd".repeat(32)}`, at: "ipfs://x" }], prevails: "annexes" }),
    worded({ own: part }),
    worded({ own: part, annexes: [part], language: "de" }),
  ],
};

/** Everything at once. */
const full: Terms = {
  ...derivable,
  uses: uses.map(({ id }) => id),
  purposes: purposes.map(({ id }) => id),
  territories: ["AT", "CH", "DE"],
  field: "project: Harbour",
  duration: 31_536_000,
  exclusivity: "sole",
  transferable: true,
  sublicensing: 3,
  sublicenceShare: 25_000_000,
  passesDown: true,
  derivatives: "share-alike",
  works: 3,
  upstreamShare: 100_000_000,
  further: "owes-on",
  conditions: {
    currency: dollar,
    tiers,
    byRevenue: true,
    minimum: 5n,
    carriesOver: true,
    perSeat: true,
    cap: 7n,
    lifeCap: 70n,
    advance: 3n,
    period: { months: 3 },
    grace: 2_592_000,
    cure: 2_592_000,
    arbitrator,
  },
  seats: "copy",
  wording: { ...baseWording, language: "de", law: "Austria", annexes: [part] },
};

describe("ODRL", () => {
  it.each(
    Object.entries(variants).flatMap(([field, list]) => list.map((terms, i) => [`${field} ${i}`, terms] as const)),
  )("loses nothing on the way there and back: %s", (_, terms) => {
    expect(termsOfOdrl(JSON.stringify(written(terms)))).toEqual(normalTerms(terms));
  });

  it("loses nothing of presets, or of everything at once", () => {
    for (const terms of [full, ...presets.map((preset) => preset.terms)]) {
      expect(termsOfOdrl(written(terms))).toEqual(normalTerms(terms));
    }
  });

  it("says something else for every other choice", () => {
    const all = [base, ...Object.values(variants).flat()];
    const different = new Set(all.map((terms) => canonicalJson(termsJsonOf(normalTerms(terms)))));
    const policies = all.map((terms) => {
      // Without its two names by content, which differ anyway.
      const { uid: _, "colophon:deed": __, ...rules } = written(terms);
      return canonicalJson(rules);
    });
    expect(new Set(policies).size).toBe(different.size);
  });

  it("names the terms on chain and the deed by content", () => {
    const policy = written(full);
    expect(policy.uid).toBe(`urn:colophon:terms:${termsIdOf(onchainTermsOf(full, rules))}`);
    expect(policy["colophon:deed"]).toBe(`ipfs://${cidOf(deedOf(full).digest)}`);
    expect(policy).toMatchSnapshot();
  });

  it.each([
    ["a rule more", (policy: object) => ({ ...policy, obligation: [] })],
    ["another deed", (policy: object) => ({ ...policy, "colophon:deed": `ipfs://${cidOf(deedOf(base).digest)}` })],
    ["a prohibition less", (policy: object) => ({ ...policy, prohibition: [] })],
    ["another exclusivity", (policy: object) => ({ ...policy, "colophon:exclusivity": "exclusive" })],
    ["an unknown exclusivity", (policy: object) => ({ ...policy, "colophon:exclusivity": "mine" })],
    ["no permission", (policy: object) => ({ ...policy, permission: [] })],
    ["other rules", (policy: object) => ({ ...policy, "colophon:rules": dollar.address })],
    ["no arbitrator", ({ "colophon:arbitrator": _, ...policy }: Record<string, unknown>) => policy],
    ["a time to cure of words", (policy: object) => ({ ...policy, "colophon:cure": "soon" })],
    ["no rules", () => ({ "@type": "Set" })],
  ])("with %s is refused", (_, change) => {
    const policy = written({ ...full, transferable: false }) as unknown as Record<string, unknown>;
    expect(() => termsOfOdrl(change(policy))).toThrow(FormatError);
  });

  it("that is no JSON, or too deep, is refused", () => {
    expect(() => termsOfOdrl("{")).toThrow(FormatError);
    expect(() => termsOfOdrl("[".repeat(40))).toThrow(FormatError);
  });
});
