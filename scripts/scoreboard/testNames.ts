import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { fileOf, logs } from "../testing/results.ts";
import type { Step } from "../testing/steps.ts";

/** A test as its runner told of it. */
export type Told = { name: string; passed: boolean };

type Suite = { title: string; suites?: Suite[]; specs?: { title: string; ok: boolean }[] };

const playwright = ({ suites = [], specs = [] }: Suite): Told[] => [
  ...specs.map(({ title, ok }) => ({ name: title, passed: ok })),
  ...suites.flatMap(playwright),
];

type Report = {
  suites?: Suite[];
  testResults?: { assertionResults: { fullName: string; status: string }[] }[];
};

/** The tests of a report in JSON, as Vitest and Playwright write it; those that were left out are not among them. */
export function testsOfReport({ suites = [], testResults = [] }: Report): Told[] {
  const told = testResults.flatMap(({ assertionResults }) => assertionResults);
  return [
    ...suites.flatMap(playwright),
    ...told
      .filter(({ status }) => status === "passed" || status === "failed")
      .map(({ fullName, status }) => ({ name: fullName, passed: status === "passed" })),
  ];
}

/** The tests of what Hardhat's runners print. */
export function testsOfLog(log: string): Told[] {
  const lines = stripVTControlCharacters(log).split("\n");
  return lines.flatMap((line): Told[] => {
    const passed = /^\s+✔ (.*?)(?: \(\d+ms\))?$/.exec(line)?.[1];
    if (passed !== undefined) return [{ name: passed, passed: true }];
    const failed = /^ {4,}\d+\) (.+)$/.exec(line)?.[1];
    return failed === undefined ? [] : [{ name: failed, passed: false }];
  });
}

/** Every test of a step that was run, by the report that it left; none of a check. */
export async function testsOf({ name, count }: Step): Promise<Told[]> {
  if (count === "check") return [];
  const path = join(logs, `${fileOf(name)}.${count === "passing" ? "log" : "json"}`);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return [];
  return count === "passing" ? testsOfLog(text) : testsOfReport(JSON.parse(text));
}

/** The codes of test/CASES.md that a name carries. */
export const codesOf = (name: string): string[] => [
  ...new Set(
    Array.from(
      name.matchAll(/(?<![A-Za-z0-9])([A-Z]\d\d)(?![A-Za-z0-9])|(?<=When|Given)([A-Z]\d\d)(?=_|\()/g),
      ([, one, other]) => one ?? other ?? "",
    ),
  ),
];

/** The legend: each code with what it is about. */
export function casesOf(legend: string): { code: string; about: string }[] {
  return Array.from(legend.matchAll(/^- ([A-Z]\d\d): (.*?[.:]|.*)(?= |$)/gm), ([, code = "", about = ""]) => ({
    code,
    about,
  }));
}
