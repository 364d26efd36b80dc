import { forever } from "@colophon/sdk";
import { baseTerms, beyondParent, endsForBreach, onchainTermsOf, type Terms, termsIdOf } from "@colophon/sdk/terms";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { deploymentFixture, maya, noon } from "../../testing/fixtures.ts";
import { newSublicenceForm, parseSublicenceForm, type SublicenceBounds, type SublicenceForm } from "./sublicence.ts";

const day = 86_400;
const outer: Terms = {
  ...baseTerms,
  uses: ["print", "stream", "translate"],
  purposes: ["editorial", "commercial"],
  territories: ["AT", "CH", "DE"],
  duration: 365 * day,
  exclusivity: "exclusive",
  sublicensing: 1,
  changes: true,
  derivatives: "allowed",
  works: 3,
  upstreamShare: 50_000_000,
  further: "owes-on",
  sublicenceShare: 200_000_000,
  conditions: endsForBreach,
};
const bounds: SublicenceBounds = {
  terms: outer,
  licence: { id: 77n, work: 5n, holder: maya, endsAt: noon + 100 * day },
  deployment: deploymentFixture,
  seatsLeft: 3,
  time: noon,
};
const form: SublicenceForm = {
  uses: ["print"],
  purposes: ["editorial"],
  field: "",
  countries: ["DE"],
  days: "100",
  endless: false,
  exclusivity: "non-exclusive",
  transferable: true,
  derivatives: false,
  duties: false,
  currency: zeroAddress,
  price: "1.5",
  seats: "2",
  buyer: "",
};

describe("the form of a sublicence before anything is typed", () => {
  it.each([100, 364, 2, 1])("makes an offer that can be bought for half of the %i days that are left", (left) => {
    const licence = { ...bounds.licence, endsAt: noon + left * day };
    const { ready } = parseSublicenceForm(
      { ...newSublicenceForm({ ...bounds, licence }), price: "1" },
      { ...bounds, licence },
      18,
    );
    expect((ready?.offer.closes ?? 0) - noon).toBeGreaterThanOrEqual(Math.floor(left / 2) * day);
  });

  it("is for a year below a licence without an end", () => {
    expect(newSublicenceForm({ ...bounds, licence: { ...bounds.licence, endsAt: forever } }).days).toBe("365");
  });
});

describe("readSublicence", () => {
  it("makes an offer within the licence above, which closes when it would outlive it", () => {
    const { errors, ready } = parseSublicenceForm(form, bounds, 18);
    expect(errors).toEqual({});
    expect(ready?.terms).toMatchObject({
      uses: ["print"],
      purposes: ["editorial"],
      field: "all",
      territories: ["DE"],
      duration: 100 * day,
      transferable: false,
      sublicensing: 0,
      derivatives: "none",
      upstreamShare: 0,
      conditions: "none",
      fallsWithParent: true,
      passesDown: false,
    });
    expect(ready?.offer).toMatchObject({
      parent: 77n,
      licensor: maya,
      buyer: zeroAddress,
      price: 1_500_000_000_000_000_000n,
      supply: 2,
      closes: noon + 1,
      terms: ready && termsIdOf(onchainTermsOf(ready.terms, deploymentFixture)),
    });
  });

  it("lies within the licence above for the contract, with duties and without", () => {
    const above = onchainTermsOf(outer, deploymentFixture);
    for (const duties of [true, false]) {
      const { ready } = parseSublicenceForm({ ...form, duties }, bounds, 18);
      expect(ready?.terms).toMatchObject({ conditions: duties ? endsForBreach : "none", fallsWithParent: !duties });
      expect(ready && beyondParent(onchainTermsOf(ready.terms, deploymentFixture), above)).toEqual([]);
    }
  });

  it("has the duties that the licence above passes down, whatever was chosen", () => {
    const passing = { ...outer, passesDown: true };
    const { ready } = parseSublicenceForm(form, { ...bounds, terms: passing }, 18);
    expect(ready?.terms).toMatchObject({ conditions: endsForBreach, passesDown: true, fallsWithParent: false });
    const above = onchainTermsOf(passing, deploymentFixture);
    expect(ready && beyondParent(onchainTermsOf(ready.terms, deploymentFixture), above)).toEqual([]);
  });

  it("needs not fall below a licence that nobody can end", () => {
    const { ready } = parseSublicenceForm(form, { ...bounds, terms: { ...outer, conditions: "none" } }, 18);
    expect(ready?.terms.fallsWithParent).toBe(false);
  });

  it("is for one field below a licence for every field, and else for that one", () => {
    const french = { ...form, field: "Language: French" };
    expect(parseSublicenceForm(french, bounds, 18).ready?.terms.field).toBe("language: french");
    const one = { ...bounds, terms: { ...outer, field: "language: german" } };
    expect(parseSublicenceForm(french, one, 18).ready?.terms.field).toBe("language: german");
  });

  it("L09 refuses more than the licence above has: time, seats and uses", () => {
    expect(parseSublicenceForm({ ...form, days: "101" }, bounds, 18).errors.days).toContain("100 whole days left");
    expect(parseSublicenceForm({ ...form, seats: "4" }, bounds, 18).errors.seats).toContain("3 seats left");
    expect(parseSublicenceForm({ ...form, uses: ["goods"] }, bounds, 18).errors.uses).toBeDefined();
    expect(parseSublicenceForm({ ...form, purposes: ["teaching"] }, bounds, 18).errors.purposes).toBeDefined();
    // New works are not allowed in it, so their uses are not either.
    expect(parseSublicenceForm({ ...form, uses: ["translate"] }, bounds, 18).errors.uses).toBeDefined();
  });

  it("asks new works for the share that the licence above asks", () => {
    const { ready } = parseSublicenceForm({ ...form, uses: ["translate"], derivatives: true }, bounds, 18);
    expect(ready?.terms).toMatchObject({
      ...{ derivatives: "allowed", works: 3, upstreamShare: 50_000_000, further: "owes-on" },
    });
  });

  it("lasts for ever only below a licence that does", () => {
    expect(parseSublicenceForm({ ...form, endless: true, days: "" }, bounds, 18).errors.days).toBeDefined();
    const endless = { ...bounds, licence: { ...bounds.licence, endsAt: forever } };
    const { ready } = parseSublicenceForm({ ...form, endless: true, days: "" }, endless, 18);
    expect(ready).toMatchObject({ terms: { duration: "forever" }, offer: { closes: forever } });
  });

  it("W10 says what to type instead", () => {
    const { errors, ready } = parseSublicenceForm(
      { ...form, days: "", price: "1,500", seats: "", buyer: "0x12" },
      bounds,
      18,
    );
    expect(Object.keys(errors).sort()).toEqual(["buyer", "days", "price", "seats"]);
    expect(ready).toBeUndefined();
  });

  it("refuses a contract of ours as the buyer: a licence would be lost there", () => {
    const buyer = deploymentFixture.contracts.royalties.address;
    expect(parseSublicenceForm({ ...form, buyer }, bounds, 18).errors.buyer).toContain("would be lost");
  });
});
