import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test("no test in Solidity holds the code of a contract: compiled with it, that would not be the optimized one", () => {
  const contracts = globSync("contracts/*.sol", { cwd: root }).map((path) => basename(path, ".sol"));
  expect(contracts).toContain("Licences");
  const held = new RegExp(`\\bnew (${contracts.join("|")})\\b|\\btype\\((${contracts.join("|")})\\)\\.\\w+Code\\b`);
  const tests = globSync("test/{unit,invariant,utils}/**/*.sol", { cwd: root });
  expect(tests.length).toBeGreaterThan(50);
  expect(tests.filter((path) => held.test(readFileSync(join(root, path), "utf8")))).toEqual([]);
});
