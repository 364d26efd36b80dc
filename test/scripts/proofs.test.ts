import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const run = (...args: string[]) =>
  spawnSync(process.execPath, ["scripts/proofs.ts", ...args], { cwd: root, encoding: "utf8" });

test("the model checker calls a false statement violated", () => {
  const { stdout, stderr, status } = run("--model", "Canary");
  expect(status, stderr).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ proved: 0, violated: 1, unproved: 0 });
});

test("a model that there is not, and a time that is none, are refused", () => {
  expect(run("--only", "Nothing").stderr).toMatch(/There is no model named Nothing\. These are: Agreement, .*Shares\./);
  expect(run("--seconds", "soon").stderr).toContain("--seconds soon is no whole number from 1.");
});
