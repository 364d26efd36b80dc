import { spawn } from "node:child_process";
import type { LongRun } from "./kept.ts";

type Tally = { calls: number; reverts: number };

/** The rows of forge's table of calls: | contract | function | calls | reverts | discards | */
const ROW = /^\| (\w+) +\| (\w+) +\| (\d+) +\| (\d+) +\| \d+ +\|$/gm;

/**
 * Runs the stateful tests in rounds, each with its number as seed, so that any round can be repeated alone, and adds up
 * how often each action was called. Ends at the first round that fails: its seed and forge's own words are printed.
 * @param runForge how to start forge with a seed
 * @param rounds how many, from the round `first` on
 * @param passed told after each round that passed what all of them came to
 * @returns forge's exit code: 0 if every round passed
 */
export async function longRun(
  runForge: (seed: number) => { path: string; args: string[]; cwd: string; env: NodeJS.ProcessEnv },
  rounds: number,
  first: number,
  passed: (run: LongRun) => void,
): Promise<number> {
  const tallies = new Map<string, Tally>();
  const started = performance.now();
  for (let seed = first; seed < first + rounds; seed++) {
    const { path, args, cwd, env } = runForge(seed);
    const { code, output } = await capture(path, args, cwd, env);
    let found = 0;
    for (const [, contract, action, calls, reverts] of output.matchAll(ROW)) {
      const key = `${contract}.${action}`;
      const tally = tallies.get(key) ?? { calls: 0, reverts: 0 };
      tallies.set(key, { calls: tally.calls + Number(calls), reverts: tally.reverts + Number(reverts) });
      found += 1;
    }
    if (code !== 0 || found === 0) {
      console.error(`${output}\nThe round with seed ${seed} failed. Repeat it alone with that seed as FIRST.`);
      return code || 1;
    }
    const all = [...tallies.values()];
    const calls = all.reduce((sum, tally) => sum + tally.calls, 0);
    const reverts = all.reduce((sum, tally) => sum + tally.reverts, 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    passed({ first, last: seed, calls, reverts, seconds });
    console.log(`seeds ${first} to ${seed}: ${calls} calls, ${reverts} reverts, ${seconds} s`);
  }
  for (const [action, { calls, reverts }] of [...tallies].sort()) {
    console.log(`${action.padEnd(34)}${String(calls).padStart(10)} calls${String(reverts).padStart(6)} reverts`);
  }
  return 0;
}

function capture(path: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
  return new Promise<{ code: number; output: string }>((resolve, reject) => {
    const child = spawn(path, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
