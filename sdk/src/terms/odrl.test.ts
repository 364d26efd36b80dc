import { describe, expect, it } from "vitest";
import { cidOf } from "../core/cid.ts";
import { canonicalJson } from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { termsIdOf } from "../model/terms.ts";
import { deedOf, onchainTermsOf } from "./deed.ts";
import { odrlOf, termsOfOdrl } from "./odrl.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, seatMeanings, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { territories } from "./territories.ts";
import { uses } from "./uses.ts";

const base: Terms = { ...baseTerms, uses: ["print"] };
const token = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const reporting: Terms = { ...base, period: 86_400 };
const derivable: Terms = { ...base, changes: true, derivatives: "allowed" };

/** For every field, terms that differ from the base in it, and in as little else as the rules allow. */
const variants: { [Field in keyof Terms]: Terms[] } = {
  uses: uses.map(({ id }) => ({ ...derivable, uses: [id] })),
  territories: [
    { ...base, territories: ["AD"] },
    { ...base, territories: territories.map(({ code }) => code) },
  ],
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
  changes: [{ ...base, changes: true }],
  derivatives: [derivable, { ...derivable, derivatives: "share-alike" }],
  upstreamShare: [1, 1_000_000_000].map((upstreamShare) => ({ ...derivable, upstreamShare })),
  cure: [1, 2 ** 32 - 1].map((cure) => ({ ...base, cure })),
  revenueShare: [
    { ...reporting, revenueShare: 12_345_678 },
    { ...base, sublicensing: 2, revenueShare: 1 },
    { ...reporting, sublicensing: 2, revenueShare: 1 },
  ],
  period: [reporting, { ...base, period: 2 ** 32 - 1 }],
  currency: [{ ...reporting, currency: token }],
  perUnit: [1n, 2n ** 96n - 1n].map((perUnit) => ({ ...reporting, perUnit })),
  minimum: [1n, 2n ** 96n - 1n].map((minimum) => ({ ...reporting, minimum })),
  cap: [
    { ...reporting, cap: 1n },
    { ...reporting, minimum: 5n, cap: 2n ** 96n - 1n },
  ],
  attribution: [{ ...base, attribution: false }],
  seats: seatMeanings.map(({ id }) => ({ ...base, seats: id })),
};

/** Everything at once. */
const full: Terms = {
  ...derivable,
  uses: uses.map(({ id }) => id),
  territories: ["AT", "CH", "DE"],
  duration: 31_536_000,
  exclusivity: "sole",
  transferable: true,
  sublicensing: 3,
  derivatives: "share-alike",
  upstreamShare: 100_000_000,
  cure: 2_592_000,
  revenueShare: 25_000_000,
  period: 7_862_400,
  currency: token,
  perUnit: 3n,
  minimum: 5n,
  cap: 7n,
  seats: "copy",
};

describe("ODRL", () => {
  it.each(
    Object.entries(variants).flatMap(([field, list]) => list.map((terms, i) => [`${field} ${i}`, terms] as const)),
  )("loses nothing on the way there and back: %s", (_, terms) => {
    expect(termsOfOdrl(JSON.stringify(odrlOf(terms)))).toEqual(normalTerms(terms));
  });

  it("loses nothing of presets, or of everything at once", () => {
    for (const terms of [full, ...presets.map((preset) => preset.terms)]) {
      expect(termsOfOdrl(odrlOf(terms))).toEqual(normalTerms(terms));
    }
  });

  it("says something else for every other choice", () => {
    const all = [base, ...Object.values(variants).flat()];
    const different = new Set(all.map((terms) => canonicalJson(termsJsonOf(normalTerms(terms)))));
    const policies = all.map((terms) => {
      // Without its two names by content, which differ anyway.
      const { uid: _, "colophon:deed": __, ...rules } = odrlOf(terms);
      return canonicalJson(rules);
    });
    expect(new Set(policies).size).toBe(different.size);
  });

  it("names the terms on chain and the deed by content", () => {
    const policy = odrlOf(full);
    expect(policy.uid).toBe(`urn:colophon:terms:${termsIdOf(onchainTermsOf(full))}`);
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
    ["a time to cure of words", (policy: object) => ({ ...policy, "colophon:cure": "soon" })],
    ["no rules", () => ({ "@type": "Set" })],
  ])("with %s is refused", (_, change) => {
    const policy = odrlOf({ ...full, transferable: false });
    expect(() => termsOfOdrl(change(policy))).toThrow(FormatError);
  });

  it("that is no JSON, or too deep, is refused", () => {
    expect(() => termsOfOdrl("{")).toThrow(FormatError);
    expect(() => termsOfOdrl("[".repeat(40))).toThrow(FormatError);
  });
});
