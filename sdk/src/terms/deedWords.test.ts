import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { baseConditions, type Conditions, type ConditionsField, endsForBreach } from "./conditions.ts";
import { deedOf, onchainTermsOf } from "./deed.ts";
import { bindsByAgreement, deedClause, type TermsField } from "./deedClauses.ts";
import { conditionClause, moneyInWords, tierLines } from "./deedConditions.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], territories: ["DE"] };
const dollar = { address: `0x${"70".repeat(20)}`, symbol: "USDX", decimals: 6 } as const;
const royalty = { from: 0n, share: 50_000_000, perUnit: 0n };
const owing: Conditions = { ...baseConditions, tiers: [royalty] };
const textOf = (change: Partial<Terms>) => deedOf({ ...base, ...change }).text;
const enforcedOf = (change: Partial<Terms>): readonly string[] => {
  const section = deedOf({ ...base, ...change }).sections.find(({ title }) => title.startsWith("What the contracts"));
  return section?.blocks.find((block) => typeof block !== "string") as readonly string[];
};

describe("clauses", () => {
  it("are one sentence or more for every field, so that an editor can show them at once", () => {
    const terms = normalTerms(base);
    for (const field of Object.keys(terms) as TermsField[]) expect(deedClause(field, terms)).toMatch(/^[A-Z].+\.$/);
    for (const field of Object.keys(owing) as ConditionsField[]) {
      expect(conditionClause(field, owing)).toMatch(/^[A-Z].+\.$/);
    }
    expect(deedClause("territories", terms)).toContain("Germany (DE), and nowhere else");
    expect(deedClause("sublicensing", { ...terms, sublicensing: 3 })).toContain("down to 3 levels");
  });

  it("are enforced for every field that is on chain, and for no other", () => {
    const terms = onchainTermsOf(base, rules);
    for (const field of Object.keys(normalTerms(base)) as TermsField[]) {
      expect(bindsByAgreement(field)).toBe(!Object.hasOwn(terms, field));
    }
  });

  it.each(presets.map((preset) => [preset.label, preset.terms] as const))("%s reads without a hole", (_, terms) => {
    const { text, sections } = deedOf(terms);
    expect(text).not.toMatch(/undefined|NaN|\[object|null| {2}|\.\.|–|\?/);
    for (const { blocks } of sections) expect(blocks.length).toBeGreaterThan(0);
  });
});

describe("a licence text says what the contracts do, and no more", () => {
  it("X01 a sublicence falls with any licence above it, in every text", () => {
    for (const { terms } of presets) expect(deedOf(terms).text).toContain("it ends with any licence above it");
    expect(textOf({})).toContain("do not let it be offered under a licence that rules can end");
    expect(textOf({ fallsWithParent: true })).toContain("falls with it though you did nothing wrong");
    expect(enforcedOf({})).toContain(
      "let nobody but you end this licence before its Term ends, other than with a licence above it",
    );
  });

  it("X02 exclusive is through the contracts, for this entry and these lists", () => {
    const text = textOf({ exclusivity: "exclusive" });
    expect(text).toContain(
      "through the contracts, nobody else is granted a licence of this entry of the Work that shares",
    );
    expect(text).toContain("they do not see licences given elsewhere, other entries of the same content");
    expect(text).not.toMatch(/nobody else (may|can) use/i);
  });

  it("X03 a work made under the licence is not said to be lost by a breach", () => {
    const text = textOf({ changes: true, derivatives: "allowed", conditions: endsForBreach });
    expect(text).not.toContain("unless this licence was ended");
    expect(text).toContain("whether it may still be used after a breach is a matter of law");
  });

  it("X04 names the Licensor after a transfer, and whose promises stay", () => {
    const text = textOf({ conditions: owing });
    expect(text).toContain("If that passes to another account, the Licensor is another from then on");
    expect(text).toContain("whoever promised it still answers for it");
  });

  it("X05 says who is paid, and with what effect", () => {
    const text = textOf({ conditions: owing });
    expect(text).toContain("divided there among the holders of the Work's royalty units");
    expect(text).toContain("it discharges you towards the Licensor and all of them");
  });

  it("X06 research is not forbidden what mining allows", () => {
    const text = textOf({ uses: ["mine"], purposes: ["research"] });
    expect(text).toContain("- train or fine-tune machine learning models that generate works with the Work;");
    expect(text).not.toContain("evaluate machine learning models with the Work;");
    expect(text).not.toContain("reserves the mining");
    expect(textOf({})).toContain("reserves the mining of text and data");
  });

  it("X07 nobody is bound who did not accept", () => {
    expect(textOf({})).not.toContain("by acquiring");
    const granted = "granted this licence only to an account that bought it for itself, or signed that it accepts it";
    expect(enforcedOf({ conditions: owing })).toContain(granted);
    expect(enforcedOf({})).not.toContain(granted);
    const moved = "only to an account that takes it over itself, or said that it would";
    expect(enforcedOf({ conditions: owing, transferable: true }).join()).toContain(moved);
    expect(enforcedOf({ transferable: true })).toContain("let the token be transferred");
  });

  it("a renewal is no right", () => {
    expect(textOf({ duration: 86_400 })).toContain("costs what that offer asks. Nobody owes you one.");
  });

  it("the transaction is a signed writing", () => {
    expect(textOf({})).toContain("meant as the signature, in writing, of the person who made it");
    expect(textOf({})).toContain("17 U.S.C. § 204(a) and section 92(1) of the Copyright, Designs and Patents Act 1988");
  });

  it("each person may give the licence back, but not above sublicences", () => {
    expect(textOf({})).toContain("You may give this licence back through the contracts at any time. Then");
    expect(textOf({ sublicensing: 1 })).toContain("but not while sublicences under it may be in force");
  });
});

describe("money in words", () => {
  it("X08 has the symbol, the decimals and the smallest unit", () => {
    expect(moneyInWords(500_000n, dollar)).toBe("0.5 USDX (500,000 of its smallest unit)");
    expect(moneyInWords(1_234_567_000_000n, dollar)).toBe("1,234,567 USDX (1,234,567,000,000 of its smallest unit)");
    expect(moneyInWords(10n ** 17n, baseConditions.currency)).toBe("0.1 ETH");
    expect(conditionClause("currency", { ...owing, currency: dollar })).toContain(
      `USDX, which is the token ${dollar.address}. It called itself so and had 6 decimals when this text was written`,
    );
  });

  it("says tiers by units and by revenue", () => {
    const tiers = [royalty, { from: 10_000n, share: 0, perUnit: 2n }, { from: 20_000n, share: 0, perUnit: 0n }];
    expect(tierLines({ ...owing, tiers })).toEqual([
      "up to 10,000 units: 5 % of the revenue",
      "above 10,000 units and up to 20,000 units: 0.000000000000000002 ETH for each unit",
      "above 20,000 units: nothing",
    ]);
    const byRevenue = {
      ...owing,
      currency: dollar,
      byRevenue: true,
      tiers: [royalty, { ...royalty, from: 1_000_000n }],
    };
    expect(tierLines(byRevenue)).toEqual([
      "up to 1 USDX (1,000,000 of its smallest unit): 5 % of the revenue",
      "above 1 USDX (1,000,000 of its smallest unit): 5 % of the revenue",
    ]);
  });

  it("defines revenue, the due date, corrections and tax", () => {
    const text = textOf({ conditions: owing });
    expect(text).toContain(
      "For each period of 3 calendar months from the start of the Term, within 30 days after it is over",
    );
    expect(text).toContain("before costs, without value added and sales taxes, and after refunds");
    expect(text).toContain("What is owed for a period is due when its report is.");
    expect(text).toContain("what you owe less counts towards what you will owe, and nothing is paid back");
    expect(text).toContain("record the digest of its certificate");
    expect(textOf({ conditions: baseConditions })).toContain("Nothing is owed for what you report.");
    expect(textOf({ conditions: endsForBreach })).toContain("You report nothing and owe nothing beyond the price.");
  });
});

describe("breach in words", () => {
  const arbitrator = { address: dollar.address, extraData: "0x0001", silence: 15_552_000 } as const;

  it("is a proceeding: notice, cure, answer, and a lapse", () => {
    const text = textOf({ conditions: endsForBreach });
    expect(text).toContain("You have 30 days from then to cure the breach, and you may answer");
    expect(text).toContain("not acted on within 90 days after it lapses");
    expect(text).toContain("do not judge whether there was a breach or a cure");
    expect(text).not.toContain("arbitrator");
  });

  it("names the arbitrator, what it is told, and what its silence means", () => {
    const text = textOf({ conditions: { ...endsForBreach, arbitrator } });
    expect(text).toContain(`before the arbitrator ${dollar.address}, which is told 0x0001`);
    expect(text).toContain("only if the arbitrator rules within 180 days from then that it may be ended");
    expect(text).toContain("or is silent for that long, this licence goes on");
  });

  it("is no way to end what is irrevocable", () => {
    const text = textOf({ conditions: { ...owing, cure: "irrevocable" } });
    expect(text).toContain("The Licensor cannot end this licence before its Term ends, not even for a breach.");
    expect(enforcedOf({ conditions: { ...owing, cure: "irrevocable" } })).toContain(
      "let nobody but you end this licence before its Term ends, other than with a licence above it",
    );
  });
});
