import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** What product code is written in, without tests, generated code and what is deliberately apart from the SDK. */
const files = execFileSync("git", ["ls-files", "sdk/src", "cli", "indexer", "frontend/src", "scripts", "verifier"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\.ts$|^sdk\/src\/testing\//.test(file));

const lines = files.flatMap((file) =>
  readFileSync(join(root, file), "utf8")
    .split("\n")
    .map((text, i) => ({ file, at: `${file}:${i + 1}`, text })),
);

/** Ideas that have one home each; everybody else reads them from there. */
const ideas = [
  {
    what: "for ever",
    written: /\b2n? \*\* 40n?\b|1_099_511_627_775|1_?099511627775/,
    home: "sdk/src/model/constants.ts",
  },
  { what: "all shares", written: /\b1_000_000_000n?\b/, home: "sdk/src/model/constants.ts" },
  {
    what: "no limit, and what terms can state",
    written: /\b2n \*\* (?:96|112|128|256)n\b/,
    home: "sdk/src/model/constants.ts",
  },
  { what: "the most seats and periods", written: /\b4_?095\b|mostSeats = /, home: "sdk/src/model/constants.ts" },
  { what: "the digest of nothing", written: /e3b0c44298fc1c14/, home: "sdk/src/model/constants.ts" },
  { what: "the memo of tills", written: /0x74696c6c|stringToHex\("till"/, home: "sdk/src/model/constants.ts" },
  { what: "the serial of a licence", written: /& 0xffff_?ffffn/, home: "sdk/src/model/ids.ts" },
  {
    what: "whether two accounts are one",
    written:
      /isAddressEqual|(?:account|address|holder|payer|controller|licensor|claimant|buyer|from|to|one)\??\.toLowerCase\(\) [!=]==/,
    home: "sdk/src/model/ids.ts",
  },
  { what: "a typed day", written: /T00:00:00Z/, home: "sdk/src/model/time.ts" },
  {
    what: "one or many",
    written: /=== 1n? \? (?:["`]|one\b)/,
    home: "sdk/src/model/numbers.ts",
  },
  { what: "the deployer that is everywhere", written: /4e59b44847b379578588/i, home: "sdk/src/core/deployment.ts" },
  { what: "thousands", written: /\\B\(\?=/, home: "sdk/src/model/numbers.ts" },
  { what: "what a spreadsheet takes for a formula", written: /\[=\+/, home: "sdk/src/core/csv.ts" },
  {
    what: "the formats of documents",
    written: /"colophon-(?:manifest|opening|bundle|work|holders|deed|quote|agreement|order|statement)\//,
    home: "sdk/src/model/formats.ts",
  },
] as const;

test.each(ideas)("$what: written in $home only", ({ written, home }) => {
  const elsewhere = lines.filter(
    ({ file, text }) => file !== home && !/^\s*(?:\*|\/\/|\/\*\*)/.test(text) && written.test(text),
  );
  expect(elsewhere.map(({ at, text }) => `${at}: ${text.trim()}`)).toEqual([]);
  expect(lines.some(({ file, text }) => file === home && written.test(text))).toBe(true);
});
