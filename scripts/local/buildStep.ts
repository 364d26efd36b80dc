import { createHash } from "node:crypto";
import { glob, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./withLock.ts";

const root = join(import.meta.dirname, "../..");

export type BuildStep = {
  name: string;
  /** What it reads, as glob patterns from the root. */
  inputs: string[];
  /** What it writes, or as much of it as tells one result from another; patterns too. */
  outputs: string[];
  run(): Promise<void>;
};

const cache = join(root, "node_modules/.cache/colophon");

/** The file that a process holds while it builds. */
export const lockOf = (name: string) => join(cache, `${name}.lock`);

/** Runs a step unless it has written what is there, from what is there. Two that build at once take turns. */
export async function buildStep({ name, inputs, outputs, run }: BuildStep, say: (line: string) => void): Promise<void> {
  const stamp = join(cache, name);
  await withLock(lockOf(name), async () => {
    const before = await digestOf([...inputs, "package-lock.json"]);
    const last = await readFile(stamp, "utf8").catch(() => "");
    if (last === `${before} ${await digestOf(outputs)}`) return;
    say(`Building the ${name}`);
    await run();
    await writeFile(stamp, `${before} ${await digestOf(outputs)}`);
  });
}

async function digestOf(patterns: string[]): Promise<string> {
  const hash = createHash("sha256");
  const paths = (await Array.fromAsync(glob(patterns, { cwd: root }))).filter((path) => !/\.test\.tsx?$/.test(path));
  for (const path of paths.sort()) {
    // A folder that matches has nothing of its own to read.
    const content = await readFile(join(root, path)).catch(() => undefined);
    if (content) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
