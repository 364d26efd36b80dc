import { createHash } from "node:crypto";
import { glob, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Step } from "./steps.ts";

const root = join(import.meta.dirname, "../..");

/** Where every step leaves what it said, its report, and its result. */
export const logs = join(root, "test-results/logs");

/** What the files of a step are called there. */
export const fileOf = (name: string): string => name.replaceAll(/\W+/g, "-");

/** How many tests of a step passed and failed. */
export type Count = {
  passed: number;
  failed: number;
  /** Those that passed at a second try only, by name; they count as passed. */
  flaky: string[];
};

/** What a step came to, and of which sources that holds. */
export type KeptResult = Count & { seconds: number; sources: string };

/** A digest of everything that a step tests: a result is one of these sources, and of no others. */
export async function sourcesOf({ reads, command }: Pick<Step, "reads" | "command">): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(command.map((word) => word.replace(root, ""))));
  const paths = await Array.fromAsync(glob([...reads, "package-lock.json"], { cwd: root, exclude: isMade }));
  for (const path of [...new Set(paths)].sort()) {
    const bytes = await readFile(join(root, path)).catch(() => undefined);
    if (bytes) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** Folders of what is made or brought, and the board itself, which is made of results. */
const isMade = (path: string) =>
  /(^|\/)(node_modules|\.\w+|artifacts|cache|dist|test-results)$/.test(path) || path.endsWith("scoreboard.md");

export async function keepResult({ name }: Step, sources: string, result: Omit<KeptResult, "sources">): Promise<void> {
  await writeFile(join(logs, `${fileOf(name)}.result.json`), JSON.stringify({ ...result, sources }));
}

/** The result of a step if it was run whole and of the sources that are here now; undefined if not. */
export async function keptResult(step: Step): Promise<KeptResult | undefined> {
  const text = await readFile(join(logs, `${fileOf(step.name)}.result.json`), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const kept: KeptResult = JSON.parse(text);
  return kept.sources === (await sourcesOf(step)) ? kept : undefined;
}

/** Takes away a result, so that none stands beside a report that is being written anew. */
export const dropResult = ({ name }: Step): Promise<void> =>
  rm(join(logs, `${fileOf(name)}.result.json`), { force: true });
