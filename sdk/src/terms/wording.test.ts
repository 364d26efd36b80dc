import { getAddress, sha256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../core/json.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { baseConditions, type Conditions, endsForBreach } from "./conditions.ts";
import { checkDeed, deedOf, onchainTermsOf } from "./deed.ts";
import { enforcedSentences } from "./deedWords.ts";
import { presets } from "./presets.ts";
import { baseTerms, normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { termsWarnings } from "./warnings.ts";
import {
  baseWording,
  longestPhrase,
  mostAnnexes,
  normalWording,
  type Part,
  rightsAsked,
  type Wording,
} from "./wording.ts";
import { english } from "./words/english.ts";
import { german } from "./words/german.ts";
import { licenceLanguages, licenceWords, territoryInWords } from "./words/languages.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const base: Terms = { ...baseTerms, uses: ["print"], purposes: ["editorial"], territories: ["DE"] };
const worded = (change: Partial<Wording>, terms: Partial<Terms> = {}): Terms => ({
  ...base,
  ...terms,
  wording: { ...baseWording, ...change },
});
const textOf = (change: Partial<Wording>, terms: Partial<Terms> = {}) => deedOf(worded(change, terms)).text;
const part: Part = { title: "Delivery", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" };

/** The paths of everything that a catalogue says, with what kind of thing it is. */
function shapeOf(words: object, path = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const at = `${path}/${key}`;
    if (typeof value === "object" && value !== null) return shapeOf(value, at);
    return [`${at} ${typeof value === "function" ? `function of ${(value as () => void).length}` : typeof value}`];
  });
}

describe("two languages", () => {
  it("say everything, and the same things", () => {
    expect(licenceLanguages).toEqual([
      { id: "en", label: "English" },
      { id: "de", label: "Deutsch" },
    ]);
    expect(shapeOf(german).sort()).toEqual(shapeOf(english).sort());
  });

  it("share no sentence: nothing was left in English", () => {
    const sentences = (words: object): string[] =>
      Object.values(words).flatMap((value) =>
        typeof value === "string" ? [value] : typeof value === "object" && value !== null ? sentences(value) : [],
      );
    const english24 = new Set(sentences(english).filter((sentence) => sentence.length > 24));
    expect(sentences(german).filter((sentence) => english24.has(sentence))).toEqual([]);
  });

  it("X09 have names of their own for numbers, times and places", () => {
    const owing: Conditions = {
      ...baseConditions,
      currency: { address: `0x${"70".repeat(20)}`, symbol: "USDX", decimals: 6 },
      tiers: [{ from: 0n, share: 12_500_000, perUnit: 1_234_500_000n }],
      period: { seconds: 86_400 },
    };
    const text = textOf({ language: "de" }, { conditions: owing, territories: ["DE", "PS"] });
    expect(text).toContain("1,25 % der Einnahmen und 1.234,5 USDX (1.234.500.000 seiner kleinsten Einheit)");
    expect(text).toContain("Für jeden Zeitraum von 1 Tag ab Beginn der Laufzeit");
    expect(text).toContain("Deutschland (DE) und Palästina (PS)");
    expect(territoryInWords("PS")).toBe("Palestine");
    expect(licenceWords("de").months(1)).toBe("1 Kalendermonat");
    expect(licenceWords("de").durationOf(5_000_000)).toBe("57 Tagen, 20 Stunden, 53 Minuten und 20 Sekunden");
  });

  it.each(presets.map(({ id, terms }) => [id, terms] as const))("%s reads without a hole in German", (_, terms) => {
    const { text, sections } = deedOf({ ...terms, wording: { ...terms.wording, language: "de" } });
    expect(text).not.toMatch(/undefined|NaN|\[object|null| {2}|\.\.|–|\?|\bthe\b|\bof\b(?! the| Designs)/);
    expect(sections.map(({ blocks }) => blocks.length)).toEqual(
      deedOf(terms).sections.map(({ blocks }) => blocks.length),
    );
  });

  it("are chosen in the text, whose digest is of what was read", () => {
    const german = worded({ language: "de" });
    expect(deedOf(german).digest).not.toBe(deedOf(base).digest);
    expect(checkDeed(deedOf(german).bytes, onchainTermsOf(german, rules), rules)).toMatchObject({
      kind: "generated",
      matches: true,
    });
    expect(checkDeed(deedOf(base).bytes, onchainTermsOf(german, rules), rules).kind).toBe("contradicts");
    expect(() => worded({ language: "fr" as "de" }) && deedOf(worded({ language: "fr" as "de" }))).toThrow(
      "no licence text in the language “fr”",
    );
    // Spelled as people call it, the one that was meant is named.
    expect(() => licenceWords("deutsch" as "de")).toThrow("Did you mean “de”?");
  });
});

describe("who answers for what", () => {
  it("leaves liability to the law, and says so, unless something is chosen", () => {
    for (const language of ["en", "de"] as const) {
      const { liability } = licenceWords(language);
      const text = textOf({ language });
      expect(text).toContain(`${liability.law}\n\n${liability.none}\n`);
      for (const chosen of [liability.paid, liability.limits, liability.licensor, liability.licensee, liability.many]) {
        expect(text).not.toContain(chosen);
      }
    }
  });

  it("names the limit, what no law lets be limited, and that consumers keep their rights", () => {
    const { liability } = english;
    const text = textOf({ liability: { most: "10,000 EUR" } });
    expect(text).toContain(`for at most 10,000 EUR in all.\n\n${liability.none}\n\n${liability.limits}\n`);
    expect(liability.limits).toMatch(/intent, gross negligence, harm to life.*A consumer keeps every right/);
    expect(licenceWords("de").liability.limits).toMatch(/Vorsatz, grobe Fahrlässigkeit.*Ein Verbraucher behält/);
    expect(textOf({ liability: "paid" })).toContain(liability.paid);
  });

  it.each([
    ["licensor", ["licensor"]],
    ["licensee", ["licensee"]],
    ["both", ["licensor", "licensee"]],
  ] as const)("promises by %s exactly that, and how it is asked for", (indemnity, promised) => {
    const { liability } = english;
    const text = textOf({ indemnity });
    for (const who of ["licensor", "licensee"] as const) {
      expect(text.includes(liability[who])).toBe((promised as readonly string[]).includes(who));
    }
    expect(text).toContain(liability.conduct);
    expect(text).toContain(liability.many);
    expect(text).not.toContain(liability.none);
    expect(textOf({ indemnity, liability: "paid" })).toContain(`${liability.covers} ${liability.limits}`);
  });

  it("is asked about where buyers may be consumers", () => {
    const home: Partial<Terms> = { uses: ["keep"], purposes: ["private"] };
    const asks = (change: Partial<Wording>) => termsWarnings(worded(change, home)).map(({ id }) => id);
    expect(asks({})).not.toContain("consumer-liability");
    expect(asks({ liability: "paid" })).toContain("consumer-liability");
    expect(asks({ indemnity: "licensee" })).toContain("consumer-liability");
    expect(asks({ indemnity: "licensor" })).not.toContain("consumer-liability");
  });

  it.each([
    [{ liability: { most: " " } }, "The limit of liability is blank"],
    [{ liability: "none" as "law" }, "Liability is as the law says"],
    [{ indemnity: "all" as "both" }, "is no indemnity"],
    [{ own: part, liability: "paid" }, "who answers for what"],
    [{ own: part, indemnity: "both" }, "who answers for what"],
  ] as const)("is refused: %j", (change, sentence) => {
    expect(() => deedOf(worded(change))).toThrow(sentence);
  });
});

describe("choices of law, court and address", () => {
  it("are chosen, or honestly not", () => {
    expect(textOf({})).toContain("This text chooses no law: the one applies that applies without a choice.");
    expect(textOf({})).toContain("It chooses no court either");
    const chosen = textOf({ law: "England and Wales", forum: { courts: "London" }, notices: "12 High Street, London" });
    expect(chosen).toContain("The law that governs this licence is that of England and Wales.");
    expect(chosen).toContain("Disputes about it are decided by the courts of London.");
    expect(chosen).toContain("Other notices reach the Licensor at 12 High Street, London.");
    expect(chosen).not.toContain("chooses no");
    expect(textOf({ forum: { arbitration: "the ICC rules", seat: "Paris" } })).toContain(
      "by arbitration under the ICC rules, with its seat in Paris, and not by courts",
    );
    for (const { terms } of presets) {
      expect(deedOf(terms).text).toContain("A consumer keeps the rights and the courts that the law of their country");
    }
  });
});

describe("rights of others", () => {
  it("are spoken of where the uses need them, and wherever they were answered", () => {
    expect(rightsAsked(base)).toEqual([]);
    expect(textOf({})).not.toContain("RIGHTS OF OTHERS");
    expect(rightsAsked({ uses: ["print"], purposes: ["advertising"] })).toEqual(["people", "property", "marks"]);
    expect(rightsAsked({ uses: ["goods", "film"], purposes: [] })).toEqual([
      "people",
      "property",
      "marks",
      "societies",
    ]);
    const asked = textOf({}, { uses: ["film"], purposes: ["advertising"] });
    expect(asked).toContain("The Licensor does not say whether people can be recognised in the Work");
    expect(asked).toContain("does not say whether a collecting society manages rights in the Work");
    const answered = textOf({
      rights: { people: "cleared", property: "none", marks: "not-cleared", societies: "unsaid" },
    });
    expect(answered).toContain("whoever can be recognised in the Work agreed to these uses");
    expect(answered).toContain("shows no property and no works of others for which these uses need a permission");
    expect(answered).toContain(
      "their owners did not agree to these uses: get what you need from them before you begin",
    );
    expect(answered).not.toContain("collecting society manages");
  });
});

describe("after the end", () => {
  it("copies may be sold off, and models stay or retire, as chosen", () => {
    expect(textOf({})).not.toContain("sell off");
    expect(textOf({ sellOff: 90 * 86_400 })).toContain("for 90 days after the end you may sell off the copies");
    const training = { uses: ["train"], purposes: ["research"] } as const;
    expect(textOf({}, training)).toContain("may stay in use after it");
    expect(textOf({ models: "retire" }, training)).toContain("is taken out of use at the end");
    expect(textOf({}, training)).toContain(
      "What a model generates is not licensed by this text where it repeats the Work",
    );
  });
});

describe("annexes", () => {
  const other = { ...part, title: "Quality", sha256: `0x${"cd".repeat(32)}`, at: "ipfs://bafkquality" } as const;

  it("are part of the text, each named by its digest, and which part prevails", () => {
    const text = textOf({ annexes: [part, other] });
    expect(text).toContain(
      `- “Delivery”, application/pdf, with the SHA-256 0x${"ab".repeat(32)}, which the Licensor hands over;`,
    );
    expect(text).toContain(`0x${"cd".repeat(32)}, kept at ipfs://bafkquality.`);
    expect(text).toContain("Where an annex says something else than this text, this text prevails.");
    expect(text).toContain("The contracts do not read annexes");
    expect(textOf({ annexes: [part], prevails: "annexes" })).toContain(
      "the annex prevails between the Licensor and you",
    );
    const terms = worded({ annexes: [part, other] });
    expect(checkDeed(deedOf(terms).bytes, onchainTermsOf(terms, rules), rules)).toMatchObject({
      ...{ kind: "annexes", matches: true, differences: [] },
      deed: { terms: { wording: { annexes: [part, other] } } },
    });
  });
});

describe("a text of the parties' own", () => {
  const onchain = onchainTermsOf(base, rules);

  it("has a cover with what the contracts go by, and nothing that it may say otherwise", () => {
    const terms = worded({ own: part }, { conditions: endsForBreach });
    const { text, sections } = deedOf(terms);
    expect(text).toContain(
      "This is the cover of a licence. Its text is a document of the parties: “Delivery”, application/pdf",
    );
    expect(text).toContain("nobody but the parties sees to it");
    for (const sentence of enforcedSentences(normalTerms(terms))) expect(text).toContain(sentence);
    expect(sections.map(({ title }) => title)).not.toContain("Credit");
    expect(text).not.toContain("This text chooses no law");
    expect(checkDeed(deedOf(terms).bytes, onchainTermsOf(terms, rules), rules)).toMatchObject({
      ...{ kind: "own", matches: false, differences: [] },
      deed: { terms: { wording: { own: part } } },
    });
  });

  it("is no error without a cover: text is shown, and anything else is named", () => {
    const words = "We agree that you may print the picture once.";
    const named = { ...onchain, deed: sha256(stringToBytes(words)) };
    expect(checkDeed(words, named, rules)).toMatchObject({
      ...{ kind: "own", deed: undefined, text: words, matches: false },
      differences: [{ part: "text" }],
    });
    const pdf = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0xff);
    expect(checkDeed(pdf, { ...onchain, deed: sha256(pdf) }, rules)).toMatchObject({ kind: "own", text: undefined });
    // Another document than the one that the terms name says nothing of them.
    expect(() => checkDeed(words, onchain, rules)).toThrow(FormatError);
  });

  it("may be ours with other words: then it is shown as theirs", () => {
    const { terms, text } = {
      terms: termsJsonOf(normalTerms(base)),
      text: `${deedOf(base).text}\nEnglish law applies.\n`,
    };
    const document = canonicalJson({ format: "colophon-deed/2", terms, text });
    const named = { ...onchain, deed: sha256(stringToBytes(document)) };
    expect(checkDeed(document, named, rules)).toMatchObject({ kind: "own", matches: false, text });
    // But one that speaks of other terms than those on chain contradicts them, whatever its words.
    expect(checkDeed(document, { ...named, uses: 1n }, rules).kind).toBe("contradicts");
  });

  it("hides no characters that deceive", () => {
    const words = "Pay \u202e001 now";
    expect(checkDeed(words, { ...onchain, deed: sha256(stringToBytes(words)) }, rules).text).toBe(
      "Pay ⟦U+202E⟧001 now",
    );
  });
});

describe("wording is refused", () => {
  const refused = (change: object) => () =>
    normalWording({ ...baseWording, ...change } as Wording, { uses: ["print"] });
  it.each([
    ["a blank law", { law: " " }, "governing law is blank"],
    ["a law of many lines", { law: "Austria\nand more" }, "more than one line"],
    ["a long address", { notices: "a".repeat(longestPhrase + 1) }, `Use at most ${longestPhrase}`],
    ["a law that is turned around", { law: "\u202eairtsuA" }, "nobody sees"],
    ["a time of half a second", { sellOff: 0.5 }, "0.5 seconds"],
    ["models that dance", { models: "dance" }, "not “dance”"],
    ["retired models without training", { models: "retire" }, "Allow training"],
    ["an unknown answer", { rights: { ...baseWording.rights, people: "yes" } }, "“yes” is no answer about people"],
    ["nothing that prevails", { prevails: "both" }, "not “both”"],
    ["an annex without a digest", { annexes: [{ ...part, sha256: "0x12" }] }, "64 hexadecimal digits, not “0x12”"],
    ["an annex of no type", { annexes: [{ ...part, type: "pdf" }] }, "“pdf” is no media type"],
    ["an annex at a script", { annexes: [{ ...part, at: "javascript:alert(1)" }] }, "no address of the annex"],
    ["an annex twice", { annexes: [part, { ...part, title: "Again" }] }, "the same file as another annex"],
    ["too many annexes", { annexes: Array.from({ length: mostAnnexes + 1 }, () => part) }, `at most ${mostAnnexes}`],
    ["a law beside a text of one's own", { own: part, law: "Austria" }, "own text says itself"],
    ["answers beside a text of one's own", { own: part, rights: { ...baseWording.rights, marks: "none" } }, "own text"],
  ])("%s", (_, change, sentence) => {
    expect(refused(change)).toThrow(TermsError);
    expect(refused(change)).toThrow(sentence);
  });
});
