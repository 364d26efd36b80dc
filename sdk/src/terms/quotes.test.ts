import { getAddress, hashTypedData, zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import vector from "../../vectors/quote.json" with { type: "json" };
import { offerTypedData } from "../calls/offers.ts";
import { parseDeployment } from "../core/deployment.ts";
import { forever, lastStart } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { type Offer, offerIdOf } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { baseConditions } from "./conditions.ts";
import { onchainTermsOf } from "./deed.ts";
import { createQuote, parseQuote, parseQuoteFragment, quoteDocumentOf, quoteFragmentOf } from "./quote.ts";
import { emptySchedule, scheduleOf } from "./schedule.ts";
import { baseTerms, type Terms } from "./terms.ts";

const contract = (digit: string) => ({ address: `0x${digit.repeat(40)}`, block: 1, initCodeHash: zeroHash });
const deployment = parseDeployment({
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    terms: contract("6"),
    offers: contract("8"),
    licences: contract("4"),
    compliance: contract("7"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
  },
});
const terms: Terms = {
  ...baseTerms,
  uses: ["goods"],
  purposes: ["commercial"],
  territories: ["AT", "CH", "DE"],
  duration: 31_536_000,
  conditions: {
    ...baseConditions,
    tiers: [{ from: 0n, share: 0, perUnit: 10n ** 20n }],
    cap: 2n ** 96n - 1n,
  },
};
const offer: Offer = {
  work: 2n ** 224n - 1n,
  parent: 2n ** 256n - 1n,
  licensor: getAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
  buyer: zeroAddress,
  terms: termsIdOf(onchainTermsOf(terms, deployment)),
  currency: zeroAddress,
  price: 2n ** 256n - 1n,
  supply: 1,
  opens: 0,
  closes: forever,
  starts: lastStart,
  schedule: `0x${"5c".repeat(32)}`,
};
const quote = createQuote(deployment, { offer, terms, signature: `0x${"AB".repeat(65)}` });

describe("a quote", () => {
  it("survives the way through a file and a link, whatever the size of its numbers", () => {
    expect(parseQuote(quoteDocumentOf(quote))).toEqual(quote);
    expect(parseQuoteFragment(`#${quoteFragmentOf(quote)}`)).toEqual(quote);
    expect(quoteFragmentOf(quote)).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it("brings the facts of its deal along, and is refused with others", () => {
    const facts = scheduleOf({ ...emptySchedule, project: "Harbour, a feature film" });
    const own = { ...offer, schedule: facts.digest };
    const deal = createQuote(deployment, { offer: own, terms, facts, signature: quote.signature });
    expect(parseQuote(quoteDocumentOf(deal))).toEqual(deal);
    expect(parseQuoteFragment(quoteFragmentOf(deal)).facts).toEqual(facts);
    expect(() => createQuote(deployment, { offer, terms, facts, signature: quote.signature })).toThrow(TermsError);
    const swapped = quoteDocumentOf(deal).replace("Harbour", "Airport");
    expect(() => parseQuote(swapped)).toThrow("the offer names other facts of the deal than these");
    const blank = quoteDocumentOf(deal).replace("Harbour, a feature film", " ");
    expect(() => parseQuote(blank)).toThrow("The project is blank");
  });

  it("is written as published", () => {
    const parsed = parseQuote(vector.document);
    expect(quoteDocumentOf(parsed)).toBe(vector.document);
    expect(quoteFragmentOf(parsed)).toBe(vector.fragment);
    expect(offerIdOf(parsed.offer)).toBe(vector.offerId);
    expect(hashTypedData(offerTypedData(deployment, parsed))).toBe(vector.digest);
  });

  it("is not made of an offer and other terms", () => {
    const other = { offer, terms: { ...terms, duration: 1 }, signature: "0x12" } as const;
    expect(() => createQuote(deployment, other)).toThrow(TermsError);
  });

  const plain = JSON.parse(quoteDocumentOf(quote)) as {
    offer: Record<string, unknown>;
    terms: Record<string, unknown> & { conditions: object };
  };
  const withConditions = (change: object) => ({
    ...plain,
    terms: { ...plain.terms, conditions: { ...plain.terms.conditions, ...change } },
  });
  const free = { ...terms, conditions: "none" } as const;
  const freeOffer = { ...offer, terms: termsIdOf(onchainTermsOf(free, deployment)) };
  const unruled = JSON.parse(
    quoteDocumentOf(createQuote(deployment, { offer: freeOffer, terms: free, signature: "0x12" })),
  ) as object;
  it.each([
    ["other terms than the offer names", { ...plain, terms: { ...plain.terms, duration: 60 } }, "terms"],
    ["terms that make no licence", { ...plain, terms: { ...plain.terms, uses: [] } }, "terms"],
    ["an unknown field", { ...plain, note: "trust me" }, "note"],
    ["an unknown field of the offer", { ...plain, offer: { ...plain.offer, discount: 1 } }, "offer.discount"],
    ["a number as a price", { ...plain, offer: { ...plain.offer, price: 5 } }, "offer.price"],
    ["a negative price", { ...plain, offer: { ...plain.offer, price: "-5" } }, "offer.price"],
    ["a price of 257 bits", { ...plain, offer: { ...plain.offer, price: String(2n ** 256n) } }, "offer.price"],
    ["a work of 225 bits", { ...plain, offer: { ...plain.offer, work: String(2n ** 224n) } }, "offer.work"],
    ["an amount of 97 bits", withConditions({ cap: String(2n ** 96n) }), "terms"],
    ["a time after the last one", { ...plain, offer: { ...plain.offer, closes: forever + 1 } }, "offer.closes"],
    ["a start that can't be recorded", { ...plain, offer: { ...plain.offer, starts: lastStart + 1 } }, "offer.starts"],
    ["no schedule", { ...plain, offer: { ...plain.offer, schedule: "0x" } }, "offer.schedule"],
    ["other rules", { ...plain, rules: `0x${"66".repeat(20)}` }, "terms"],
    ["rules of no conditions", { ...unruled, rules: `0x${"77".repeat(20)}` }, "rules"],
    ["no supply", { ...plain, offer: { ...plain.offer, supply: 0 } }, "offer.supply"],
    ["no signature", { ...plain, signature: "0x" }, "signature"],
    ["half a byte of signature", { ...plain, signature: "0x123" }, "signature"],
    ["another format", { ...plain, format: "colophon-deed/2" }, ""],
    ["the format before", { ...plain, format: "colophon-quote/1" }, ""],
  ])("with %s is refused", (_, document, path) => {
    expect(() => parseQuote(document)).toThrow(FormatError);
    try {
      parseQuote(JSON.stringify(document));
    } catch (error) {
      expect((error as FormatError).path).toBe(path);
    }
  });

  it.each(["", "#", "<script>", "e30", quoteFragmentOf(quote).slice(0, -40), "____", `${"A".repeat(90_001)}`])(
    "in a damaged link is refused: %#",
    (fragment) => {
      expect(() => parseQuoteFragment(fragment)).toThrow(FormatError);
    },
  );
});
