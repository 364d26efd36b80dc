import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { logs, sourcesOf } from "../testing/results.ts";

/*
 * What is run by hand, because it takes long: the last result of each, which counts as long as nothing has changed that
 * it was made of.
 */

/** What each run is made of, as glob patterns. */
const runs = {
  evm: [
    "contracts/**/*.sol",
    "test/{evm,history}/**/*",
    "test/mocks/*.sol",
    "hardhat.config.ts",
    "sdk/src/{calls,model}/**/*.ts",
  ],
  load: [
    "contracts/**/*.sol",
    "test/mocks/{DemoToken,DemoAccount}.sol",
    "hardhat.config.ts",
    "bench/load{.ts,/*.ts}",
    "test/utils/naiveRoyalties.ts",
    "scripts/{demo,indexCheck,local}/*.ts",
    "indexer/**/*.{ts,sql}",
    "sdk/src/{calls,content,core,index-api,model,read,terms}/**/*.ts",
  ],
  proofs: ["scripts/proofs/*.sol", "scripts/proofs.ts", "contracts/types/{Constants,Time}.sol"],
  questions: ["indexer/**/*.{ts,sql}", "bench/index/*.ts", "sdk/src/index-api/*.ts"],
} as const satisfies Record<string, readonly string[]>;

export type RunName = keyof typeof runs;

/** A digest of all that a run is made of: to be taken before it begins, since much can change while it lasts. */
export const runSources = (name: RunName): Promise<string> => sourcesOf({ reads: [...runs[name]], command: [name] });

const fileOf = (name: RunName) => join(logs, `run-${name}.json`);

/** Keeps what a run came to, with the digest of what it was made of. */
export async function keepRun(name: RunName, sources: string, result: object): Promise<void> {
  await mkdir(logs, { recursive: true });
  await writeFile(fileOf(name), JSON.stringify({ sources, result }));
}

/** What the last run came to; undefined if there was none, or something of it has changed since. */
export async function keptRun<Result>(name: RunName): Promise<Result | undefined> {
  const text = await readFile(fileOf(name), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const kept: { sources: string; result: Result } = JSON.parse(text);
  return kept.sources === (await runSources(name)) ? kept.result : undefined;
}
