import { describe, expect, it } from "vitest";
import vectors from "../../vectors/deed.json" with { type: "json" };
import { FormatError } from "../errors/FormatError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { checkDeed } from "./checkDeed.ts";
import { deedOf } from "./deedOf.ts";
import { durationInWords } from "./durationInWords.ts";
import { forever } from "./forever.ts";
import { onchainTermsOf } from "./onchainTermsOf.ts";
import { parseDeed } from "./parseDeed.ts";
import { presets } from "./presets.ts";
import type { Terms } from "./Terms.ts";
import { TermsError } from "./TermsError.ts";
import { termsIdOf } from "./termsIdOf.ts";
import { uses } from "./uses.ts";
import { usesBitmapOf } from "./usesBitmapOf.ts";
import { usesOfBitmap } from "./usesOfBitmap.ts";

const base: Terms = {
  uses: ["print", "editorial"],
  duration: 86_400,
  transferable: false,
  attribution: true,
  changes: "none",
};

describe("published vectors: the words of a deed never change", () => {
  it.each(vectors)("$preset", (vector) => {
    const terms = presets.find(({ id }) => id === vector.preset)?.terms as Terms;
    expect(terms).toEqual(vector.terms);
    const deed = deedOf(terms);
    expect(deed.document).toBe(vector.document);
    expect(deed.digest).toBe(vector.digest);
    const onchain = onchainTermsOf(terms);
    expect({ ...onchain, uses: String(onchain.uses) }).toEqual(vector.onchain);
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
      { transferable: true },
      { attribution: false },
      { changes: "allowed" },
      { changes: "share-alike" },
    ];
    expect(new Set(all.map((change) => deedOf({ ...base, ...change }).text)).size).toBe(all.length);
  });

  it("says what is licensed, what is not, and what the contract does", () => {
    const { text, sections } = deedOf(base);
    expect(text).toContain(
      "- print the Work in books, magazines, newspapers and other publications, and distribute them.",
    );
    expect(text).toContain("- use the Work to advertise or promote anything;");
    expect(text).toContain("lasts 1 day.");
    expect(text).toContain("It refuses to transfer the token.");
    expect(text).toContain("does not prove that the Licensor is the author");
    expect(deedOf({ ...base, uses: ["advertising"] }).text).not.toContain("advertise or promote anything");
    expect(sections.map(({ title }) => title)).toEqual([
      "",
      "What you may do",
      "What you may not do",
      "How long",
      "Passing it on",
      "Credit",
      "Changes",
      "What the contract enforces, and what binds by agreement",
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
    [
      "adaptations without changes",
      { uses: ["adaptation"] as const },
      "change the work, but the terms allow no changes",
    ],
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

  it("agrees with itself", () => {
    expect(checkDeed(document, onchain)).toMatchObject({
      matches: true,
      differences: [],
      deed: { terms: { changes: "none" } },
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
  });

  it.each([
    ["another format", { format: "colophon-work/1" }],
    ["no text", { format: "colophon-deed/1", terms: base }],
    ["an unknown use", { format: "colophon-deed/1", terms: { ...base, uses: ["x"] }, text: "" }],
    ["an unknown term", { format: "colophon-deed/1", terms: { ...base, exclusive: true }, text: "" }],
    ["terms that make no licence", { format: "colophon-deed/1", terms: { ...base, uses: [] }, text: "" }],
  ])("refuses %s", (_, deed) => {
    expect(() => parseDeed(canonicalJson(deed))).toThrow(FormatError);
  });
});
