import { formatId, type HashedFile } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { ines, noon } from "../../../testing/fixtures.ts";
import { type ClearanceInput, parseClearance } from "./question.ts";

const digest = `0x${"ab".repeat(32)}` as const;
const file: HashedFile = { path: "a/poem.txt", size: 3, type: "text/plain", sha256: digest, blake3: digest };
const work = BigInt(`0x${"1f".repeat(28)}`);
const input: ClearanceInput = {
  files: [file],
  list: "",
  use: "print",
  purpose: "editorial",
  field: "",
  territory: "DE",
  from: "",
  until: "",
  account: "",
  now: noon,
};

describe("readClearance", () => {
  it("reads files, numbers, links and an account", () => {
    const list = `${formatId(work, "work")}, https://example.org/work/${formatId(work + 1n, "work")}\n${work}`;
    expect(parseClearance({ ...input, list, account: ines, until: "2026-03-12" })).toEqual({
      ok: true,
      question: {
        files: [{ name: "a/poem.txt", digest }],
        works: [work, work + 1n],
        use: "print",
        purpose: "editorial",
        field: undefined,
        territory: "DE",
        from: noon,
        until: Date.parse("2026-03-12T23:59:59Z") / 1000,
        account: ines,
      },
    });
  });

  it("takes this moment when no days are given", () => {
    const result = parseClearance(input);
    expect(result.ok && result.question).toMatchObject({ from: noon, until: noon, account: undefined });
  });

  it.each<[string, Partial<ClearanceInput>, Record<string, RegExp>]>([
    ["nothing to clear", { files: [] }, { what: /at least one work/ }],
    ["empty files only", { files: [{ ...file, size: 0 }] }, { what: /empty/ }],
    ["what is no number", { list: "1984 banana" }, { what: /1984.*1 more/ }],
    ["the number of a licence", { list: `0x${"1f".repeat(32)}` }, { what: /not the number of a work/ }],
    ["more than a report takes", { files: Array(1_001).fill(file) }, { what: /1,001/ }],
    [
      "no use, no purpose and no country",
      { use: undefined, purpose: undefined, territory: undefined },
      { use: /Choose/, purpose: /Choose/, territory: /Choose/ },
    ],
    ["the name of a field that is too long", { field: "x".repeat(101) }, { field: /100 characters/ }],
    ["an impossible day", { from: "2026-02-30" }, { from: /2026-02-30/ }],
    ["an end before the beginning", { from: "2026-04-02", until: "2026-04-01" }, { until: /before/ }],
    ["an end before now", { until: "2026-03-11" }, { until: /before/ }],
    ["a mistyped account", { account: "0x12" }, { account: /40/ }],
  ])("W10 says what is wrong with %s", (_, changes, words) => {
    const result = parseClearance({ ...input, ...changes });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(Object.keys(result.errors)).toEqual(Object.keys(words));
    for (const [name, pattern] of Object.entries(words)) {
      expect(result.errors[name as keyof typeof result.errors]).toMatch(pattern);
    }
  });
});
