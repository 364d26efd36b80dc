/** Everything: `npm test`. One part: `npm test -- --only sdk` (every step whose name begins with it; repeatable). */
import { parseArgs } from "node:util";
import { findPostgres, type TestPostgres } from "./testing/findPostgres.ts";
import { runStep } from "./testing/runStep.ts";
import { steps } from "./testing/steps.ts";

const chosen = choose();
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

let postgres: TestPostgres | undefined;
if (chosen.some(({ postgres }) => postgres)) {
  postgres = await findPostgres((line) => console.log(line));
  if ("url" in postgres) process.env.TEST_DATABASE_URL = postgres.url;
}

let passed = 0;
let failed = 0;
const start = performance.now();
for (const step of chosen) {
  const result = await runStep(step, interrupted.signal);
  if (interrupted.signal.aborted) break;
  passed += result.passed;
  failed += result.failed;
  const outcome = result.failed > 0 ? "FAILED" : "ok";
  const numbers = step.count === "check" ? "" : `, ${result.passed} passed, ${result.failed} failed`;
  console.log(`${outcome.padEnd(6)} ${step.name} (${result.seconds.toFixed(1)} s${numbers})`);
  if (result.failed > 0) console.log(`${result.output.trimEnd()}\n${result.reason ?? ""}`.trimEnd());
}

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
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function choose() {
  try {
    const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
    const wanted = values.only ?? [""];
    for (const name of wanted) {
      if (steps.some((step) => step.name.startsWith(name))) continue;
      throw new Error(`There is no step named ${name}. These are: ${steps.map((step) => step.name).join(", ")}.`);
    }
    return steps.filter((step) => wanted.some((name) => step.name.startsWith(name)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
