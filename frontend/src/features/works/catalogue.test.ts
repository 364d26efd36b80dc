import { deedOf } from "@colophon/sdk/terms";
import { describe, expect, it } from "vitest";
import { coverPattern } from "../../parts/WorkCover.tsx";
import { metadataOf, offerRecord, presetTerms, termsRecord, workSummary } from "../../testing/fixtures.ts";
import { cheapestOffers, filterWorks, freeInWords } from "./catalogue.ts";

const almanac = workSummary({ id: 1n });
const dunes = workSummary({
  id: 2n,
  category: "photographic",
  metadata: {
    status: "found",
    value: metadataOf({ name: "Ångström dunes", description: "", identifiers: [{ scheme: "DOI", value: "10.1/X" }] }),
  },
});
const lost = workSummary({ id: 0xabcn, category: "musical", metadata: { status: "unknown", sentence: "Away." } });
const all = [almanac, dunes, lost];

describe("filterWorks", () => {
  const find = (words: string, category = "") => filterWorks(all, { words, category }).map(({ id }) => id);

  it("finds every work without a question", () => {
    expect(find("  ")).toEqual([1n, 2n, 0xabcn]);
  });

  it("wants all words, anywhere, without accents or case", () => {
    expect(find("INES almanac")).toEqual([1n]);
    expect(find("angstrom")).toEqual([2n]);
    expect(find("almanac dunes")).toEqual([]);
    expect(find("10.1/x")).toEqual([2n]);
  });

  it("finds a work by its number and category even when its description is away", () => {
    expect(find("0abc")).toEqual([0xabcn]);
    expect(find("", "musical")).toEqual([0xabcn]);
    expect(find("almanac", "musical")).toEqual([]);
  });

  it("treats a pattern as plain words", () => {
    expect(find(".*")).toEqual([]);
    expect(find("(")).toEqual([]);
  });
});

describe("cheapestOffers", () => {
  it("takes the lowest price of each currency, only from what can be bought", () => {
    const dollar = "0x00000000000000000000000000000000000000d0";
    const offers = [
      offerRecord({ price: 5n }),
      offerRecord({ price: 3n }),
      offerRecord({ price: 1n, closed: true }),
      offerRecord({ price: 9n, currency: dollar }),
      offerRecord({ price: 0n, record: termsRecord(presetTerms("personal"), deedOf(presetTerms("remix")).document) }),
    ];
    expect(cheapestOffers(offers)).toEqual([
      { currency: offers[0]?.offer.currency, price: 3n },
      { currency: dollar, price: 9n },
    ]);
  });
});

describe("freeInWords", () => {
  it("never calls all free where one is, and says no price “from free”", () => {
    const [free, paid] = [offerRecord({ price: 0n }), offerRecord({ price: 5n })];
    expect(freeInWords([paid])).toBeUndefined();
    expect(freeInWords([])).toBeUndefined();
    expect(freeInWords([free])).toBe("A licence free of charge");
    expect(freeInWords([free, free])).toBe("Licences free of charge");
    expect(freeInWords([free, paid])).toBe("Some licences free of charge");
    expect(freeInWords([paid, offerRecord({ price: 0n, closed: true })])).toBeUndefined();
  });
});

describe("coverPattern", () => {
  it("gives a work the same cover every time", () => {
    expect(coverPattern(123456789n)).toEqual(coverPattern(123456789n));
    const looks = new Set(Array.from({ length: 200 }, (_, i) => JSON.stringify(coverPattern(BigInt(i * 70_001)))));
    expect(looks.size).toBeGreaterThan(30);
  });
});
