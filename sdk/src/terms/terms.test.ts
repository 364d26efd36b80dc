import { describe, expect, it } from "vitest";
import vectors from "../../vectors/deed.json" with { type: "json" };
import { canonicalJson } from "../core/json.ts";
import { forever } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { dueForReport, termsIdOf } from "../model/terms.ts";
import { durationInWords } from "../model/time.ts";
import { checkDeed, deedOf, onchainTermsOf, parseDeed } from "./deed.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { territories, territoriesBitmapOf, territoriesOfBitmap } from "./territories.ts";
import { uses, usesBitmapOf, usesOfBitmap } from "./uses.ts";

const base: Terms = { ...baseTerms, uses: ["print", "editorial"], duration: 86_400 };

describe("published vectors: the words of a deed never change", () => {
  it.each(vectors)("$preset", (vector) => {
    const terms = presets.find(({ id }) => id === vector.preset)?.terms as Terms;
    expect(termsJsonOf(normalTerms(terms))).toEqual(vector.terms);
    const deed = deedOf(terms);
    expect(deed.document).toBe(vector.document);
    expect(deed.digest).toBe(vector.digest);
    const onchain = onchainTermsOf(terms);
    expect(
      JSON.parse(JSON.stringify(onchain, (_, value) => (typeof value === "bigint" ? String(value) : value))),
    ).toEqual(vector.onchain);
    expect(termsIdOf(onchain)).toBe(vector.termsId);
  });
});

describe("uses", () => {
  it("have the bits that they were published with", () => {
    expect(uses.map(({ id, bit }) => `${bit} ${id}`).join(", ")).toBe(
      "0 personal, 1 education, 2 research, 3 editorial, 4 web-and-social, 5 print, 6 advertising, 7 merchandise, 8 audiovisual, 9 games-and-software, 10 broadcast-and-streaming, 11 public-performance, 12 adaptation, 13 translation, 14 ai-training, 15 ai-generation, 16 manufacture, 17 resale-of-copies",
    );
  });

  it("survive the way to the chain and back, unknown bits included", () => {
    const all = uses.map(({ id }) => id);
    expect(usesOfBitmap(usesBitmapOf(all))).toEqual({ uses: all, unknown: [] });
    expect(usesOfBitmap((1n << 63n) | 2n)).toEqual({ uses: ["education"], unknown: [63] });
  });
});

describe("territories", () => {
  it("are the codes of ISO 3166-1 in order, each at the bit of its place", () => {
    expect(territories).toHaveLength(249);
    expect(territories.map(({ code }) => code)).toEqual(territories.map(({ code }) => code).toSorted());
    expect(territories.every(({ bit }, i) => bit === i)).toBe(true);
    const bitOf = (code: string) => territories.find((territory) => territory.code === code)?.bit;
    expect(["AD", "DE", "US", "ZW"].map(bitOf)).toEqual([0, 56, 232, 248]);
  });

  it("survive the way to the chain and back, unknown bits included", () => {
    const all = territories.map(({ code }) => code);
    expect(territoriesOfBitmap(territoriesBitmapOf(all))).toEqual({ territories: all, unknown: [] });
    expect(territoriesBitmapOf("worldwide")).toBe(2n ** 256n - 1n);
    expect(territoriesOfBitmap(2n ** 256n - 1n)).toEqual({ territories: "worldwide", unknown: [] });
    expect(territoriesOfBitmap((1n << 255n) | 1n)).toEqual({ territories: ["AD"], unknown: [255] });
  });
});

describe("dueForReport", () => {
  it("is the share and the amount for each unit, at least the minimum and at most the cap", () => {
    const terms = { perUnit: 3n, revenueShare: 50_000_000, minimum: 10n, cap: 100n };
    expect(dueForReport(terms, { units: 0n, revenue: 0n })).toBe(10n);
    expect(dueForReport(terms, { units: 4n, revenue: 199n })).toBe(21n);
    expect(dueForReport(terms, { units: 40n, revenue: 0n })).toBe(100n);
    expect(dueForReport({ ...terms, cap: 0n }, { units: 40n, revenue: 0n })).toBe(120n);
  });
});

