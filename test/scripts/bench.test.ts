import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contractNames } from "../../sdk/src/core/deployment.ts";

const root = join(import.meta.dirname, "../..");
let clone: string;

/** The project as after a clone, but its compiler takes what it should write from here, which is quicker. */
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), "colophon-clone-"));
  for (const path of ["bench", "contracts", "scripts", "test", "README.md", "hardhat.config.ts", "package.json"]) {
    cpSync(join(root, path), join(clone, path), { recursive: true });
  }
  cpSync(join(root, "package-lock.json"), join(clone, "package-lock.json"));
  // Each by itself: what was built here is remembered in a folder of its own.
  mkdirSync(join(clone, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== ".cache") symlinkSync(join(root, "node_modules", name), join(clone, "node_modules", name));
  }
  symlinkSync(join(root, "sdk"), join(clone, "sdk"));
  const copy = `import { cpSync } from "node:fs";
for (const path of ["artifacts", "types"]) cpSync(${JSON.stringify(root)} + "/" + path, path, { recursive: true });
`;
  writeFileSync(join(clone, "scripts/compile.ts"), copy);
});

afterAll(() => rmSync(clone, { recursive: true }));

// What it measures is held by a step of its own: see scripts/testing/steps.ts.
test("the gas benchmark compiles what it measures, and prints nothing but figures", () => {
  const args = ["scripts/bootstrap.mjs", "bench/gas", "--sizes"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: clone, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "Building the contracts\n" });
  const sizes = stdout
    .trimEnd()
    .split("\n")
    .map((line) => /^(\w+) [1-9]\d+$/.exec(line)?.[1]?.toLowerCase());
  expect(sizes.sort()).toEqual([...contractNames, "till"].sort());
});
