import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const legend = readFileSync(join(root, "test/CASES.md"), "utf8");
const explained = Array.from(legend.matchAll(/^- ([A-Z]\d\d): \S/gm), ([, code = ""]) => code);

/** A title is what a function of the runner, or what its `each` gave back, is called with first. */
const TITLE = /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*("[^"\n]*"|'[^'\n]*'|`[^`]*`)/g;
const FUNCTION = /\bfunction (?:test|invariant)(\w*)/g;

async function codesIn(pattern: string, name: RegExp, code: RegExp): Promise<string[]> {
  const ignored = (path: string) => /(^|\/)(node_modules|\.\w+|artifacts|dist)$/.test(path);
  const files = await Array.fromAsync(glob(pattern, { cwd: root, exclude: ignored }));
  expect(files.length).toBeGreaterThan(50);
  return files.flatMap((file) =>
    Array.from(readFileSync(join(root, file), "utf8").matchAll(name)).flatMap(([, words = ""]) =>
      Array.from(words.matchAll(code), ([, found = ""]) => found),
    ),
  );
}

describe("the legend of the codes in test names", () => {
  test("has one line for each code, in order", () => {
    expect(explained).toEqual([...new Set(explained)].sort());
  });

  test("explains every code that is used, and none that is not", async () => {
    const used = new Set([
      ...(await codesIn("**/*.{test,spec}.{ts,tsx}", TITLE, /\b([A-Z]\d\d)\b/g)),
      ...(await codesIn("test/**/*.sol", FUNCTION, /(?:_|When|Given)([A-Z]\d\d)(?=_|$)/g)),
    ]);
    expect([...used].sort()).toEqual(explained);
  });
});
