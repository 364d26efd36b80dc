/**
 * What the index is worth in figures: `npm run bench:index [-- options]`.
 *
 *   --works <n>   How many synthetic works questions are asked of, on PostgreSQL; repeat it for more sizes, of which the
 *                 growth is told. 10000 and 1000000 if not given
 *   --lives <n>   How many works' lives are replayed to measure indexing; 3000 if not given
 *   --rounds <n>  Different questions of each kind; 200 if not given
 *   --only <part> "indexing" or "queries"
 *   --json        Prints one object
 *
 * Indexing is measured beside the same Ponder with handlers that do nothing, and with handlers that insert one narrow row
 * a log: the first is what Ponder takes, the second the least that any index takes. PGlite always; PostgreSQL where
 * TEST_DATABASE_URL names one, or one is installed. Times of questions are those inside the server.
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { buildContracts } from "../scripts/local/buildProject.ts";
import { keepRun, runSources } from "../scripts/scoreboard/runs.ts";
import { findPostgres } from "../scripts/testing/findPostgres.ts";
import { type IndexingMeasure, measureIndexing } from "./index/measureIndexing.ts";
import { measureSize, type SizeMeasure } from "./index/measureSize.ts";

const { sizes, lives, rounds, only, json } = readArguments();
const say = (line: string) => console.error(line);
const show = (line: string) => {
  if (!json) console.log(line);
};

const postgres = await findPostgres(say, ["shared_buffers=512MB", "maintenance_work_mem=512MB", "max_wal_size=8GB"]);
const url = "url" in postgres ? postgres.url : undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if ("url" in postgres) postgres.stop();
    process.exit(130);
  });
}
try {
  const load = () => `${loadavg()[0]?.toFixed(1)} processes wanted ${availableParallelism()} cores`;
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, Node ${process.versions.node}`;
  show(`${machine}; ${load()}`);
  const indexing = only === "queries" ? undefined : await measureIndexing({ lives, postgresUrl: url, say });
  if (indexing) showIndexing(indexing);
  const queries: SizeMeasure[] = [];
  if (only !== "indexing") {
    if (!url) throw new Error(`Questions are measured on PostgreSQL, and ${"reason" in postgres && postgres.reason}.`);
    process.env.TEST_DATABASE_URL = url;
    const sources = await runSources("questions");
    await buildContracts({ say });
    for (const works of sizes) {
      say(`Filling ${works.toLocaleString("en")} works; ${load()}`);
      const measured = await measureSize({ works, rounds, say });
      queries.push(measured);
      showSize(measured);
    }
    showGrowth(queries);
    await keepRun("questions", sources, queries);
  }
  if (json) console.log(JSON.stringify({ machine, rounds, load: loadavg()[0], indexing, queries }, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  if ("url" in postgres) postgres.stop();
}

function showIndexing({ events, blocks, measures }: { events: number; blocks: number; measures: IndexingMeasure[] }) {
  show(`\nIndexing ${events.toLocaleString("en")} events in ${blocks} blocks, events a second:`);
  show("engine      logs         ours   one row a log    no handlers   of one row   of none   memory");
  for (const { engine, logs, eventsPerSecond: speed, share, peakMiB } of measures) {
    const percent = (part: number) => `${(part * 100).toFixed(0)} %`;
    const figures = [
      engine.padEnd(11),
      logs.padEnd(7),
      speed.ours.toLocaleString("en").padStart(9),
      speed.oneRow.toLocaleString("en").padStart(15),
      speed.empty.toLocaleString("en").padStart(14),
      percent(share.ofOneRow).padStart(12),
      percent(share.ofEmpty).padStart(9),
      peakMiB.ours === undefined ? "" : `  ${peakMiB.ours} MiB (${peakMiB.oneRow}, ${peakMiB.empty})`,
    ];
    show(figures.join(" "));
  }
}

function showSize({ works, wordsPerSecond, databaseBytes, queries, exported }: SizeMeasure) {
  show(`\nQuestions to ${works.toLocaleString("en")} works on PostgreSQL, milliseconds inside the server:`);
  show("  median     p99   least");
  for (const { name, least, median, p99, entries, short } of queries) {
    const times = [median, p99, least].map((time) => time.toFixed(1).padStart(7)).join(" ");
    show(`${times}   ${name} (${entries.toFixed(0)} entries${short > 0 ? `, ${short} short pages` : ""})`);
  }
  const { rows, bytes, seconds, perSecond, memoryBefore, memoryMost } = exported;
  show(
    `A statement of ${rows.toLocaleString("en")} rows: ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} rows a second; memory ${memoryBefore.toFixed(0)} MiB before, ${memoryMost.toFixed(0)} MiB at most`,
  );
  show(`The database takes ${(databaseBytes / 1e6).toFixed(0)} MB, ${(databaseBytes / works).toFixed(0)} bytes a work`);
  show(`Words were written of ${wordsPerSecond.toFixed(0)} works a second`);
}

/** By how much each question takes longer at the largest size than at the smallest. */
function showGrowth(measured: readonly SizeMeasure[]) {
  const [small, large] = [measured[0], measured.at(-1)];
  if (!small || !large || small === large) return;
  show(`\nFrom ${small.works.toLocaleString("en")} to ${large.works.toLocaleString("en")} works, medians:`);
  for (const [i, { name, median }] of large.queries.entries()) {
    const before = small.queries[i]?.median ?? Number.NaN;
    show(`${before.toFixed(1).padStart(7)} ${median.toFixed(1).padStart(7)} ms   ${name}`);
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        works: { type: "string", multiple: true, default: ["10000", "1000000"] },
        lives: { type: "string", default: "3000" },
        rounds: { type: "string", default: "200" },
        only: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const number = (text: string) => {
      if (!/^[1-9]\d{0,7}$/.test(text)) throw new Error(`${text} is not a number of works, lives or rounds.`);
      return Number(text);
    };
    const { only } = values;
    if (only !== undefined && only !== "indexing" && only !== "queries") {
      throw new Error(`There is no part “${only}”: name indexing or queries.`);
    }
    const sizes = values.works.map(number).sort((one, other) => one - other);
    return { sizes, lives: number(values.lives), rounds: number(values.rounds), only, json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
