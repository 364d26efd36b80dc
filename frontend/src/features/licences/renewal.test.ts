import { forever, mostPeriods } from "@colophon/sdk";
import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import { blockAt, ines, maya, noon, offerRecord, presetTerms, termsRecord, tomas } from "../../testing/fixtures.ts";
import { parsePeriods, periodsOf, renewalOffers, renewedEnd } from "./renewal.ts";

const terms = termsRecord(presetTerms("editorial"));
const { duration } = terms.onchain;
const licence = { work: 5n, parent: undefined, terms, start: noon, end: noon + 3 * duration };

describe("renewal", () => {
  it("L10 adds whole periods to the end, whenever it is renewed", () => {
    expect(periodsOf(licence)).toBe(3);
    expect(renewedEnd(licence, 1)).toBe(noon + 4 * duration);
    expect(renewedEnd({ ...licence, end: forever - 1 }, 1)).toBe(forever);
  });

  it("L10 takes open offers of exactly these terms, this work and this parent, that the payer may use", () => {
    const same = offerRecord({ record: terms });
    const others = [
      offerRecord({ record: terms, closed: true }),
      offerRecord({ record: terms, controller: tomas }),
      offerRecord({ record: terms, work: 6n }),
      offerRecord({ record: terms, parent: 9n }),
      offerRecord({ record: terms, buyer: tomas }),
      offerRecord({ record: termsRecord(presetTerms("classroom")) }),
    ];
    const found = renewalOffers([same, ...others], licence, { block: blockAt(noon), payer: maya });
    expect(found).toEqual([same]);
    const mine = offerRecord({ record: terms, buyer: maya, licensor: ines });
    expect(renewalOffers([mine], licence, { block: blockAt(noon), payer: maya })).toEqual([mine]);
    expect(mine.offer.buyer).not.toBe(zeroAddress);
  });

  it("W10 reads periods strictly", () => {
    expect(parsePeriods(" 2 ", 3, 10)).toEqual({ ok: true, periods: 2 });
    for (const text of ["", "0", "1.5", "-1", "1e3", "two"])
      expect(parsePeriods(text, 3, 10)).toMatchObject({ ok: false });
    expect(parsePeriods("11", 3, 10)).toMatchObject({ ok: false });
    // B19: a number that is too large is not called no number.
    expect(parsePeriods("999999", 3, 10)).toMatchObject({ ok: false, error: expect.stringContaining("room for 10") });
    expect(parsePeriods(String(mostPeriods - 3), 3, mostPeriods)).toMatchObject({ ok: true });
    expect(parsePeriods(String(mostPeriods - 2), 3, mostPeriods)).toMatchObject({ ok: false });
  });
});