describe("deedOf", () => {
  it("makes one deed for the same uses in any order, named twice or not", () => {
    expect(deedOf({ ...base, uses: ["editorial", "print", "print"] }).digest).toBe(deedOf(base).digest);
  });

  it("makes another deed for every change of any term", () => {
    const all: Partial<Terms>[] = [
      {},
      { uses: ["print"] },
      { duration: "forever" },
      { duration: 86_401 },
      { territories: ["CH", "AT"] },
      { exclusivity: "sole" },
      { exclusivity: "exclusive" },
      { transferable: true },
      { sublicensing: 1 },
      { sublicensing: 2 },
      { sublicensing: 2, revenueShare: 1 },
      { attribution: false },
      { changes: true },
      { changes: true, derivatives: "allowed" },
      { changes: true, derivatives: "allowed", upstreamShare: 1 },
      { changes: true, derivatives: "share-alike" },
      { cure: 86_400 },
      { seats: "person" },
      { period: 86_400 },
      { period: 86_400, revenueShare: 25_000_000 },
      { period: 86_400, perUnit: 1n },
      { period: 86_400, minimum: 1n },
      { period: 86_400, minimum: 2n, cap: 3n },
      { period: 86_400, currency: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8" },
    ];
    expect(new Set(all.map((change) => deedOf({ ...base, ...change }).text)).size).toBe(all.length);
    // Every field is changed at least once.
    const changed = new Set(all.flatMap((change) => Object.keys(change)));
    expect(Object.keys(base).filter((field) => !changed.has(field))).toEqual([]);
  });

  it("says what is licensed, what is not, and what the contract does", () => {
    const { text, sections } = deedOf(base);
    expect(text).toContain(
      "- print the Work in books, magazines, newspapers and other publications, and distribute them.",
    );
    expect(text).toContain("- use the Work to advertise or promote anything;");
    expect(text).toContain("lasts 1 day, and as long again");
    expect(text).toContain("- refuse to transfer the token;");
    expect(text).toContain("does not prove that the Licensor is the author");
    expect(deedOf({ ...base, uses: ["advertising"] }).text).not.toContain("advertise or promote anything");
    expect(sections.map(({ title }) => title)).toEqual([
      "",
      "What you may do",
      "Where",
      "What you may not do",
      "How long",
      "For how many",
      "Changes and new works",
      "Passing it on",
      "Credit",
      "What you pay and report",
      "Ending it early",
      "What the contracts enforce, and what binds by agreement",
      "What this is not",
    ]);
  });

  it.each([
    ["no uses", { uses: [] }, "Choose at least one use"],
    ["an unknown use", { uses: ["flying"] as unknown as Terms["uses"] }, "no use called “flying”"],
    ["no time", { duration: 0 }, "can't last 0 seconds"],
    ["a negative time", { duration: -1 }, "can't last"],
    ["parts of a second", { duration: 0.5 }, "can't last"],
    ["the time that means for ever", { duration: forever }, "can't last"],
    ["adaptations without new works", { uses: ["adaptation"] as const }, "the terms allow none"],
    ["new works without changes", { derivatives: "allowed" as const }, "the terms allow no changes"],
    ["a share of new works that may not be made", { upstreamShare: 1 }, "allow none to be made"],
    ["no country", { territories: [] }, "for no country"],
    ["an unknown country", { territories: ["XX"] as unknown as Terms["territories"] }, "the code “XX”"],
    ["nine levels of sublicences", { sublicensing: 9 }, "9 levels"],
    ["more than all", { period: 1, revenueShare: 1_000_000_001 }, "100.0000001 %"],
    ["a time to cure of nothing", { cure: 0 }, "0 seconds is not possible"],
    ["a period of 137 years", { period: 2 ** 32 }, "is not possible here"],
    ["amounts without reports", { perUnit: 1n }, "nothing is reported"],
    ["a share without reports or sublicences", { revenueShare: 1 }, "no sublicence can be sold"],
    ["a most below the least", { period: 1, minimum: 2n, cap: 1n }, "less than the least"],
    ["a most of nothing", { period: 1, cap: 0n }, "would mean no limit"],
    ["a negative amount", { period: 1, perUnit: -1n }, "can't be -1"],
    ["an amount of 97 bits", { period: 1, minimum: 2n ** 96n }, "Choose a smaller one"],
    ["no token", { period: 1, currency: "0x1" as const }, "not the address of a token"],
    ["an unknown seat", { seats: "chair" as unknown as Terms["seats"] }, "no seat called “chair”"],
  ])("refuses %s", (_, change, message) => {
    expect(() => deedOf({ ...base, ...change })).toThrow(TermsError);
    expect(() => deedOf({ ...base, ...change })).toThrow(message);
  });

  it.each([
    [1, "1 second"],
    [90, "90 seconds"],
    [3_600, "1 hour"],
    [86_400, "1 day"],
    [31_536_000, "365 days"],
    [31_536_000_000, "365,000 days"],
  ])("says %i seconds as %s", (seconds, text) => {
    expect(durationInWords(seconds)).toBe(text);
  });
});

describe("checkDeed", () => {
  const { document } = deedOf(base);
  const onchain = onchainTermsOf(base);
  const inDocument = termsJsonOf(normalTerms(base));

  it("agrees with itself", () => {
    expect(checkDeed(document, onchain)).toMatchObject({
      matches: true,
      differences: [],
      deed: { terms: { changes: false } },
    });
  });

  it("L12 names what was altered", () => {
    const parts = (text: string, terms = onchain) => checkDeed(text, terms).differences.map(({ part }) => part);
    expect(parts(document.replace("may not change", "may change"))).toEqual(["digest", "text"]);
    expect(parts(document.replace('"attribution":true', '"attribution":false'))).toEqual(["digest", "text"]);
    expect(parts(` ${document}`)).toEqual(["digest"]);
    expect(parts(document, { ...onchain, uses: 1n })).toEqual(["uses"]);
    expect(parts(document, { ...onchain, duration: forever })).toEqual(["duration"]);
    expect(parts(document, { ...onchain, transferable: true })).toEqual(["transferable"]);
    const other = deedOf({ ...base, duration: "forever", uses: ["personal"], transferable: true });
    expect(parts(other.document)).toEqual(["digest", "uses", "duration", "transferable"]);
    const fields = Object.keys(onchain).filter((field) => field !== "deed") as Exclude<keyof typeof onchain, "deed">[];
    for (const field of fields) expect(parts(document, { ...onchain, [field]: 77n })).toEqual([field]);
  });

  it.each([
    ["another format", { format: "colophon-work/1" }],
    ["no text", { format: "colophon-deed/1", terms: inDocument }],
    ["an unknown use", { format: "colophon-deed/1", terms: { ...inDocument, uses: ["x"] }, text: "" }],
    ["an unknown term", { format: "colophon-deed/1", terms: { ...inDocument, exclusive: true }, text: "" }],
    ["terms that make no licence", { format: "colophon-deed/1", terms: { ...inDocument, uses: [] }, text: "" }],
  ])("refuses %s", (_, deed) => {
    expect(() => parseDeed(canonicalJson(deed))).toThrow(FormatError);
  });
});
