import { getAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/deed.json" with { type: "json" };
import { canonicalJson } from "../core/json.ts";
import { forever } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { termsIdOf } from "../model/terms.ts";
import { durationInWords } from "../model/time.ts";
import { baseConditions, type Conditions } from "./conditions.ts";
import { checkDeed, conditionsOf, deedOf, onchainTermsOf, parseDeed } from "./deed.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { territories, territoriesBitmapOf, territoriesOfBitmap } from "./territories.ts";
import { fieldHashOf, purposes, purposesBitmapOf, purposesOfBitmap, uses, usesBitmapOf, usesOfBitmap } from "./uses.ts";
import { baseWording } from "./wording.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const base: Terms = {
  ...baseTerms,
  uses: ["print", "show-online"],
  purposes: ["editorial"],
  duration: 86_400,
};
const ruled = (change: Partial<Conditions> = {}): Partial<Terms> => ({ conditions: { ...baseConditions, ...change } });
const tier = { from: 0n, share: 25_000_000, perUnit: 0n };

describe("published vectors: the words of a licence text never change", () => {
  it.each(vectors)("$name", (vector) => {
    const { terms } = parseDeed(vector.document);
    const preset = presets.find(({ id }) => id === vector.name);
    if (preset) expect(terms).toEqual(normalTerms(preset.terms));
    expect(termsJsonOf(terms)).toEqual(vector.terms);
    const deed = deedOf(terms);
    expect(deed.document).toBe(vector.document);
    expect(deed.digest).toBe(vector.digest);
    const plain = (value: object | undefined) =>
      value && JSON.parse(JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each)));
    const onchain = onchainTermsOf(terms, rules);
    expect(plain(onchain)).toEqual(vector.onchain);
    expect(plain(conditionsOf(terms))).toEqual(vector.conditions);
    expect(termsIdOf(onchain)).toBe(vector.termsId);
  });

  it("are of every preset, and of everything at once", () => {
    expect(vectors.map(({ name }) => name)).toEqual([
      ...presets.map(({ id }) => id),
      "everything at once",
      "everything at once, in German",
      "own text",
      "own text, in German",
    ]);
  });
});

describe("uses and purposes", () => {
  it("have the bits that they were published with", () => {
    const bits = (terms: readonly { id: string; bit: number }[]) =>
      terms.map(({ id, bit }) => `${bit} ${id}`).join(", ");
    expect(bits(uses)).toBe(
      "0 keep, 1 print, 2 show-online, 3 download, 4 stream, 5 perform, 6 film, 7 record, 8 game, 9 goods, 10 manufacture, 11 run, 12 mark, 13 know-how, 14 translate, 15 adapt, 16 train, 17 mine, 18 prompt, 19 extract, 20 lend, 21 sell-copies, 22 tokenise",
    );
    expect(bits(purposes)).toBe(
      "0 private, 1 internal, 2 teaching, 3 research, 4 editorial, 5 advertising, 6 commercial, 7 non-commercial",
    );
  });

  it("survive the way to the chain and back, unknown bits included", () => {
    const all = uses.map(({ id }) => id);
    expect(usesOfBitmap(usesBitmapOf(all))).toEqual({ uses: all, unknown: [] });
    expect(usesOfBitmap((1n << 63n) | 2n)).toEqual({ uses: ["print"], unknown: [63] });
    const allPurposes = purposes.map(({ id }) => id);
    expect(purposesOfBitmap(purposesBitmapOf(allPurposes))).toEqual({ purposes: allPurposes, unknown: [] });
    expect(purposesOfBitmap(2 ** 31 + 2)).toEqual({ purposes: ["internal"], unknown: [31] });
  });
});

