/**
 * Everything: `npm test`. Less:
 *   npm test -- --only sdk          every step whose name begins with it, and what it needs; repeatable
 *   npm test -- --changed           what is not committed yet, within about a minute; it says what that leaves out
 *   npm test -- --changed main      what has changed since a commit
 *   npm test -- --lanes 1           one step after the other
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { changesSince, narrowTo, withNeeds } from "./testing/changes.ts";
import { findPostgres, type TestPostgres } from "./testing/findPostgres.ts";
import { runStep } from "./testing/runStep.ts";
import { schedule } from "./testing/schedule.ts";
import { type Step, steps } from "./testing/steps.ts";

const { chosen, left, lanes } = choose();
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

let postgres: TestPostgres | undefined;
if (chosen.some(({ postgres }) => postgres)) {
  postgres = await findPostgres((line) => console.log(line));
  if ("url" in postgres) process.env.TEST_DATABASE_URL = postgres.url;
}

let passed = 0;
let failed = 0;
const flaky: string[] = [];
const start = performance.now();
await schedule({
  steps: chosen,
  lanes,
  run: (step) => runStep(step, interrupted.signal),
  ended: (step, result) => {
    if (interrupted.signal.aborted) return;
    passed += result.passed;
    failed += result.failed;
    flaky.push(...result.flaky);
    const outcome = result.failed > 0 ? "FAILED" : "ok";
    const numbers = step.count === "check" ? "" : `, ${result.passed} passed, ${result.failed} failed`;
    console.log(`${outcome.padEnd(6)} ${step.name} (${result.seconds.toFixed(1)} s${numbers})`);
    if (result.failed > 0) console.log(`${result.output.trimEnd()}\n${result.reason ?? ""}`.trimEnd());
  },
  signal: interrupted.signal,
});

if (postgres && "url" in postgres) postgres.stop();
if (interrupted.signal.aborted) {
  console.log("Interrupted.");
  process.exit(130);
}
console.log(
  `\n${((performance.now() - start) / 60_000).toFixed(1)} minutes; every step's output is in test-results/logs/`,
);
if (postgres && "reason" in postgres) {
  console.log(`The indexer was tested on its embedded database only: ${postgres.reason}.`);
}
for (const { name } of left) console.log(`left out, as it takes longer: ${name} (npm test -- --only "${name}")`);
if (flaky.length > 0) console.log(`flaky: ${flaky.join("; ")}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function choose(): { chosen: Step[]; left: Step[]; lanes: number } {
  try {
    const { values, positionals } = parseArgs({
      options: {
        only: { type: "string", multiple: true },
        changed: { type: "boolean", default: false },
        lanes: { type: "string", default: String(Math.min(2, availableParallelism())) },
      },
      allowPositionals: true,
    });
    if (positionals.length > (values.changed ? 1 : 0)) throw new Error(`${positionals.at(-1)} is no option.`);
    if (!/^[1-9]\d?$/.test(values.lanes)) throw new Error(`${values.lanes} is no number of lanes.`);
    const lanes = Number(values.lanes);
    const wanted = values.only ?? [""];
    for (const name of wanted) {
      if (steps.some((step) => step.name.startsWith(name))) continue;
      throw new Error(`There is no step named ${name}. These are: ${steps.map((step) => step.name).join(", ")}.`);
    }
    const named = steps.filter((step) => wanted.some((name) => step.name.startsWith(name)));
    if (!values.changed) return { chosen: withNeeds(named, steps), left: [], lanes };
    const narrowed = narrowTo(changesSince(positionals[0] ?? "HEAD"), named);
    return { chosen: withNeeds(narrowed.chosen, steps), left: narrowed.left, lanes };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
