import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type BuildStep = {
  name: string;
  /** What it reads, as glob patterns from the root. */
  inputs: string[];
  /** What must be there afterwards. */
  outputs: string[];
  run(): Promise<void>;
};

/** Runs a step unless what it reads is what it read the last time. Says whether it ran. */
export async function buildStep({ name, inputs, outputs, run }: BuildStep, say: (line: string) => void) {
  const stamp = join(root, "node_modules/.cache/colophon", name);
  const digest = await digestOf([...inputs, "package-lock.json"]);
  const last = await readFile(stamp, "utf8").catch(() => "");
  if (last === digest && outputs.every((path) => existsSync(join(root, path)))) return false;
  say(`Building the ${name}`);
  await run();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, digest);
  return true;
}

async function digestOf(patterns: string[]): Promise<string> {
  const hash = createHash("sha256");
  const exclude = (name: string) => /(^|\/)(node_modules|dist)$|\.test\.tsx?$/.test(name);
  for (const path of (await Array.fromAsync(glob(patterns, { cwd: root, exclude }))).sort()) {
    // A folder that matches has nothing of its own to read.
    const content = await readFile(join(root, path)).catch(() => undefined);
    if (content) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
