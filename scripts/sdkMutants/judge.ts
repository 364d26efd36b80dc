import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Subject, Verdict } from "./subjects.ts";
import type { MutantNote, MutantTask } from "./tryMutants.ts";

const root = join(import.meta.dirname, "../..");

/** How long a process may take to load modules, or for what is between two tests, in milliseconds. */
const patience = 180_000;

type Ran = { passed: boolean; notes: MutantNote[]; hung: boolean };

/** Runs tests with mutants until they end, or one of them hangs. */
async function run(folder: string, task: Omit<MutantTask, "log">, args: readonly string[]): Promise<Ran> {
  const log = join(folder, "log.jsonl");
  writeFileSync(log, "");
  const file = join(folder, "task.json");
  writeFileSync(file, JSON.stringify({ ...task, log } satisfies MutantTask));
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const config = join(import.meta.dirname, "vitest.config.ts");
  const child = spawn(process.execPath, [vitest, "run", ...args, "--config", config, "--reporter=dot"], {
    ...{ cwd: join(root, "sdk"), stdio: ["ignore", "pipe", "pipe"], detached: true },
    env: { ...process.env, CI: "1", COLOPHON_SDK_MUTANTS: file },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data) => {
      said = `${said}${data}`.slice(-20_000);
    });
  }
  let [length, since, hung] = [0, performance.now(), false];
  const notesNow = () =>
    readFileSync(log, "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line): MutantNote => JSON.parse(line));
  const watch = setInterval(() => {
    const notes = notesNow();
    if (notes.length !== length) [length, since] = [notes.length, performance.now()];
    const last = notes.at(-1);
    const limit = last && "begun" in last ? last.limit : patience;
    if (performance.now() - since < limit || child.pid === undefined) return;
    hung = true;
    // The tests run in a process below this one.
    process.kill(-child.pid, "SIGKILL");
  }, 250);
  const code = await new Promise((resolve) => child.once("close", resolve));
  clearInterval(watch);
  const notes = notesNow();
  const judged = notes.some((it) => "tried" in it || "begun" in it);
  if (code !== 0 && task.active === undefined && !judged) {
    throw new Error(`The tests of ${task.file} fail without any change. Make them pass first.\n${said}`);
  }
  return { passed: code === 0, notes, hung };
}

/**
 * Asks the tests of the SDK of mutants of one module.
 *
 * @param asked Their numbers, from 0, in the order of sdkMutantsOf.
 * @param told What is found, as soon as it is known for good.
 * @param ends When no more is begun, as of Date.now().
 */
export async function judgeMutants(
  { file, tests }: Subject,
  asked: readonly number[],
  told: (number: number, verdict: Verdict) => void,
  ends: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "colophon-mutants-"));
  const whole = join(root, file);
  const living = new Set(asked);
  const early = new Set<number>();
  let heard = false;
  const kill = (number: number) => {
    if (living.delete(number)) told(number, "killed");
  };
  try {
    // A mutant that takes its process with it, or makes it hang, ends a run; the next one asks of the rest.
    for (let over = false; !over && living.size > 0 && Date.now() < ends; ) {
      const before = living.size;
      const { passed, notes } = await run(folder, { file: whole, asked: [...living] }, tests);
      for (const note of notes) {
        if ("early" in note) early.add(note.early);
        if ("tried" in note && note.killed) kill(note.tried);
      }
      const last = notes.at(-1);
      if (last && "begun" in last) kill(last.begun);
      over = passed;
      if (!passed && living.size === before) {
        throw new Error(`The tests of ${file} fail without any change: ${tests.join(", ")}. Make them pass first.`);
      }
      heard ||= notes.length > 0;
      if (over && !heard) throw new Error(`No test that is named for ${file} meets any of its mutants.`);
    }
    if (Date.now() >= ends) return;
    for (const number of living) if (!early.has(number)) told(number, "survived");
    for (const number of early) {
      if (!living.has(number) || Date.now() >= ends) continue;
      const { passed } = await run(folder, { file: whole, asked: [number], active: number }, [...tests, "--bail=1"]);
      if (passed) told(number, "survived");
      else kill(number);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
