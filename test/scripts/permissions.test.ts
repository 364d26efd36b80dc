import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

// That the words are true, test/unit/permissions.t.sol shows.
test("SECURITY.md and the Solidity test have who may call each function from the interfaces", () => {
  const check = ["scripts/permissions.ts", "--check"];
  const { status, stderr } = spawnSync(process.execPath, check, { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
