import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countTests } from "../../scripts/testing/countTests.ts";
import { runStep } from "../../scripts/testing/runStep.ts";

let folder: string;
let report: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-count-"));
  report = join(folder, "report.json");
});

afterAll(() => rm(folder, { recursive: true }));

test("counts a check as one test", async () => {
  expect(await countTests({ count: "check" }, { code: 0, output: "", report })).toEqual({ passed: 1, failed: 0 });
  expect(await countTests({ count: "check" }, { code: 1, output: "", report })).toEqual({ passed: 0, failed: 1 });
});

test("adds up what Hardhat's runners say", async () => {
  const output = "  \u001b[32m12 passing\u001b[39m (4s)\n  1 failing\n\n  1) it\n\n  30 passing\n";
  expect(await countTests({ count: "passing" }, { code: 1, output, report })).toEqual({ passed: 42, failed: 1 });
});

test("reads what Vitest and Playwright write", async () => {
  await writeFile(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 2 }));
  expect(await countTests({ count: "vitest" }, { code: 1, output: "", report })).toEqual({ passed: 7, failed: 2 });
  await writeFile(report, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1 } }));
  expect(await countTests({ count: "playwright" }, { code: 1, output: "", report })).toEqual({ passed: 4, failed: 1 });
});

test("never calls a crashed runner a success", async () => {
  const missing = join(folder, "missing.json");
  for (const count of ["vitest", "playwright", "passing"] as const) {
    const result = { code: null, output: "5 passing", report: missing };
    expect((await countTests({ count }, result)).failed, count).toBe(1);
  }
});

test("never calls a runner that ran nothing a success", async () => {
  const step = { name: "nothing at all", command: ["--eval", "console.log('0 passing')"], count: "passing" } as const;
  const result = await runStep({ ...step, command: [...step.command] }, new AbortController().signal);
  expect(result).toMatchObject({ passed: 0, failed: 1, reason: "It ran no tests." });
});
