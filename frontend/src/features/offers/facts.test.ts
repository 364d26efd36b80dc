import { parseSchedule } from "@colophon/sdk/terms";
import { zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { emptyFacts, emptyParty, type FactsForm, factsInWords, parseFactsForm } from "./factsForm.ts";
import { ratesOf } from "./PriceGuide.tsx";

const read = (changes: Partial<FactsForm> = {}, forOne = true) =>
  parseFactsForm({ form: { ...emptyFacts, ...changes }, forOne });
const delivery = { what: "WAV", when: "by 1 March 2027", how: "by a link", acceptance: "unless refused in 14 days" };

describe("parseFactsForm", () => {
  it("names nothing while nothing is said", () => {
    expect(read()).toEqual({ errors: {}, facts: undefined, digest: zeroHash, published: false });
    expect(read({ project: "  " }).digest).toBe(zeroHash);
  });

  it("makes the document of all that is typed, whose digest the offer names", () => {
    const statement = { name: "id.pdf", digest: `0x${"1d".repeat(32)}` } as const;
    const { facts, digest } = read({
      ...{ project: "Harbour", versions: "Version 2 only", credit: "© Ines Alt", tax: "19 % on top", ...delivery },
      parties: [{ ...emptyParty, name: "Ines Alt", statement }],
      more: [{ title: "Option", text: "One year" }],
      annexes: [{ title: "", file: { name: "stems.csv", digest: `0x${"ab".repeat(32)}` }, at: "" }],
    });
    expect(facts?.digest).toBe(digest);
    expect(parseSchedule(facts?.document).schedule).toEqual({
      ...{ project: "Harbour", versions: "Version 2 only", credit: "© Ines Alt", tax: "19 % on top", delivery },
      parties: [{ role: "licensor", name: "Ines Alt", address: "none", statement: statement.digest }],
      facts: [{ title: "Option", text: "One year" }],
      annexes: [{ title: "stems.csv", sha256: `0x${"ab".repeat(32)}`, type: "text/csv", at: "none" }],
    });
    expect(factsInWords(read({ project: "Harbour", credit: "I. Alt" }))).toBe("Project and credit line.");
  });

  it.each([
    ["delivery", { what: "WAV" }, "Still open: when, how and when it counts as accepted."],
    ["parties", { parties: [emptyParty] }, "name of a party is blank"],
    ["more", { more: [{ title: "", text: "x" }] }, "title of a fact is blank"],
    ["annexes", { annexes: [{ title: "", file: undefined, at: "" }] }, "Choose the file of annex 1"],
    ["own", { owned: true }, "Choose the document, or turn this off"],
  ] as const)("says at %s what is missing", (field, changes, sentence) => {
    const { errors, digest } = read(changes);
    expect(errors[field]).toContain(sentence);
    expect(digest).toBeUndefined();
  });

  it("asks who may read the facts of an offer to everybody, and publishes nothing unasked", () => {
    const open = read({ project: "Harbour" }, false);
    expect(open).toMatchObject({
      digest: undefined,
      errors: { readers: expect.stringContaining("Say whether anybody") },
    });
    expect(open.facts?.text).toBe("Project: Harbour\n");
    expect(read({ project: "Harbour", readers: "buyers" }, false)).toMatchObject({ errors: {}, published: false });
    expect(read({ project: "Harbour", readers: "anybody" }, false)).toMatchObject({ errors: {}, published: true });
    expect(read({ project: "Harbour", readers: "anybody" }, true).published).toBe(false);
  });

  it("takes a document of the parties in place of the form", () => {
    const own = { name: "deal.pdf", digest: `0x${"5c".repeat(32)}` } as const;
    expect(read({ owned: true, own, project: "Harbour" })).toMatchObject({ digest: own.digest, facts: undefined });
  });
});

describe("ratesOf", () => {
  const point = (time: number, value: bigint, count: number) => ({ time, value, count });
  const series = [
    { key: "print", currency: zeroHash, points: [point(0, 10n, 1), point(9, 40n, 2)] },
    { key: "film", currency: zeroHash, points: [point(0, 5n, 7)] },
    { key: "goods", currency: zeroHash, points: [] },
  ] as unknown as Parameters<typeof ratesOf>[0]["series"];

  it("weighs each month by its sales, gives their number, and is silent where there were none", () => {
    expect(ratesOf({ series }, ["print", "film", "goods"])).toEqual([
      { use: "film", mean: 5n, licences: 7 },
      { use: "print", mean: 30n, licences: 3 },
    ]);
  });
});
