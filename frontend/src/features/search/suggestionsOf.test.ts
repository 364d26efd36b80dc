import { formatId } from "@colophon/sdk";
import { routes } from "@colophon/sdk/index-api";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { parseSearch } from "../../lib/questions.ts";
import { indexedAt, indexedLicence, indexedWork } from "../../testing/fakeIndex.ts";
import { ines } from "../../testing/fixtures.ts";
import { suggestionsOf } from "./suggestions.ts";

const answer = (parts: Record<string, unknown>) =>
  v.parse(routes.search.answer, {
    at: indexedAt,
    query: { kind: "words" },
    works: [],
    licences: [],
    offers: [],
    files: [],
    account: null,
    ...parts,
  });
const lines = (text: string, parts?: Record<string, unknown>, indexed = true) =>
  suggestionsOf(text, parseSearch(text), parts ? answer(parts) : undefined, indexed).map(({ href }) => href);

describe("suggestionsOf", () => {
  const work = formatId(BigInt(`0x${"1f".repeat(28)}`), "work");

  it("has nothing for nothing", () => {
    expect(lines("  ")).toEqual([]);
  });

  it("leads to what the index found, each once, and to all results last", () => {
    const one = indexedWork();
    const file = { digest: `0x${"ab".repeat(32)}`, rank: 1, disclosedAt: indexedAt, work: one };
    expect(lines("salt & sea", { files: [file], works: [one], licences: [indexedLicence()] })).toEqual([
      `/work/${one.id}`,
      `/licence/${indexedLicence().id}`,
      "/search?q=salt%20%26%20sea",
    ]);
  });

  it("C10 leads numbers to their pages without any index", () => {
    expect(lines(work, undefined, false)[0]).toBe(`/work/${work}`);
    expect(lines("ab".repeat(32), undefined, false)[0]).toBe(`/verify?q=${"ab".repeat(32)}`);
    expect(lines(ines, undefined, false)[0]).toBe(`/person/${ines}`);
    expect(lines("salt", undefined, false)).toEqual(["/works?q=salt"]);
  });

  it("shows a work once when its number was pasted and the index knows it too", () => {
    expect(lines(work, { works: [indexedWork({ id: work })] }).filter((href) => href === `/work/${work}`)).toHaveLength(
      1,
    );
  });
});
