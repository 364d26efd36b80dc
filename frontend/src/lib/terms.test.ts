import { forever, offerStateOf, unlimitedSupply } from "@colophon/sdk";
import type { TermsRecord } from "@colophon/sdk/read";
import {
  baseWording,
  checkDeed,
  deedOf,
  onchainTermsOf,
  purposes,
  territories,
  type Wording,
} from "@colophon/sdk/terms";
import { sha256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { blockAt, deploymentFixture, noon, offerRecord, presetTerms, termsRecord, tomas } from "../testing/fixtures.ts";
import { licenceStanding } from "./licences.ts";
import { offerSentence, offerStateNow, offersForUse } from "./offers.ts";
import {
  anyTerritory,
  deedVerdict,
  durationText,
  hasOwnWords,
  licensedInWords,
  partsOf,
  purposesInWords,
  termsOf,
  territoryName,
  usesInWords,
} from "./terms.ts";

describe("anyTerritory", () => {
  const everywhere = onchainTermsOf(presetTerms("personal"), deploymentFixture).territories;
  const termsFor = (...places: ("AT" | "DE" | "FR")[]) =>
    onchainTermsOf({ ...presetTerms("personal"), territories: places }, deploymentFixture).territories;

  it("begins with the reader's own country, in the order of their languages, if the terms are for it", () => {
    expect(anyTerritory(everywhere, ["de-CH", "en-US"])).toBe("CH");
    expect(anyTerritory(everywhere, ["de"])).toBe("DE");
    expect(anyTerritory(termsFor("AT", "DE"), ["fr-FR", "de-DE"])).toBe("DE");
  });

  it("else with the first that they are for", () => {
    expect(anyTerritory(termsFor("DE", "AT"), ["pt-BR"])).toBe("AT");
    expect(anyTerritory(termsFor("FR"), [])).toBe("FR");
    expect(anyTerritory(0n, [])).toBe("AD");
  });
});

describe("deedVerdict", () => {
  const personal = presetTerms("personal");

  it("verifies a deed whose words, terms and digest agree", () => {
    expect(deedVerdict(termsRecord(personal))).toMatchObject({ status: "verified", deed: { terms: personal } });
  });

  it("L12 refuses another text than the one that the chain names", () => {
    const altered = deedOf(personal).document.replace("without any commercial purpose", "for any purpose");
    const verdict = deedVerdict(termsRecord(personal, altered));
    expect(verdict.status).toBe("refused");
    expect(verdict.status === "refused" && verdict.sentences.join(" ")).toContain("This is not the licence text");
  });

  it("takes words of the parties for theirs, and refuses none of them", () => {
    const part = { title: "Ours", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" } as const;
    const worded = (change: Partial<Wording>) =>
      deedVerdict(termsRecord({ ...personal, wording: { ...baseWording, ...change } }));
    const annexed = worded({ annexes: [part] });
    expect([annexed.status, hasOwnWords(annexed), partsOf(annexed)]).toEqual(["verified", true, [part]]);
    const own = worded({ own: part });
    expect([own.status, hasOwnWords(own), termsOf(own)?.uses]).toEqual(["own", true, personal.uses]);
    expect(hasOwnWords(deedVerdict(termsRecord(personal)))).toBe(false);
    // A text that is no document of ours, by the digest that the chain has.
    const onchain = onchainTermsOf(personal, deploymentFixture);
    const words = "You may keep it.";
    const value = checkDeed(words, { ...onchain, deed: sha256(stringToBytes(words)) }, deploymentFixture);
    expect(deedVerdict({ deed: { status: "found", value } })).toEqual({ status: "own", deed: undefined, text: words });
  });

  it("L12 refuses a deed that promises more than the contract enforces", () => {
    const more = deedOf({ ...personal, purposes: ["private", "advertising"] }).document;
    expect(deedVerdict(termsRecord(personal, more)).status).toBe("refused");
  });

  it("W07 does not call a deed refused that nobody could read", () => {
    const deed: TermsRecord["deed"] = { status: "unknown", sentence: "The store did not answer." };
    expect(deedVerdict({ deed })).toEqual({ status: "unreadable", sentence: "The store did not answer." });
  });
});

describe("offerStateNow", () => {
  const at = (seconds: number, record: ReturnType<typeof offerRecord>) =>
    offerStateNow(record, blockAt(noon - 1_000), seconds * 1000);

  it("L01 opens at its first second and ends before its last, like the contract", () => {
    const record = offerRecord({ opens: noon, closes: noon + 10 });
    expect([noon - 1, noon, noon + 9, noon + 10].map((time) => at(time, record))).toEqual([
      "not open yet",
      "open",
      "open",
      "ended",
    ]);
  });

  it("counts the supply", () => {
    expect(at(noon, offerRecord({ supply: 3, sold: 2 }))).toBe("open");
    expect(at(noon, offerRecord({ supply: 3, sold: 3 }))).toBe("sold out");
    expect(at(noon, offerRecord({ supply: unlimitedSupply, sold: 4_000_000_000 }))).toBe("open");
  });

  it("N05 lapses when the work changes hands, and stays closed when closed", () => {
    expect(at(noon, offerRecord({ controller: tomas }))).toBe("lapsed");
    expect(at(noon, offerRecord({ closed: true, controller: tomas }))).toBe("closed");
  });

  it("agrees with the SDK about the block that was read", () => {
    const record = offerRecord({ opens: noon });
    const { offer, sold, controller } = record;
    const own = offerStateOf({ offer, sold, controller, closed: false, time: noon });
    expect(offerStateNow(record, blockAt(noon), 0)).toBe(own);
  });
});

describe("offerSentence", () => {
  it("says how many are left and until when, and nothing where there is nothing to say", () => {
    expect(offerSentence(offerRecord({ supply: 100, sold: 2, closes: noon }), "open")).toBe(
      "98 of 100 left, on sale before 12 March 2026, 14:05:09 UTC.",
    );
    expect(offerSentence(offerRecord(), "open")).toBeUndefined();
  });
});

describe("licenceStanding", () => {
  const licence = { start: noon, end: noon + 100, ended: undefined };

  it("L01 covers its first second and not its last", () => {
    expect([noon - 1, noon, noon + 99, noon + 100].map((time) => licenceStanding(licence, time).state)).toEqual([
      "not started",
      "running",
      "running",
      "expired",
    ]);
  });

  it("says how long it lasts, never too long", () => {
    expect(licenceStanding({ ...licence, end: noon + 10 * 86_400 }, noon + 1).words).toBe("9 days left");
    expect(licenceStanding(licence, noon + 100).words).toBe("ended just now");
    expect(licenceStanding(licence, noon + 103).words).toBe("ended 3 seconds ago");
    expect(licenceStanding(licence, noon - 5).words).toBe("starts in 5 seconds");
  });

  it("L11 says that it was ended for a breach, and when", () => {
    const ended = licenceStanding({ ...licence, ended: "terminated" }, noon + 103);
    expect(ended).toMatchObject({ state: "terminated", words: "Ended for a breach 3 seconds ago" });
  });

  it("says that it was given back, also before it began", () => {
    expect(licenceStanding({ ...licence, ended: "surrendered" }, noon + 103).words).toBe("Given back 3 seconds ago");
    const early = { start: noon, end: noon - 5, ended: "surrendered" } as const;
    expect(licenceStanding(early, noon - 1)).toEqual({
      state: "surrendered",
      words: "Given back 4 seconds ago",
      passed: undefined,
    });
  });

  it("never ends when it has no end", () => {
    const above = { id: (5n << 32n) | 2n, decisive: (5n << 32n) | 1n, state: "terminated" } as const;
    expect(licenceStanding({ ...licence, ...above }, noon + 5)).toMatchObject({
      state: "terminated",
      words: "Ended with licence 1 above it",
    });
    const endless = licenceStanding({ ...licence, end: forever }, forever);
    expect(endless).toEqual({ state: "running", words: "without an end", passed: undefined });
  });
});

describe("words", () => {
  it("X09 calls every country as the licence text does, whatever this browser calls it", () => {
    for (const { code, name } of territories) expect(territoryName(code)).toBe(name);
    const text = deedOf({ ...presetTerms("editorial"), territories: ["CG", "FK", "MO", "PS"] }).text;
    for (const code of ["CG", "FK", "MO", "PS"] as const) expect(text).toContain(`${territoryName(code)} (${code})`);
  });

  it("says durations exactly, with years where they come out even", () => {
    expect(durationText(365 * 86_400)).toBe("365 days (1 year)");
    expect(durationText(730 * 86_400)).toBe("730 days (2 years)");
    expect(durationText(90 * 86_400)).toBe("90 days");
    expect(durationText(forever)).toBe("for ever");
  });

  it("says uses inside a sentence", () => {
    expect(usesInWords(["print"])).toBe("print");
    expect(usesInWords(["train", "show-online", "print"])).toBe("print, show online and train models");
  });

  it("says purposes inside a sentence, and when it is every one", () => {
    expect(purposesInWords(["editorial"])).toBe("for editorial purposes only");
    expect(purposesInWords(["non-commercial", "editorial"])).toBe("for editorial and public non-commercial purposes");
    expect(purposesInWords(purposes.map(({ id }) => id))).toBe("for every purpose");
    const printed = onchainTermsOf({ ...presetTerms("editorial"), uses: ["print"] }, deploymentFixture);
    expect(licensedInWords(printed)).toBe("print, for editorial purposes only");
  });
});

describe("offersForUse", () => {
  it("lists only what can be bought now under a verified deed that allows the use", () => {
    const editorial = offerRecord();
    const refused = offerRecord({
      record: termsRecord(presetTerms("editorial"), deedOf(presetTerms("remix")).document),
    });
    const closed = offerRecord({ closed: true });
    const found = offersForUse(
      [refused, closed, editorial, offerRecord({ record: termsRecord(presetTerms("sync")) })],
      blockAt(noon),
      { use: "print", purpose: "editorial" },
    );
    expect(found).toEqual([editorial]);
  });

  it("knows purposes and fields apart", () => {
    const french = offerRecord({ record: termsRecord({ ...presetTerms("editorial"), field: "language: french" }) });
    const everywhere = offerRecord();
    const wanted = (changes: object) =>
      offersForUse([french, everywhere], blockAt(noon), { use: "print", purpose: "editorial", ...changes });
    expect(wanted({})).toEqual([everywhere]);
    expect(wanted({ field: "Language: French" })).toEqual([french, everywhere]);
    expect(wanted({ field: "language: german" })).toEqual([everywhere]);
    expect(wanted({ purpose: "advertising" })).toEqual([]);
  });
});
