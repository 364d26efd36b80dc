import { appendFileSync, readFileSync } from "node:fs";
import { type RunnerTestCase, TestRunner } from "vitest";

/** What a run of tests is to find out, in the file that COLOPHON_SDK_MUTANTS names. */
export type MutantTask = {
  /** The changed module, by its whole path. */
  file: string;
  /** The numbers of the mutants that are asked of. */
  asked: number[];
  /** One that is active from the beginning, while modules are loaded, too. */
  active?: number;
  /** Where what is found is written, a line each. */
  log: string;
};

export type MutantNote =
  /** It is about to be tried; it is over if that takes longer than `limit` milliseconds. */
  | { begun: number; limit: number }
  | { tried: number; killed: boolean; by: string }
  /** It counts while modules are loaded, so it must be active from the beginning. */
  | { early: number }
  /** A test that is not asked, since it fails when it is run again, or takes long. */
  | { skipped: string };

declare global {
  /** Whether a mutant is active; see withAllMutants. */
  var colophonMutants: (number: number) => boolean;
}

/** A test that takes longer is not asked, in milliseconds: it would be run for each mutant that it meets. */
const longest = 4_000;

const task: MutantTask = JSON.parse(readFileSync(process.env.COLOPHON_SDK_MUTANTS ?? "", "utf8"));
const note = (it: MutantNote) => appendFileSync(task.log, `${JSON.stringify(it)}\n`);
const living = new Set(task.asked);
const early = new Set<number>();
let active = task.active;
/** What is met while a test runs; undefined while none does. */
let met: Set<number> | undefined;

globalThis.colophonMutants = (number) => {
  if (met) met.add(number);
  else if (active === undefined && living.has(number) && !early.has(number)) {
    early.add(number);
    note({ early: number });
  }
  return number === active;
};

/**
 * Runs each test once as it is, and then again with each of the living mutants that it has met. The mutants are all in the
 * text of one module (withAllMutants), so nothing is loaded again, and most of them take a few milliseconds.
 */
export default class MutantRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (task.active !== undefined) return run();
    const name = `${test.file.name}: ${test.name}`;
    met = new Set();
    const since = performance.now();
    await run();
    const took = performance.now() - since;
    const mine = [...met].filter((number) => living.has(number));
    met = undefined;
    if (mine.length === 0) return;
    const again = async (number?: number) => {
      // What is met now has been counted already.
      met = new Set();
      active = number;
      try {
        this.onBeforeTryTask(test, { retry: 0, repeats: 0 });
        await run();
        this.onAfterTryTask(test);
        if (test.result?.state !== "fail") return true;
        test.result.state = "run";
        return false;
      } catch {
        return false;
      } finally {
        met = undefined;
        active = undefined;
      }
    };
    if (took > longest || !(await again())) return note({ skipped: name });
    for (const number of mine) {
      note({ begun: number, limit: 5_000 + 20 * took });
      const killed = !(await again(number));
      note({ tried: number, killed, by: name });
      if (!killed) continue;
      living.delete(number);
      // It has left something behind that makes others fail: the rest is asked in a process that begins anew.
      if (!(await again())) process.exit(1);
    }
  }
}
