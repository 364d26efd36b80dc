import type { Address } from "viem";
import { describe, expect, it } from "vitest";
import { registerCall } from "../calls/works.ts";
import type { CategoryId } from "../model/categories.ts";
import type { ReadContext } from "../read/finding.ts";
import { isLicensed, readPermission } from "../read/rights.ts";
import { onchainTermsOf } from "./deed.ts";
import { odrlOf } from "./odrl.ts";
import { termsOfOdrl } from "./odrlTerms.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { type TerritoryCode, territories, territoriesBitmapOf, territoryOf } from "./territories.ts";
import { type PurposeId, type UseId, useOf, uses, usesBitmapOf } from "./uses.ts";

const account: Address = `0x${"a1".repeat(20)}`;
const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"] };
const rules = { contracts: { compliance: { address: account } } };

const intended = { use: "print", purpose: "editorial", territory: "AT" } as const;

/** A chain of which every answer is yes: an unknown code must not even reach it. */
const yes = {
  client: new Proxy({}, { get: () => () => Promise.reject(new Error("The chain was asked.")) }),
} as unknown as ReadContext;

describe("a code that nobody knows never answers yes", () => {
  it.each([
    ["UK", "GB"],
    ["uk", "GB"],
    ["gb", "GB"],
    ["EL", "GR"],
    ["USA", "US"],
    ["Germany", "DE"],
    ["Côte d'Ivoire", "CI"],
    ["Cote dIvoire", "CI"],
    ["Switzerlnad", "CH"],
  ])("%s is no country: did you mean %s?", async (typed, meant) => {
    const territory = typed as TerritoryCode;
    const sentence = `There is no country with the code “${typed}”. Did you mean “${meant}”?`;
    expect(() => territoryOf(typed)).toThrow(sentence);
    expect(() => territoriesBitmapOf(["AT", territory])).toThrow(sentence);
    expect(() => onchainTermsOf({ ...base, territories: [territory] }, rules)).toThrow(sentence);
    const asked = { account, ...intended, territory };
    await expect(isLicensed(yes, { licence: 1n, ...asked })).rejects.toThrow(sentence);
    await expect(readPermission(yes, { work: 1n, ...asked })).rejects.toThrow(sentence);
  });

  it.each([
    ["Print", "print"],
    ["printt", "print"],
    ["Train models", "train"],
    ["show_online", "show-online"],
    ["sell copies", "sell-copies"],
  ])("%s is no use: did you mean %s?", async (typed, meant) => {
    const use = typed as UseId;
    const sentence = `There is no use called “${typed}”. Did you mean “${meant}”?`;
    expect(() => useOf(typed)).toThrow(sentence);
    expect(() => usesBitmapOf([use])).toThrow(sentence);
    expect(() => onchainTermsOf({ ...base, uses: [use] }, rules)).toThrow(sentence);
    const asked = { account, ...intended, use };
    await expect(isLicensed(yes, { licence: 1n, ...asked })).rejects.toThrow(sentence);
    await expect(readPermission(yes, { work: 1n, ...asked })).rejects.toThrow(sentence);
  });

  it.each([
    ["editoral", "editorial"],
    ["Non commercial", "non-commercial"],
  ])("%s is no purpose: did you mean %s?", async (typed, meant) => {
    const asked = { account, ...intended, purpose: typed as PurposeId };
    const sentence = `There is no purpose called “${typed}”. Did you mean “${meant}”?`;
    await expect(isLicensed(yes, { licence: 1n, ...asked })).rejects.toThrow(sentence);
    await expect(readPermission(yes, { work: 1n, ...asked })).rejects.toThrow(sentence);
  });

  it.each(["", "XX", "ZZ", "worldwide", "EU", "toString", "__proto__", "255", "A".repeat(1_000), undefined, 7])(
    "%j is no country and no use, and nothing is near",
    async (typed) => {
      expect(() => territoryOf(typed as string)).toThrow(/^There is no country with the code “[^”]{0,40}”\. Choose/);
      expect(() => useOf(typed as string)).toThrow(/^There is no use called “[^”]{0,40}”\. Choose one of: keep/);
      await expect(
        isLicensed(yes, { account, licence: 1n, ...intended, territory: typed as TerritoryCode }),
      ).rejects.toThrow("There is no country");
    },
  );

  it("gives each known code its own bit", () => {
    for (const { code, bit } of territories) expect(territoriesBitmapOf([code])).toBe(1n << BigInt(bit));
    for (const { id, bit } of uses) expect(usesBitmapOf([id])).toBe(1n << BigInt(bit));
    expect(territoryOf("GB").bit).not.toBe(255);
  });

  it.each([
    ["exclusivity", "Exclusive", /no exclusivity called “Exclusive”\. Did you mean “exclusive”\?/],
    ["exclusivity", "unique", /no exclusivity called “unique”\. Choose one of: non-exclusive, sole, exclusive/],
    ["derivatives", "sharealike", /no rule for new works called “sharealike”\. Did you mean “share-alike”\?/],
    ["seats", "people", /no seat called “people”\. Choose one of: person, organisation/],
    ["territories", "Worldwide", /“Worldwide” is no list of countries/],
    ["duration", "for ever", /can't last for ever seconds/],
    ["further", "endsthere", /no rule for further works called “endsthere”\. Did you mean “ends-there”\?/],
    ["works", "all", /all new works can't be counted/],
    ["transferable", "no", /“transferable” is either true or false, not “no”/],
    ["attribution", 0, /“attribution” is either true or false, not “0”/],
  ])("%s “%s” is refused", (field, value, sentence) => {
    expect(() => normalTerms({ ...base, [field]: value } as Terms)).toThrow(sentence);
  });

  it("a policy or a registration with one is refused", () => {
    const policy = JSON.stringify(odrlOf({ ...base, territories: ["GB"] }, rules)).replaceAll('"GB"', '"UK"');
    expect(policy).toContain('"UK"');
    expect(() => termsOfOdrl(policy)).toThrow(/“UK”\. Did you mean “GB”\?/);
    const registration = {
      contentRoot: "0x",
      salt: "0x",
      metadataDigest: "0x",
      category: "foto" as CategoryId,
    } as const;
    const deployment = { contracts: { works: { address: account } } } as Parameters<typeof registerCall>[0];
    expect(() => registerCall(deployment, { registration })).toThrow(/There is no category called “foto”/);
  });
});
