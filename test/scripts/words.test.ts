import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proseOf, readingGrade } from "../../scripts/testing/readingGrade.ts";
import { glossary, glossaryPage } from "../../sdk/src/terms/glossary.ts";

const root = join(import.meta.dirname, "../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");
const training = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "docs/training"], {
  cwd: root,
  encoding: "utf8",
})
  .trim()
  .split("\n");
/** What people read who are no developers. */
const pages = ["README.md", "cli/README.md", "docs/creator.md", "docs/licensee.md", "docs/auditor.md", ...training];
const known = new Set<string>(glossary.map(({ term }) => term));

describe.each(pages)("%s", (page) => {
  it("asks for no more than nine years of school", () => {
    const grade = readingGrade(proseOf(text(page)));
    expect(grade === undefined ? 0 : Math.round(grade * 10) / 10).toBeLessThanOrEqual(9);
  });

  it("marks no word as a term that is not in the glossary", () => {
    // Terms are in italics and begin small; names of pages begin with a capital.
    const marked = [...text(page).matchAll(/(?<![*\w])\*([a-z][a-z ]+)\*(?!\*)/g)].map(([, term = ""]) => term);
    const singular = (term: string) => [term, term.replace(/s$/, ""), term.replace(/s\b/, "")];
    expect(marked.filter((term) => !singular(term).some((each) => known.has(each)))).toEqual([]);
  });
});

describe("the glossary", () => {
  it("is written from its data (node scripts/testing/writeGlossary.ts)", () => {
    expect(text("docs/training/glossary.md")).toBe(glossaryPage());
  });

  it("has each word once, in order, with a sentence", () => {
    const terms = glossary.map(({ term }) => term);
    expect(terms).toEqual([...terms].sort());
    expect(new Set(terms).size).toBe(terms.length);
    for (const { meaning } of glossary) expect(meaning).toMatch(/^[A-Z].+\.$/);
  });

  it("uses no word for a thing that it calls otherwise", () => {
    for (const page of pages) {
      const found = /\b(?:deed is refused|hand(?:ed)? on (?:the|a|your) licence|fall asleep)\b/i.exec(text(page));
      expect([page, found?.[0]]).toEqual([page, undefined]);
    }
  });
});

describe("words on screen", () => {
  const sources = execFileSync("git", ["ls-files", "frontend/src", "sdk/src/core", "sdk/src/books", "cli/src"], {
    cwd: root,
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));

  // What was said once and was wider than the evidence, or another word for a thing that has one.
  it.each([
    [
      "nobody else may use it: the contracts know only their own licences",
      /not even (?:you|the licensor|the controller)/i,
    ],
    ["a right is sold once: the contract compares lists", /refuses to sell (?:it|the same right) twice/],
    ["two licences collide in fact: what is compared is named", /no two of them (?:collide|share all)/],
    ["an audit passes", /"passed"|covered exactly/],
    ["files never leave a device: covers are published", /never leave this (?:machine|device)\b(?! unless)/],
    [
      "units are taken: they are claimed",
      /\b(?:share|units) (?:is |are |were )?(?:not )?taken\b(?=[^/]*["`<])|take (?:your|their) (?:share|units)/i,
    ],
    ["a licence is handed on: it is transferred", /hand on (?:this|the|your) licence|pass on this work/i],
    ["offers sleep", /\basleep\b.*offer|offer.*\basleep\b/i],
    ["a day is not lost", /No day is lost/],
  ])("never say that %s", (_, phrase) => {
    const found = sources.flatMap((path) =>
      text(path)
        .split("\n")
        .filter((line) => !/^\s*(?:\/\/|\*|\/\*\*)/.test(line) && phrase.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});

describe("the reading grade", () => {
  it("tells long words and sentences from short ones", () => {
    const easy = readingGrade(
      "The cat sat on the mat. It was a warm day and the sun was high. The cat was glad to rest there all day long with us here now.",
    );
    const hard = readingGrade(
      "The committee subsequently determined that the aforementioned contractual obligations, notwithstanding any supplementary considerations, would necessarily remain enforceable throughout the jurisdiction in which the parties had previously established their respective principal places of business.",
    );
    expect(easy).toBeLessThan(3);
    expect(hard).toBeGreaterThan(20);
  });

  it("leaves out what is no prose, and says nothing of a line or two", () => {
    expect(proseOf("# Title\n\n```\ncode here\n```\n\n| a | b |\n\nSee [the page](x.md).")).not.toMatch(
      /Title|code|\||x\.md/,
    );
    expect(readingGrade("Too short.")).toBeUndefined();
  });
});
