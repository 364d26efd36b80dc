import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { narrowTo, withNeeds } from "../../scripts/testing/changes.ts";
import { countTests, runStep, type StepResult } from "../../scripts/testing/runStep.ts";
import { schedule } from "../../scripts/testing/schedule.ts";
import { type Step, steps } from "../../scripts/testing/steps.ts";

let folder: string;
let report: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-count-"));
  report = join(folder, "report.json");
});

afterAll(() => rm(folder, { recursive: true }));

test("counts a check as one test", async () => {
  expect(await countTests({ count: "check" }, { code: 0, output: "", report })).toEqual({
    passed: 1,
    failed: 0,
    flaky: [],
  });
  expect(await countTests({ count: "check" }, { code: 1, output: "", report })).toEqual({
    passed: 0,
    failed: 1,
    flaky: [],
  });
});

test("adds up what Hardhat's runners say", async () => {
  const output = "  \u001b[32m12 passing\u001b[39m (4s)\n  1 failing\n\n  1) it\n\n  30 passing\n";
  expect(await countTests({ count: "passing" }, { code: 1, output, report })).toMatchObject({ passed: 42, failed: 1 });
});

test("reads what Vitest and Playwright write", async () => {
  await writeFile(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 2 }));
  expect(await countTests({ count: "vitest" }, { code: 1, output: "", report })).toMatchObject({
    passed: 7,
    failed: 2,
  });
  await writeFile(report, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1 } }));
  const { passed, failed } = await countTests({ count: "playwright" }, { code: 1, output: "", report });
  expect({ passed, failed }).toEqual({ passed: 4, failed: 1 });
});

test("names what passed at a second try only", async () => {
  const specs = [
    { title: "a stamp is captured", tests: [{ status: "expected" }] },
    { title: "every page in the dark", tests: [{ status: "flaky" }] },
  ];
  const suites = [{ title: "story.spec.ts", suites: [{ title: "12", specs }] }];
  await writeFile(report, JSON.stringify({ stats: { expected: 1, unexpected: 0, flaky: 1 }, suites }));
  expect(await countTests({ count: "playwright" }, { code: 0, output: "", report })).toEqual({
    ...{ passed: 2, failed: 0 },
    flaky: ["story.spec.ts › 12 › every page in the dark"],
  });
});

test("never calls a crashed runner a success", async () => {
  const missing = join(folder, "missing.json");
  for (const count of ["vitest", "playwright", "passing"] as const) {
    const result = { code: null, output: "5 passing", report: missing };
    expect((await countTests({ count }, result)).failed, count).toBe(1);
  }
});

const nothing: Step = {
  name: "nothing at all",
  command: ["--eval", "console.log('0 passing')"],
  count: "passing",
  reads: [],
};

test("never calls a runner that ran nothing a success, unless it was asked of a change only", async () => {
  const { signal } = new AbortController();
  expect(await runStep(nothing, signal)).toMatchObject({ passed: 0, failed: 1, reason: "It ran no tests." });
  expect(await runStep({ ...nothing, mayBeEmpty: true }, signal)).toMatchObject({ passed: 0, failed: 0 });
});

