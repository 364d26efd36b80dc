import {
  baseWording,
  deedOf,
  endsForBreach,
  licenceImports,
  onchainTermsOf,
  presets,
  rightsAsked,
  type Terms,
  uses,
} from "@colophon/sdk/terms";
import { type Address, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { deploymentFixture, presetTerms, tomas } from "../../testing/fixtures.ts";
import type { ConditionsForm } from "./conditionsForm.ts";
import { groupsOfUses } from "./termsChoices.ts";
import { formOfTerms, parseTermsForm, type TermsForm } from "./termsForm.ts";
import { emptyPart, type WordingForm } from "./wordingForm.ts";

const ether: CurrencyInfo = { address: zeroAddress, symbol: "ETH", name: "Ether", decimals: 18, listed: true };
const dollar: CurrencyInfo = {
  address: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
  symbol: "dUSD",
  name: "Demo Dollar",
  decimals: 6,
  listed: true,
};
const cleared = { ...baseWording.rights, societies: "none" } as const;
const editorial = formOfTerms({ ...presetTerms("editorial"), wording: { ...baseWording, rights: cleared } });
const read = (changes: Partial<TermsForm>, currency: CurrencyInfo | undefined = ether) =>
  parseTermsForm({ form: { ...editorial, ...changes }, currency });

const annex = { title: "delivery.pdf", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" } as const;

describe("the wording", () => {
  const worded = (change: Partial<WordingForm>, uses: TermsForm["uses"] = ["print"]) =>
    read({ uses, wording: { ...editorial.wording, ...change } });
  const file = { name: "ours.pdf", digest: annex.sha256 };

  it("has to say how it is with rights of others where the uses need them, and can be read meanwhile", () => {
    const { errors, terms } = worded({ rights: baseWording.rights }, ["film"]);
    expect(errors).toEqual({ wordingRights: "Say how it is with collecting societies: these uses need it." });
    expect(terms && deedOf(terms).text).toContain("does not say whether a collecting society manages rights");
    const answered = { ...editorial.wording.rights, societies: "none" } as const;
    expect(worded({ rights: answered }, ["film"]).errors).toEqual({});
    // A text of one's own says it itself.
    expect(worded({ owned: true, own: { title: "Ours", file, at: "" } }, ["film"]).errors).toEqual({});
  });

  it("may be a text of one's own, and leaves out what that says itself", () => {
    const { errors, terms } = worded({ owned: true, own: { title: "", file, at: "" }, law: "Austria" });
    expect(errors).toEqual({});
    expect(terms?.wording).toEqual({ ...baseWording, own: { ...annex, title: "ours.pdf" } });
    expect(worded({ owned: true }).errors.wordingOwn).toContain("Choose the file of your licence text");
  });

  it("names what is wrong with it, by field", () => {
    expect(worded({ forum: "courts", courts: " " }).errors.wordingForum).toContain("is blank");
    expect(worded({ law: "x".repeat(201) }).errors.wordingLaw).toContain("at most 200");
    expect(worded({ liability: "most" }).errors.wordingLiability).toContain("limit of liability is blank");
    expect(worded({ liability: "most", most: "10,000 EUR", indemnity: "both" }).terms?.wording).toMatchObject({
      liability: { most: "10,000 EUR" },
      indemnity: "both",
    });
    expect(worded({ sellOff: "1.5" }).errors.wordingSellOff).toContain("how many days");
    expect(worded({ annexes: [emptyPart] }).errors.wordingAnnexes).toContain("Choose the file of annex 1");
    const twice = [
      { title: "One", file, at: "" },
      { title: "Two", file, at: "" },
    ];
    expect(worded({ annexes: twice }).errors.wordingAnnexes).toContain("the same file as another annex");
    expect(worded({ annexes: [{ title: "One", file, at: "ftp://x" }] }).errors.wordingAnnexes).toContain("no address");
  });
});

describe("readTerms", () => {
  it.each([...presets, ...licenceImports])("brings the preset $id back unchanged", ({ terms }) => {
    const { errors, terms: brought } = read(formOfTerms(terms));
    // What the uses need of others is for the person to say: no preset can.
    expect(Object.keys(errors)).toEqual(rightsAsked(terms).length > 0 ? ["wordingRights"] : []);
    expect(brought && deedOf(brought).digest).toBe(deedOf(terms).digest);
  });

  it("brings every condition back unchanged", () => {
    const all: Terms = {
      ...presetTerms("editorial"),
      territories: ["DE", "FR"],
      field: "language: french",
      duration: 36 * 3_600,
      exclusivity: "sole",
      transferable: true,
      sublicensing: 2,
      sublicenceShare: 330_000_000,
      passesDown: true,
      changes: true,
      derivatives: "allowed",
      works: 3,
      upstreamShare: 125_000_000,
      further: "owes-on",
      conditions: {
        currency: { address: dollar.address, symbol: dollar.symbol, decimals: dollar.decimals },
        tiers: [
          { from: 0n, share: 25_000_000, perUnit: 250_000n },
          { from: 5_000_000n, share: 0, perUnit: 1n },
        ],
        byRevenue: true,
        minimum: 1_000_000n,
        carriesOver: true,
        perSeat: true,
        cap: 90_000_000n,
        lifeCap: 900_000_000n,
        advance: 5_000_000n,
        period: { seconds: 45 * 86_400 },
        grace: 0,
        cure: 14 * 86_400,
        arbitrator: { address: tomas.toLowerCase() as Address, extraData: "0x0001", silence: 90 * 86_400 },
      },
      seats: "place",
      wording: {
        ...baseWording,
        language: "de",
        law: "Austria",
        forum: { arbitration: "the WIPO rules", seat: "Geneva" },
        notices: "licences@example.org",
        rights: { people: "none", property: "cleared", marks: "not-cleared", societies: "none" },
        sellOff: 90 * 86_400,
        annexes: [{ ...annex, at: "https://example.org/delivery.pdf" }],
        prevails: "annexes",
      },
    };
    const { errors, terms } = read(formOfTerms(all), dollar);
    expect(errors).toEqual({});
    expect(terms && deedOf(terms).digest).toBe(deedOf(all).digest);
  });

  it("reads an own duration exactly", () => {
    const { terms } = read({ duration: "own", ownDuration: "90", ownUnit: "days" });
    expect(terms && onchainTermsOf(terms, deploymentFixture).duration).toBe(7_776_000);
  });

  it.each(["", "0", "1.5", "-3", "1e3", "ten"])("W10 refuses %j as an own duration", (ownDuration) => {
    const { errors, terms } = read({ duration: "own", ownDuration });
    expect(errors).toEqual({ duration: expect.stringContaining("whole number") });
    expect(terms).toBeUndefined();
  });

  it("W10 asks which number is meant where two can be", () => {
    const { errors, terms } = read({ duration: "own", ownDuration: "1,000" });
    expect(errors).toEqual({ duration: expect.stringContaining("Write 1000") });
    expect(terms).toBeUndefined();
  });

  it("refuses a duration that no calendar has", () => {
    expect(read({ duration: "own", ownDuration: "999999999999", ownUnit: "weeks" }).errors.duration).toContain(
      "For ever",
    );
  });

  it("refuses terms that allow nothing, or nowhere", () => {
    expect(read({ uses: [] }).errors.uses).toContain("at least one use");
    expect(read({ worldwide: false, territories: [] }).errors.territories).toContain("at least one country");
  });

  it("refuses adaptation without new works, as the text would contradict itself", () => {
    const { errors, terms } = read({ uses: ["adapt", "translate"], making: "changes" });
    expect(errors.making).toContain("“Translate” and “Adapt”");
    expect(terms).toBeUndefined();
  });

  it("asks for a purpose, and for the name of a field", () => {
    expect(read({ purposes: [] }).errors.purposes).toContain("at least one purpose");
    expect(read({ fielded: true, field: " " }).errors.field).toContain("needs a name");
    expect(read({ fielded: true, field: "Language:  French" }).terms?.field).toBe("language: french");
    expect(read({ fielded: false, field: "language: French" }).terms?.field).toBe("all");
  });

  it("asks a share of new works only where they are allowed", () => {
    expect(read({ making: "changes", upstream: "12.5" }).terms?.upstreamShare).toBe(0);
    expect(read({ making: "allowed", upstream: "12.5" }).terms?.upstreamShare).toBe(125_000_000);
  });

  it.each(["101", "-1", "1e1", "12.00000001", "five"])("W10 refuses %j as a share", (upstream) => {
    expect(read({ making: "allowed", upstream }).errors.upstream).toContain("percentage");
  });

  it("counts new works from 1 to 63, or not", () => {
    expect(read({ making: "allowed", works: "" }).terms?.works).toBe("any");
    expect(read({ making: "allowed", works: "63" }).terms?.works).toBe(63);
    expect(read({ making: "allowed", works: "64" }).errors.works).toContain("63");
    expect(read({ making: "changes", works: "nonsense" }).terms?.works).toBe("any");
  });

  it("asks a share of sublicences only where they are allowed", () => {
    expect(read({ sublicensing: 0, sublicenceShare: "50" }).terms?.sublicenceShare).toBe(0);
    expect(read({ sublicensing: 1, sublicenceShare: "50" }).terms?.sublicenceShare).toBe(500_000_000);
  });

  it("lets only licences without duties fall, and passes down only duties that there are", () => {
    const both = { sublicensing: 1, passesDown: true, fallsWithParent: true };
    expect(read(both).terms).toMatchObject({ passesDown: false, fallsWithParent: true, conditions: "none" });
    const ending = { ...both, conditions: { ...editorial.conditions, revocable: true } };
    expect(read(ending).terms).toMatchObject({ passesDown: true, fallsWithParent: false });
  });
});

describe("the duties of terms", () => {
  const duties = (changes: Partial<ConditionsForm>, currency?: CurrencyInfo) =>
    read({ conditions: { ...editorial.conditions, ...changes } }, currency);
  const conditionsOf = (changes: Partial<ConditionsForm>) => {
    const { terms } = duties(changes);
    if (!terms || terms.conditions === "none") throw new Error("There are no conditions.");
    return terms.conditions;
  };

  it("are none where nothing is reported and nothing ends it", () => {
    expect(duties({ revocable: false, reports: false, cure: "nonsense" }).terms?.conditions).toBe("none");
  });

  it("L11 reads the time to cure in whole days", () => {
    expect(conditionsOf({ revocable: true, cure: "30" })).toEqual(endsForBreach);
    expect(duties({ revocable: true, cure: "0" }).errors.cure).toContain("whole number of days");
    expect(duties({ revocable: true, cure: "99999" }).errors.cure).toContain("fewer days");
  });

  it("reads a period in calendar months, days or hours", () => {
    expect(conditionsOf({ reports: true, period: 6 }).period).toEqual({ months: 6 });
    const own = { reports: true, period: "own", ownPeriod: "5" } as const;
    expect(conditionsOf({ ...own, ownPeriodUnit: "months" }).period).toEqual({ months: 5 });
    expect(conditionsOf({ ...own, ownPeriodUnit: "days" }).period).toEqual({ seconds: 5 * 86_400 });
    expect(conditionsOf({ ...own, ownPeriodUnit: "hours" }).period).toEqual({ seconds: 5 * 3_600 });
    expect(duties({ ...own, ownPeriod: "1201", ownPeriodUnit: "months" }).errors.ownPeriod).toContain("shorter");
  });

  it("reads steps of units, each above the one before it", () => {
    const tiers = [
      { from: "", share: "10", perUnit: "" },
      { from: "5000", share: "12.5", perUnit: "0.1" },
    ];
    expect(conditionsOf({ reports: true, tiers }).tiers).toEqual([
      { from: 0n, share: 100_000_000, perUnit: 0n },
      { from: 5_000n, share: 125_000_000, perUnit: 10n ** 17n },
    ]);
    const third = { from: "5000", share: "15", perUnit: "" };
    expect(duties({ reports: true, tiers: [...tiers, third] }).errors).toEqual({
      from2: expect.stringContaining("above the one before"),
    });
  });

  it("W10 refuses amounts that cannot be owed, in words", () => {
    const dollars = { reports: true, currency: dollar.address } as const;
    const tiers = [{ from: "", share: "", perUnit: "0.0000001" }];
    expect(duties({ ...dollars, tiers }, dollar).errors.perUnit0).toContain("6 decimals");
    expect(duties({ ...dollars, minimum: "10", cap: "9" }, dollar).errors.cap).toContain("below the minimum");
    expect(duties({ ...dollars, minimum: "1", cap: "0" }, dollar).errors.cap).toContain("leave it empty");
    expect(duties({ ...dollars, cap: "9" }, dollar).errors.cap).toContain("nothing that it could be the most of");
    expect(duties({ ...dollars, advance: "9" }, dollar).errors.advance).toContain("an advance on");
    expect(duties({ reports: true, minimum: "99999999999999" }).errors.minimum).toContain("more than can be owed");
    const other = { ...editorial.conditions, reports: true, currency: "other", token: "" } as const;
    const { errors } = parseTermsForm({ form: { ...editorial, conditions: other }, currency: undefined });
    expect(errors.token).toContain("address of the token");
  });

  it("reads an arbitrator, what they are told and how long they have", () => {
    const contested = { revocable: true, cure: "30", arbitrated: true, arbitrator: tomas, silence: "90" };
    expect(conditionsOf({ ...contested, arbitratorData: "0x00FF" }).arbitrator).toEqual({
      address: tomas.toLowerCase(),
      extraData: "0x00ff",
      silence: 90 * 86_400,
    });
    expect(conditionsOf({ ...contested, revocable: false, reports: true }).arbitrator).toBe("none");
    expect(duties({ ...contested, arbitrator: "somebody" }).errors.arbitrator).toContain("0x and 40");
    expect(duties({ ...contested, arbitratorData: "court 1" }).errors.arbitratorData).toContain("hexadecimal");
  });
});

describe("groupsOfUses", () => {
  it("has each use exactly once", () => {
    const grouped = groupsOfUses.flatMap((group) => group.uses);
    expect([...grouped].sort()).toEqual(uses.map(({ id }) => id).sort());
  });
});
