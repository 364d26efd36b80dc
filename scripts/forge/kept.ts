import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Where forge is, and what was found with it. */
export const home = join(root, ".colophon/forge");

/** By which name a contract's code goes to the tests. */
export const nameOf = (contract: string) => `COLOPHON_CODE_${contract}`;

/**
 * The code of the contracts as the last build made it, for the tests to take instead of what forge compiles beside them:
 * what is tried is what is deployed.
 */
export function builtCode(): Record<string, string> {
  const names = globSync("*.sol", { cwd: join(root, "contracts") }).map((file) => file.slice(0, -".sol".length));
  return Object.fromEntries(
    names.map((name) => {
      const artifact = readFileSync(join(root, `artifacts/contracts/${name}.sol/${name}.json`), "utf8");
      return [nameOf(name), (JSON.parse(artifact) as { bytecode: string }).bytecode];
    }),
  );
}

/** A digest of all contracts, and of the invariants with what they read: what was found holds for these alone. */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const patterns = ["contracts/**/*.sol", "test/{invariant,mocks,utils}/**/*.sol"];
  for (const path of globSync(patterns, { cwd: root }).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** What the invariants went through, added up over rounds. */
export type LongRun = { first: number; last: number; calls: number; reverts: number; seconds: number };

/** Keeps something that was found of the present contracts and invariants, under a name. */
export function keep(name: string, text: string): void {
  mkdirSync(join(home, "kept"), { recursive: true });
  writeFileSync(join(home, "kept", `${sourcesHash()}-${name}`), text);
}

/** What was kept under a name of the present contracts and invariants; undefined if nothing. */
export function kept(name: string): string | undefined {
  const path = join(home, "kept", `${sourcesHash()}-${name}`);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
