import { sha256 } from "viem";
import { describe, expect, it } from "vitest";
import { FormatError, TermsError } from "../model/errors.ts";
import { emptySchedule, longestFact, parseSchedule, type Schedule, scheduleOf, scheduleText } from "./schedule.ts";

const deal: Schedule = {
  project: "Harbour, a feature film",
  versions: "version 2 of the record",
  credit: "“Tides” by I. Alt, courtesy of Alt Music",
  delivery: {
    what: "WAV, 24 bit, 48 kHz, with stems",
    when: "by 1 March 2027",
    how: "by a link to the producer",
    acceptance: "unless refused with reasons within 14 days",
  },
  parties: [
    { role: "licensor", name: "Ines Alt", address: "Hafen 1, Hamburg", statement: `0x${"1d".repeat(32)}` },
    { role: "licensee", name: "Kai Film GmbH", address: "none", statement: "none" },
  ],
  tax: "19 % German VAT comes on top; VAT ID DE123456789",
  facts: [{ title: "Option", text: "Exercise at 100,000 USDX; the fee counts toward it." }],
  annexes: [{ title: "Stems", sha256: `0x${"ab".repeat(32)}`, type: "text/csv", at: "none" }],
};

describe("the facts of a deal", () => {
  it("are a document whose digest the offer names, and come back as they were", () => {
    const { document, bytes, digest, text } = scheduleOf(deal);
    expect(digest).toBe(sha256(bytes));
    expect(parseSchedule(bytes)).toEqual(parseSchedule(document));
    expect(parseSchedule(document)).toMatchObject({ schedule: deal, digest });
    expect(text).toBe(`Project: Harbour, a feature film
Versions of the work: version 2 of the record
Credit line: “Tides” by I. Alt, courtesy of Alt Music
Delivery: WAV, 24 bit, 48 kHz, with stems
Delivered: by 1 March 2027, by a link to the producer
Accepted: unless refused with reasons within 14 days
Licensor: Ines Alt, Hafen 1, Hamburg; statement of identity with the SHA-256 0x${"1d".repeat(32)}
Licensee: Kai Film GmbH
Tax: 19 % German VAT comes on top; VAT ID DE123456789
Option: Exercise at 100,000 USDX; the fee counts toward it.
Annex: Stems, text/csv, with the SHA-256 0x${"ab".repeat(32)}, which the Licensor hands over
`);
  });

  it("are named in the language of the licence text, and the document is the same", () => {
    const text = scheduleText(deal, "de");
    expect(text).toContain("Projekt: Harbour, a feature film\n");
    expect(text).toContain("Lizenzgeber: Ines Alt, Hafen 1, Hamburg; Erklärung zur Person mit dem SHA-256 0x1d1d");
    expect(text).toContain("Abnahme: unless refused");
    expect(text.split("\n")).toHaveLength(scheduleOf(deal).text.split("\n").length);
  });

  it("may be one alone", () => {
    expect(scheduleOf({ ...emptySchedule, project: "Harbour" }).text).toBe("Project: Harbour\n");
  });

  it.each([
    ["none at all", emptySchedule, "No fact of the deal is given"],
    ["a blank one", { ...deal, credit: " " }, "credit line is blank"],
    ["one too long", { ...deal, tax: "x".repeat(longestFact + 1) }, `Use at most ${longestFact}`],
    ["one that deceives", { ...deal, project: "\u202eruobraH" }, "nobody sees"],
    [
      "half a digest",
      { ...deal, parties: [{ ...deal.parties[0], statement: "0x1d" }] } as Schedule,
      "statement of identity",
    ],
  ])("are refused: %s", (_, facts, sentence) => {
    expect(() => scheduleOf(facts)).toThrow(TermsError);
    expect(() => scheduleOf(facts)).toThrow(sentence);
  });

  it.each([
    ["another format", { format: "colophon-deed/2" }],
    ["a fact more", { ...JSON.parse(scheduleOf(deal).document), secret: "no" }],
    ["nothing said", { format: "colophon-schedule/1", ...emptySchedule }],
  ])("are not read from a document with %s", (_, document) => {
    expect(() => parseSchedule(document)).toThrow(FormatError);
  });
});