describe("lanes", () => {
  const step = (name: string, more: Partial<Step> = {}): Step => ({ ...nothing, name, ...more });
  const result = (failed: number): StepResult => ({ passed: 1, failed, flaky: [], seconds: 0, output: "" });

  /** Runs steps that end when they are told to, and notes what begins and ends. */
  function begin(list: Step[], lanes: number) {
    const begun: string[] = [];
    const results: Record<string, StepResult> = {};
    const finish: Record<string, (result: StepResult) => void> = {};
    const done = schedule({
      steps: list,
      lanes,
      run: ({ name }) => {
        begun.push(name);
        return new Promise((resolve) => (finish[name] = resolve));
      },
      ended: ({ name }, result) => {
        results[name] = result;
      },
      signal: new AbortController().signal,
    });
    const end = async (name: string, failed = 0) => {
      finish[name]?.(result(failed));
      await vi.waitFor(() => expect(results[name]).toBeDefined());
      // What may begin now has begun before anything else is heard of.
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { begun, results, done, end };
  }

  test("run what does not wait for another side by side, the first in the list first", async () => {
    const { begun, done, end } = begin(
      [step("build"), step("unit", { needs: ["build"] }), step("lint"), step("types")],
      2,
    );
    expect(begun).toEqual(["build", "lint"]);
    await end("build");
    expect(begun).toEqual(["build", "lint", "unit"]);
    await end("lint");
    await end("unit");
    await end("types");
    await done;
    expect(begun).toEqual(["build", "lint", "unit", "types"]);
  });

  test("let others pass a wide step until there is room for it", async () => {
    const { begun, done, end } = begin([step("lint"), step("e2e", { lanes: 2 }), step("unit")], 2);
    expect(begun).toEqual(["lint", "unit"]);
    await end("lint");
    expect(begun).toEqual(["lint", "unit"]);
    await end("unit");
    expect(begun).toEqual(["lint", "unit", "e2e"]);
    await end("e2e");
    await done;
  });

  test("do not run what needs something that failed, and say so", async () => {
    const list = [step("build"), step("unit", { needs: ["build"] }), step("e2e", { needs: ["unit"] }), step("lint")];
    const { begun, results, done, end } = begin(list, 1);
    await end("build", 1);
    await end("lint");
    await done;
    expect(begun).toEqual(["build", "lint"]);
    expect(results.unit).toMatchObject({ failed: 1, reason: "It was not run: it needs “build”, which failed." });
    expect(results.e2e).toMatchObject({ failed: 1, reason: "It was not run: it needs “unit”, which failed." });
  });
});

describe("a part of everything", () => {
  const names = (list: readonly Step[]) => list.map(({ name }) => name);
  const commandOf = (changed: string[], name: string) =>
    narrowTo(changed, steps).chosen.find((step) => step.name === name)?.command;

  test("lists every step after what it needs", () => {
    for (const [i, { needs = [] }] of steps.entries()) {
      for (const need of needs) expect(names(steps.slice(0, i))).toContain(need);
    }
  });

  test("runs with a step what it needs", () => {
    const solidity = steps.filter(({ name }) => name === "solidity");
    expect(names(withNeeds(solidity, steps))).toEqual(["build: contracts", "build: tests in Solidity", "solidity"]);
  });

  test("asks of a change in the dApp its types and the tests that import it, and says that no browser was asked", () => {
    const { chosen, left } = narrowTo(["frontend/src/app/Header.tsx"], steps);
    expect(names(chosen)).toEqual([
      ...["lint: TypeScript", "lint: nothing unused", "types: frontend"],
      ...["build: dApp", "size of the first page", "frontend"],
    ]);
    expect(names(left)).toEqual(["e2e"]);
    expect(commandOf(["frontend/src/app/Header.tsx"], "frontend")).toContain("related");
  });

  test("asks of a change in a contract its own tests, whichever way they are called", () => {
    const changed = ["contracts/libraries/Grants.sol", "contracts/interfaces/IWorks.sol"];
    expect(commandOf(changed, "solidity")?.slice(4)).toEqual(
      expect.arrayContaining(["test/unit/Works/register.t.sol", "test/unit/libraries/Grants.t.sol"]),
    );
    expect(commandOf(changed, "build: tests in Solidity")).toContain("test/unit/Works/register.t.sol");
    expect(names(narrowTo(changed, steps).left)).toContain("integration");
  });

  test("runs what a change in a browser test has changed, and nothing for a change of words", () => {
    expect(commandOf(["test/e2e/story.spec.ts"], "e2e")).toEqual(["scripts/e2e.ts", "test/e2e/story.spec.ts"]);
    expect(narrowTo(["docs/creator.md"], steps)).toEqual({ chosen: [], left: [] });
  });
});
