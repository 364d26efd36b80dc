/**
 * Many people at once on a stack of its own, who stamp, register, offer, buy, report, pay and claim through the site alone;
 * then every balance, unit and licence is counted from three sides: `npm run bench:load [-- options]`.
 *
 *   --people <n>     How many; 50 if not given
 *   --minutes <n>    For how long; 10 if not given
 *   --rounds <n>     Instead: how many things each of them does
 *   --seed <word>    What they choose by; the same seed is the same dice, but who comes first is chance
 *   --json           Prints one object
 *
 * Ends with 1 if anything went wrong that nobody foresaw, or anything does not add up.
 */
import { count, grouped } from "@colophon/sdk";
import { keepRun, keptRun, runSources } from "../scripts/scoreboard/runs.ts";
import { type LoadRun, readArguments, runLoad } from "./load/runLoad.ts";

/** What a run came to as far as it is the same on every machine: what the scoreboard tells. */
export type KeptLoad = ReturnType<typeof exactOf>;

function exactOf(run: LoadRun) {
  const { people, length, seed, actions, transactions, unforeseenTimes: unforeseen, reconciliations } = run;
  const right = reconciliations.filter((it) => it.right).length;
  const compared = reconciliations.reduce((sum, it) => sum + it.compared, 0);
  return {
    people,
    length,
    seed,
    actions,
    transactions,
    unforeseen,
    right,
    wrong: reconciliations.length - right,
    compared,
  };
}

try {
  const { json, ...parameters } = readArguments(process.argv.slice(2));
  const sources = await runSources("load");
  // Whatever is said on the way is no part of the answer.
  const run = await runLoad({ ...parameters, say: (line) => console.error(line) });
  await keep(exactOf(run), sources);
  console.log(json ? JSON.stringify(run, null, 2) : report(run));
  if (run.unforeseenTimes > 0 || run.reconciliations.some(({ right }) => !right)) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// Open connections must not keep us.
process.exit();

/** Keeps a run, unless it is a short one that went well and a longer one is kept. */
async function keep(run: KeptLoad, sources: string): Promise<void> {
  const before = await keptRun<KeptLoad>("load");
  const isFine = run.unforeseen === 0 && run.wrong === 0;
  if (!isFine || !before || before.actions <= run.actions) await keepRun("load", sources, run);
}

function report(run: LoadRun): string {
  const { deeds, refused, unforeseen, reconciliations, indexMemory } = run;
  const rows = deeds.map(({ deed, done, refused: no, median, p99 }) =>
    [
      ...[deed.padEnd(20), grouped(done).padStart(8), grouped(no).padStart(9)],
      ...[`${grouped(median)} ms`.padStart(12), `${grouped(p99)} ms`.padStart(12)],
    ].join(""),
  );
  const last = "minutes" in run.length ? `${run.length.minutes} minutes` : `${run.length.rounds} rounds`;
  return [
    "",
    `${run.people} people, ${last}, seed ${run.seed}`,
    "",
    `${"".padEnd(20)}${"done".padStart(8)}${"refused".padStart(9)}${"median".padStart(12)}${"99 %".padStart(12)}`,
    ...rows,
    "",
    `${grouped(run.actions)} actions and ${grouped(run.transactions)} transactions in ${grouped(run.seconds)} s: ${run.perSecond} actions a second, ${grouped(run.blocks)} blocks`,
    ...(indexMemory === undefined ? [] : [`${grouped(indexMemory)} MiB of memory at most in the index's process`]),
    `${grouped(run.answers.count)} answers of the index, the median after ${grouped(run.answers.median)} ms, 99 % within ${grouped(run.answers.p99)} ms`,
    `the index was ${count(run.index.mostBehind, "block")} behind at most, and had read all of it ${count(run.index.caughtUp, "second")} after the end`,
    `${count(run.machine.cores, "core")}; processes that wanted to run: ${run.machine.load.before} when it began, ${run.machine.load.after} when it ended`,
    ...Object.entries(run.waits).map(
      ([said, times]) => `somebody was told to come back ${times} times, and did: ${said}`,
    ),
    "",
    "Refused, as was to be expected:",
    ...refused.map((it) => `${grouped(it.times).padStart(8)}  ${it.deed}: ${it.meaning} (${it.name})`),
    ...(unforeseen.length === 0 ? ["", "Nothing went wrong that nobody foresaw."] : ["", "NOBODY FORESAW:"]),
    ...unforeseen.map((it) => `${grouped(it.times).padStart(8)}  ${it.deed}: ${it.name}. ${it.sentence}`),
    "",
    ...reconciliations.flatMap((it) => [
      `${it.right ? "right" : "WRONG"}  ${it.what}, ${grouped(it.compared)} compared: ${it.expected} and ${it.found}`,
      ...it.differences.map(({ what, expected, found }) => `         ${what}: ${expected} expected, ${found} found`),
    ]),
  ].join("\n");
}
