import { describe, expect, it } from "vitest";
import { beyondParent, termsConflict } from "../model/terms.ts";
import { percentOfShare, shareFromPercent } from "../model/units.ts";
import { amountInWords } from "../model/words.ts";
import { onchainTermsOf } from "./deed.ts";
import { bindsByAgreement, deedClause, type TermsField } from "./deedWords.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { whoGetsWhat } from "./whoGetsWhat.ts";

const base: Terms = { ...baseTerms, uses: ["print"], territories: ["DE"] };
const onchain = (change: Partial<Terms>) => onchainTermsOf({ ...base, ...change });

describe("termsConflict", () => {
  it("needs one sole or exclusive side, a common use and a common territory", () => {
    const exclusive = onchain({ exclusivity: "exclusive" });
    expect(termsConflict(onchain({}), onchain({}))).toBe(false);
    expect(termsConflict(exclusive, onchain({}))).toBe(true);
    expect(termsConflict(onchain({}), exclusive)).toBe(true);
    expect(termsConflict(exclusive, exclusive)).toBe(true);
    expect(termsConflict(onchain({ exclusivity: "sole" }), onchain({}))).toBe(true);
    expect(termsConflict(exclusive, onchain({ uses: ["advertising"] }))).toBe(false);
    expect(termsConflict(exclusive, onchain({ territories: ["AT"] }))).toBe(false);
    expect(termsConflict(exclusive, onchain({ territories: "worldwide" }))).toBe(true);
  });
});

describe("beyondParent", () => {
  const above: Partial<Terms> = {
    uses: ["print", "adaptation"],
    territories: ["AT", "DE"],
    exclusivity: "sole",
    sublicensing: 2,
    changes: true,
    derivatives: "allowed",
    upstreamShare: 10,
    revenueShare: 20,
    period: 60,
  };
  const within: Partial<Terms> = { ...above, sublicensing: 1, exclusivity: "non-exclusive" };

  it("lists nothing for a sublicence that lies within", () => {
    expect(beyondParent(onchain(within), onchain(above))).toEqual([]);
    const smaller = { ...within, uses: ["print"], derivatives: "none", upstreamShare: 0 } as const;
    expect(beyondParent(onchain(smaller), onchain(above))).toEqual([]);
  });

  it.each([
    ["uses", { uses: ["print", "advertising"] }],
    ["territories", { territories: "worldwide" }],
    ["exclusivity", { exclusivity: "exclusive" }],
    ["transferable", { transferable: true }],
    ["sublicensing", { sublicensing: 2 }],
    ["derivatives", { derivatives: "share-alike" }],
    ["upstreamShare", { upstreamShare: 9 }],
    ["revenueShare", { revenueShare: 19 }],
  ] as [string, Partial<Terms>][])("names %s", (field, change) => {
    expect(beyondParent(onchain({ ...within, ...change }), onchain(above))).toEqual([field]);
  });
});

describe("whoGetsWhat", () => {
  const sum = (parts: ReturnType<typeof whoGetsWhat>) => parts.reduce((total, { amount }) => total + amount, 0n);

  it("gives everything to the holders of a work that is made from nothing", () => {
    expect(whoGetsWhat({ amount: 7n, work: 1n })).toEqual([{ to: "holders", work: 1n, depth: 0, amount: 7n }]);
    expect(whoGetsWhat({ amount: 0n, work: 1n })).toEqual([]);
  });

  it("adds up through diamonds and sublicences, for any amount", () => {
    const derivations = [
      { work: 1n, parent: 2n, share: 333_333_333 },
      { work: 1n, parent: 3n, share: 123_456_789 },
      { work: 2n, parent: 4n, share: 500_000_000 },
      { work: 3n, parent: 4n, share: 1_000_000_000 },
      { work: 4n, parent: 5n, share: 1 },
    ];
    for (const amount of [1n, 10n, 999_999_937n, 10n ** 30n + 7n]) {
      expect(sum(whoGetsWhat({ amount, work: 1n, derivations, parentRevenueShare: 123_456_789 }))).toBe(amount);
    }
    const parts = whoGetsWhat({ amount: 10n ** 18n, work: 1n, derivations });
    expect(parts.map(({ work }) => work)).toEqual([1n, 2n, 4n, 5n]);
    expect(sum(parts)).toBe(10n ** 18n);
  });
});

describe("shares and amounts", () => {
  it.each([
    ["0", 0],
    ["100", 1_000_000_000],
    ["2,5 %", 25_000_000],
    ["0.0000001", 1],
  ])("reads %j exactly", (text, share) => {
    expect(shareFromPercent(text)).toBe(share);
    expect(shareFromPercent(percentOfShare(share))).toBe(share);
  });

  it.each(["", "-1", "100.0000001", "1e1", "0.00000001", "NaN"])("refuses %j instead of guessing", (text) => {
    expect(() => shareFromPercent(text)).toThrow("is not a share");
  });

  it("writes ether as ether, and tokens in their smallest unit", () => {
    expect(amountInWords(10n ** 17n, "0x0000000000000000000000000000000000000000")).toBe("0.1 ETH");
    expect(amountInWords(2_500_000n, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")).toBe(
      "2,500,000 of the smallest unit of the token 0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
    );
  });
});

describe("deedClause", () => {
  it("has one sentence for every field, so that an editor can show it at once", () => {
    const terms = normalTerms(base);
    for (const field of Object.keys(terms) as TermsField[]) {
      expect(deedClause(field, terms)).toMatch(/^[A-Z].+\.$/);
    }
    expect(deedClause("territories", terms)).toContain("Germany (DE), and nowhere else");
    expect(deedClause("sublicensing", { ...terms, sublicensing: 3 })).toContain("down to 3 levels");
  });

  it("is enforced for every field that is on chain, and for no other", () => {
    const terms = onchainTermsOf(base);
    for (const field of Object.keys(normalTerms(base)) as TermsField[]) {
      expect(bindsByAgreement(field)).toBe(!Object.hasOwn(terms, field));
    }
  });

  it("says plainly what the contract does not decide", () => {
    expect(deedClause("cure", { ...base, cure: 86_400 })).toContain("does not judge whether there was a breach");
    const reporting = { ...base, period: 86_400, revenueShare: 10_000_000, sublicensing: 1 };
    expect(deedClause("period", reporting)).toContain("the contract cannot tell whether it is true");
    expect(deedClause("period", reporting)).toContain("cuts short counts whole");
    expect(deedClause("revenueShare", reporting)).toContain("not reported again");
    expect(deedClause("sublicensing", reporting)).toContain("sublicences below it end with it");
  });
});
