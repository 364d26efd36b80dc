import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { faultsOf, isOf, namedIn, suiteOf } from "../../scripts/scoreboard/faults.ts";
import { steps } from "../../scripts/testing/steps.ts";

const root = join(import.meta.dirname, "../..");
const legend = readFileSync(join(root, "test/FAULTS.md"), "utf8");
const lines = faultsOf(legend);

describe("the table of flows and faults", () => {
  test("has 40 lines or more, each once, and every line of a table is one", () => {
    expect(lines.length).toBeGreaterThanOrEqual(40);
    expect(new Set(lines.map((line) => JSON.stringify(line))).size).toBe(lines.length);
    const rows = legend.split("\n").filter((line) => /^\| (?!flow )/.test(line));
    expect(lines).toHaveLength(rows.length);
  });

  test("has a line for every flow and every fault that it names, and names every one that a line has", () => {
    const { flows, faults } = namedIn(legend);
    expect([...new Set(lines.map(({ flow }) => flow))].sort()).toEqual(flows.toSorted());
    expect([...new Set(lines.map(({ fault }) => fault))].sort()).toEqual([...new Set(faults)].sort());
  });

  test.each(lines)("$flow × $fault: $tests", ({ file, tests }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    const source = readFileSync(join(root, file), "utf8");
    // What a name is put together of in the test stands in pieces there.
    for (const part of tests.split(/…| × /)) expect(source).toContain(part.trim());
  });

  test("has tests of suites that are run", () => {
    const names = steps.map(({ name }) => name);
    for (const line of lines) expect(names).toContain(suiteOf(line));
  });
});

test("a line is told by how the name of a test begins, behind whatever it is within", () => {
  const line = { tests: "… × a double click" };
  expect(isOf(line, "buy × a double click")).toBe(true);
  expect(isOf(line, "buy × a double-edged click")).toBe(false);
  expect(isOf({ tests: "C06 RPC …: a look-up" }, "C06 RPC answers 429: a look-up ends in")).toBe(true);
  expect(isOf({ tests: "is bought (twice)" }, "a licence is bought (twice) only if asked for")).toBe(true);
  expect(isOf({ tests: "bought" }, "rebought")).toBe(false);
});

test("a stake that is none is named", () => {
  expect(() => faultsOf("| buy | breaks off | honour | `a.ts` | is lost |")).toThrow("“honour” is no stake");
});
