import { deedOf, licenceImports, onchainTermsOf, presets, uses } from "@colophon/sdk/terms";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import type { CurrencyInfo } from "../../lib/currency.ts";
import { groupsOfUses } from "./termsChoices.ts";
import { formOfTerms, parseTermsForm, type TermsForm } from "./termsForm.ts";

const ether: CurrencyInfo = { address: zeroAddress, symbol: "ETH", name: "Ether", decimals: 18, listed: true };
const dollar: CurrencyInfo = {
  address: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
  symbol: "dUSD",
  name: "Demo Dollar",
  decimals: 6,
  listed: true,
};
const editorial = formOfTerms(presets[1].terms);
const read = (changes: Partial<TermsForm>, currency: CurrencyInfo | undefined = ether) =>
  parseTermsForm({ form: { ...editorial, ...changes }, currency });

describe("readTerms", () => {
  it.each([...presets, ...licenceImports])("brings the preset $id back unchanged", ({ terms }) => {
    const { errors, terms: brought } = read(formOfTerms(terms));
    expect(errors).toEqual({});
    expect(brought && deedOf(brought).digest).toBe(deedOf(terms).digest);
  });

  it("brings every condition back unchanged", () => {
    const all = {
      ...presets[1].terms,
      territories: ["DE", "FR"],
      duration: 36 * 3_600,
      exclusivity: "sole",
      transferable: true,
      sublicensing: 2,
      changes: true,
      derivatives: "share-alike",
      upstreamShare: 125_000_000,
      cure: 14 * 86_400,
      revenueShare: 25_000_000,
      period: 45 * 86_400,
      currency: dollar.address,
      perUnit: 250_000n,
      minimum: 1_000_000n,
      cap: 90_000_000n,
      seats: "place",
    } as const;
    const { errors, terms } = read(formOfTerms(all, 6), dollar);
    expect(errors).toEqual({});
    expect(terms && deedOf(terms).digest).toBe(deedOf(all).digest);
  });

  it("reads an own duration exactly", () => {
    const { terms } = read({ duration: "own", ownDuration: "90", ownUnit: "days" });
    expect(terms && onchainTermsOf(terms).duration).toBe(7_776_000);
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

  it("refuses adaptation without new works, as the deed would contradict itself", () => {
    const { errors, terms } = read({ uses: ["adaptation", "translation"], making: "changes" });
    expect(errors.making).toContain("adaptation and translation");
    expect(terms).toBeUndefined();
  });

  it("asks a share of new works only where they are allowed", () => {
    expect(read({ making: "changes", upstream: "12.5" }).terms?.upstreamShare).toBe(0);
    expect(read({ making: "allowed", upstream: "12.5" }).terms?.upstreamShare).toBe(125_000_000);
  });

  it.each(["101", "-1", "1e1", "12.00000001", "five"])("W10 refuses %j as a share", (upstream) => {
    expect(read({ making: "allowed", upstream }).errors.upstream).toContain("percentage");
  });

  it("wants reports to be about something", () => {
    expect(read({ reports: true }).errors.revenue).toContain("would cost nothing");
    expect(read({ reports: true, revenue: "5" }).errors).toEqual({});
    expect(read({ reports: true, perUnit: "0.1" }).terms?.perUnit).toBe(10n ** 17n);
  });

  it("W10 refuses amounts that cannot be owed, in words", () => {
    const dollars = { reports: true, currency: dollar.address } as const;
    expect(read({ ...dollars, perUnit: "0.0000001" }, dollar).errors.perUnit).toContain("6 decimals");
    expect(read({ ...dollars, minimum: "10", cap: "9" }, dollar).errors.cap).toContain("less than the least");
    expect(read({ ...dollars, minimum: "1", cap: "0" }, dollar).errors.cap).toContain("leave it empty");
    expect(read({ reports: true, perUnit: "99999999999999" }).errors.perUnit).toContain("more than can be owed");
    const other = {
      form: { ...editorial, reports: true, revenue: "5", currency: "other", token: "" },
      currency: undefined,
    };
    expect(parseTermsForm(other as never).errors.token).toContain("address of the token");
  });

  it("L11 reads the time to cure in whole days, or makes it irrevocable", () => {
    expect(read({ revocable: true, cure: "30" }).terms?.cure).toBe(30 * 86_400);
    expect(read({ revocable: false, cure: "nonsense" }).terms?.cure).toBe("irrevocable");
    expect(read({ revocable: true, cure: "0" }).errors.cure).toContain("whole number of days");
    expect(read({ revocable: true, cure: "99999" }).errors.cure).toContain("fewer days");
  });
});

describe("groupsOfUses", () => {
  it("has each use exactly once", () => {
    const grouped = groupsOfUses.flatMap((group) => group.uses);
    expect([...grouped].sort()).toEqual(uses.map(({ id }) => id).sort());
  });
});