describe("fields", () => {
  it("are one if they read the same", () => {
    const french = fieldHashOf("language: french");
    for (const written of ["Language:  French", " language: FRENCH ", "ｌanguage: french"]) {
      expect(fieldHashOf(written)).toBe(french);
      expect(normalTerms({ ...base, field: written }).field).toBe("language: french");
    }
    expect(fieldHashOf("language: german")).not.toBe(french);
    expect(fieldHashOf("all")).toBe(zeroHash);
    expect(normalTerms({ ...base, field: " All" }).field).toBe("all");
  });

  it.each([
    ["", "needs a name"],
    ["a".repeat(101), "at most 100 characters, and this one 101"],
    ["language:\u200bfrench", "characters that nobody sees"],
  ])("refuse %j", (field, sentence) => {
    expect(() => normalTerms({ ...base, field })).toThrow(sentence);
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

describe("deedOf", () => {
  it("makes one deed for the same uses in any order, named twice or not", () => {
    expect(deedOf({ ...base, uses: ["show-online", "print", "print"] }).digest).toBe(deedOf(base).digest);
  });

  it("makes another deed for every change of any term", () => {
    const all: Partial<Terms>[] = [
      {},
      { uses: ["print"] },
      { purposes: ["editorial", "commercial"] },
      { field: "language: french" },
      { duration: "forever" },
      { duration: 86_401 },
      { territories: ["CH", "AT"] },
      { exclusivity: "sole" },
      { exclusivity: "exclusive" },
      { transferable: true },
      { sublicensing: 1 },
      { sublicensing: 2 },
      { sublicensing: 2, sublicenceShare: 1 },
      { fallsWithParent: true },
      { attribution: false },
      { changes: true },
      { changes: true, derivatives: "allowed" },
      { changes: true, derivatives: "allowed", works: 1 },
      { changes: true, derivatives: "allowed", works: 2 },
      { changes: true, derivatives: "allowed", upstreamShare: 1 },
      { changes: true, derivatives: "allowed", further: "owes-on" },
      { changes: true, derivatives: "allowed", further: "ends-there" },
      { changes: true, derivatives: "share-alike" },
      { seats: "person" },
      ruled(),
      { ...ruled(), sublicensing: 1 },
      { ...ruled(), sublicensing: 1, passesDown: true },
      { wording: { ...baseWording, language: "de" } },
    ];
    expect(new Set(all.map((change) => deedOf({ ...base, ...change }).text)).size).toBe(all.length);
    // Every field is changed at least once.
    const changed = new Set(all.flatMap((change) => Object.keys(change)));
    expect(Object.keys(base).filter((field) => !changed.has(field))).toEqual([]);
  });

  it("makes another text for every change of any condition", () => {
    const dollar = { address: `0x${"70".repeat(20)}`, symbol: "USDX", decimals: 6 } as const;
    const owing = { tiers: [tier] };
    const two = [tier, { from: 10n, share: 50_000_000, perUnit: 0n }];
    const arbitrator = { address: `0x${"71".repeat(20)}`, extraData: "0x", silence: 86_400 } as const;
    const all: Partial<Conditions>[] = [
      {},
      { currency: dollar },
      { currency: { ...dollar, symbol: "USDY" } },
      { currency: { ...dollar, decimals: 7 } },
      owing,
      { tiers: [{ ...tier, perUnit: 1n }] },
      { tiers: two },
      { tiers: two, byRevenue: true },
      { minimum: 1n },
      { minimum: 1n, carriesOver: true },
      { minimum: 1n, perSeat: true },
      { ...owing, cap: 1n },
      { ...owing, lifeCap: 1n },
      { ...owing, advance: 1n },
      { period: { months: 1 } },
      { period: { seconds: 86_400 } },
      { period: "none", grace: 0 },
      { grace: 0 },
      { grace: 86_400 },
      { cure: "irrevocable" },
      { cure: 86_400 },
      { arbitrator },
      { arbitrator: { ...arbitrator, extraData: "0x01" } },
      { arbitrator: { ...arbitrator, silence: 1 } },
    ];
    expect(new Set(all.map((change) => deedOf({ ...base, ...ruled(change) }).text)).size).toBe(all.length);
    const changed = new Set(all.flatMap((change) => Object.keys(change)));
    expect(Object.keys(baseConditions).filter((field) => !changed.has(field))).toEqual([]);
  });

  it("says what is licensed, what is not, and what the contract does", () => {
    const { text, sections } = deedOf(base);
    expect(text).toContain(
      "- print the Work in books, magazines, newspapers and other publications, and distribute them;",
    );
    expect(text).toContain("- in news, reviews, documentaries and comment.");
    expect(text).toContain("- use the Work to advertise or promote anything;");
    expect(text).toContain("lasts 1 day, and as long again for each period that is bought by renewal");
    expect(text).toContain("- refuse to transfer the token;");
    expect(text).toContain("does not prove that the Licensor is the author");
    expect(deedOf({ ...base, purposes: ["advertising"] }).text).not.toContain("advertise or promote anything");
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
      "Who answers for what",
      "What the contracts enforce, and what binds by agreement",
      "Law and notices",
      "What this is not",
    ]);
  });

  it.each([
    ["no uses", { uses: [] }, "Choose at least one use"],
    ["an unknown use", { uses: ["flying"] as unknown as Terms["uses"] }, "no use called “flying”"],
    ["no purposes", { purposes: [] }, "for no purpose yet"],
    ["an unknown purpose", { purposes: ["fun"] as unknown as Terms["purposes"] }, "no purpose called “fun”"],
    ["no time", { duration: 0 }, "can't last 0 seconds"],
    ["a negative time", { duration: -1 }, "can't last"],
    ["parts of a second", { duration: 0.5 }, "can't last"],
    ["the time that means for ever", { duration: forever }, "can't last"],
    ["adaptations without new works", { uses: ["adapt"] as const }, "the terms allow none"],
    ["new works without changes", { derivatives: "allowed" as const }, "the terms allow no changes"],
    ["a share of new works that may not be made", { upstreamShare: 1 }, "allow none to be made"],
    ["a number of new works that may not be made", { works: 1 }, "allow none to be made"],
    ["further works of new works that may not be made", { further: "owes-on" as const }, "allow none to be made"],
    [
      "64 new works",
      { changes: true, derivatives: "allowed" as const, works: 64 },
      "64 new works can't be counted. Choose from 1 to 63",
    ],
    [
      "share-alike that nobody could offer",
      { changes: true, derivatives: "share-alike" as const, further: "ends-there" as const },
      "Choose share-alike, or that it ends there",
    ],
    ["no country", { territories: [] }, "for no country"],
    ["an unknown country", { territories: ["XX"] as unknown as Terms["territories"] }, "the code “XX”"],
    ["nine levels of sublicences", { sublicensing: 9 }, "9 levels"],
    ["more than all", { sublicensing: 1, sublicenceShare: 1_000_000_001 }, "100.0000001 %"],
    ["a share of sublicences that there can't be", { sublicenceShare: 1 }, "allow none"],
    ["nothing to pass down", { passesDown: true }, "but have none"],
    ["conditions that fall", { fallsWithParent: true, ...ruled() }, "may be granted under any licence"],
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
    [120 * 60, "2 hours"],
    [5_000_000, "57 days, 20 hours, 53 minutes and 20 seconds"],
    [86_401, "1 day and 1 second"],
  ])("X08 says %i seconds as %s", (seconds, text) => {
    expect(durationInWords(seconds)).toBe(text);
  });
});

describe("checkDeed", () => {
  const { document } = deedOf(base);
  const onchain = onchainTermsOf(base, rules);
  const check = (text: string, terms = onchain) => checkDeed(text, terms, rules);
  const inDocument = termsJsonOf(normalTerms(base));

  it("agrees with itself", () => {
    expect(check(document)).toMatchObject({
      matches: true,
      differences: [],
      deed: { terms: { changes: false } },
    });
  });

  it("L12 names what was altered", () => {
    const parts = (text: string, terms = onchain) => check(text, terms).differences.map(({ part }) => part);
    expect(parts(document.replace("may not change", "may change"))).toEqual(["digest", "text"]);
    expect(parts(document.replace('"attribution":true', '"attribution":false'))).toEqual(["digest", "text"]);
    expect(parts(` ${document}`)).toEqual(["digest"]);
    expect(parts(document, { ...onchain, uses: 1n })).toEqual(["uses"]);
    expect(parts(document, { ...onchain, duration: forever })).toEqual(["duration"]);
    expect(parts(document, { ...onchain, transferable: true })).toEqual(["transferable"]);
    const other = deedOf({ ...base, duration: "forever", uses: ["keep"], transferable: true });
    expect(parts(other.document)).toEqual(["digest", "uses", "duration", "transferable"]);
    const fields = Object.keys(onchain).filter((field) => field !== "deed") as Exclude<keyof typeof onchain, "deed">[];
    for (const field of fields) expect(parts(document, { ...onchain, [field]: 77n })).toEqual([field]);

    const conditions = { ...base, ...ruled() };
    const elsewhere = { contracts: { compliance: { address: getAddress(`0x${"78".repeat(20)}`) } } };
    expect(check(deedOf(conditions).document, onchainTermsOf(conditions, rules)).matches).toBe(true);
    expect(parts(deedOf(conditions).document, onchainTermsOf(conditions, elsewhere))).toEqual(["rules"]);
  });

  it.each([
    ["another format", { format: "colophon-work/1" }],
    ["the format before", { format: "colophon-deed/1", terms: inDocument, text: "" }],
    ["no text", { format: "colophon-deed/2", terms: inDocument }],
    ["an unknown use", { format: "colophon-deed/2", terms: { ...inDocument, uses: ["x"] }, text: "" }],
    ["an unknown term", { format: "colophon-deed/2", terms: { ...inDocument, exclusive: true }, text: "" }],
    ["terms that make no licence", { format: "colophon-deed/2", terms: { ...inDocument, uses: [] }, text: "" }],
  ])("refuses %s", (_, deed) => {
    expect(() => parseDeed(canonicalJson(deed))).toThrow(FormatError);
  });
});
