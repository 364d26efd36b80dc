import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@colophon/sdk";

const root = join(import.meta.dirname, "../..");

/** All that decides what the tables hold: other code must not go on where this one stopped. */
const sources = [
  "indexer/package.json",
  "indexer/ponder.config.ts",
  "indexer/ponder.schema.ts",
  "indexer/src/*.ts",
  "indexer/src/support/*.ts",
  "sdk/src/abi/generated.ts",
  "sdk/src/commitment/commitmentOf.ts",
  "sdk/src/ids/formatId.ts",
  "sdk/src/terms/forever.ts",
];

/** The schema of an index: it names the chain, and follows from the deployment and from the code that fills it. */
export function schemaName(deployment: Deployment): string {
  const hash = createHash("sha256").update(JSON.stringify(deployment));
  for (const path of globSync(sources, { cwd: root }).sort()) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return `${schemaPrefix(deployment.chainId)}${hash.digest("hex").slice(0, 12)}`;
}

/** How the names of all indexes of a chain begin. */
export const schemaPrefix = (chainId: number) => `colophon_${chainId}_`;
