import { spawnSync } from "node:child_process";
import { join, matchesGlob } from "node:path";
import type { Step } from "./steps.ts";

const root = join(import.meta.dirname, "../..");

/** The files that are not as they were in a commit of git, with those that git does not know yet. Throws git's words. */
export function changesSince(commit: string): string[] {
  const git = (...args: string[]) => {
    const { status, stdout, stderr, error } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`git could not tell what has changed: ${(error?.message ?? stderr).trim()}`);
    return stdout.split("\0").filter((path) => path !== "");
  };
  const known = git("diff", "--name-only", "--no-renames", "-z", commit, "--");
  return [...new Set([...known, ...git("ls-files", "--others", "--exclude-standard", "-z")])].sort();
}

/** The steps that test what has changed, each asked only what a change may have broken, and those that take too long. */
export function narrowTo(changed: readonly string[], steps: readonly Step[]): { chosen: Step[]; left: Step[] } {
  const chosen: Step[] = [];
  const left: Step[] = [];
  for (const step of steps) {
    const read = changed.filter((path) => step.reads.some((pattern) => matchesGlob(path, pattern)));
    if (read.length === 0) continue;
    const command = step.narrow?.(read);
    if (command) chosen.push({ ...step, command, mayBeEmpty: true });
    else left.push(step);
  }
  return { chosen, left };
}

/** The steps that the chosen ones need, and these. */
export function withNeeds(chosen: readonly Step[], steps: readonly Step[]): Step[] {
  const names = new Set(chosen.map(({ name }) => name));
  // A step is listed after what it needs.
  for (const step of steps.toReversed()) if (names.has(step.name)) for (const need of step.needs ?? []) names.add(need);
  const own = new Map(chosen.map((step) => [step.name, step]));
  return steps.filter(({ name }) => names.has(name)).map((step) => own.get(step.name) ?? step);
}
