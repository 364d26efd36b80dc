/**
 * How fast the indexer is, beside the same Ponder with handlers that do nothing: `npm run bench:index [-- options]`.
 *
 *   --works <n>   How many works' lives are replayed; 3000 if not given
 *   --json        Prints the figures as JSON
 *
 * PGlite always; PostgreSQL where TEST_DATABASE_URL names one, or one is installed. Cold: nothing is known but the node.
 * Cached: the logs are in the database already, as after a change of the handlers.
 */
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { initCodeHashes } from "../sdk/src/abi/initCodeHashes.ts";
import { startReplayNode } from "./bench/startReplayNode.ts";
import { type IndexerTime, timeIndexer } from "./bench/timeIndexer.ts";
import { findPostgres } from "./testing/findPostgres.ts";

const root = join(import.meta.dirname, "..");
const projects = { ours: join(root, "indexer"), empty: join(root, "scripts/bench/emptyIndexer") };
const { values } = parseArgs({
  options: { works: { type: "string", default: "3000" }, json: { type: "boolean", default: false } },
});

type Measure = { engine: string; handlers: keyof typeof projects; cache: "cold" | "cached" } & IndexerTime;

const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
const postgres = await findPostgres((line) => console.error(line));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if ("url" in postgres) postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
}
try {
  const { deployment, file } = await pretendDeployment();
  const node = await startReplayNode({ deployment, works: Number(values.works), worksPerBlock: 4 });
  const measures: Measure[] = [];
  for (const engine of "url" in postgres ? ["PGlite", "PostgreSQL"] : ["PGlite"]) {
    for (const handlers of ["empty", "ours"] as const) {
      const database = await newDatabase(engine, handlers);
      const environment = { COLOPHON_DEPLOYMENT: file, COLOPHON_RPC_URL: node.url, COLOPHON_GATEWAYS: "", ...database };
      for (const cache of ["cold", "cached"] as const) {
        const options = { project: projects[handlers], schema: `bench_${cache}`, scratch: join(folder, "scratch") };
        const time = await timeIndexer({ ...options, environment });
        console.error(`${engine}, ${handlers} handlers, ${cache}: ${time.seconds.toFixed(1)} s`);
        measures.push({ engine, handlers, cache, ...time });
      }
    }
  }
  node.stop();
  print(node.events, node.blocks, measures);
} finally {
  if ("url" in postgres) postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** A deployment whose contracts are nowhere: the replayed node knows nothing else. */
async function pretendDeployment() {
  const names = ["timestamps", "colophon", "works", "terms", "licences", "compliance", "royalties"] as const;
  const contracts = Object.fromEntries(
    names.map((name, i) => [
      name,
      { address: `0x${String(i + 1).repeat(40)}` as const, block: 1, initCodeHash: Object.values(initCodeHashes)[0] },
    ]),
  );
  const deployment = { chainId: 31337, contracts } as unknown as Parameters<typeof startReplayNode>[0]["deployment"];
  const file = join(folder, "deployment.json");
  await writeFile(file, JSON.stringify(deployment));
  return { deployment, file };
}

async function newDatabase(engine: string, handlers: string): Promise<Record<string, string>> {
  const { DATABASE_URL: _, ...clean } = process.env as Record<string, string>;
  if (engine === "PGlite") return { ...clean, DATABASE_URL: "", COLOPHON_INDEX_FOLDER: join(folder, handlers) };
  if (!("url" in postgres)) throw new Error("There is no PostgreSQL.");
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const name = `colophon_bench_${handlers}_${process.pid}`;
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return { DATABASE_URL: url.href };
}

function print(events: number, blocks: number, measures: Measure[]) {
  const rows = measures
    .filter(({ handlers }) => handlers === "ours")
    .map((ours) => {
      const same = (it: Measure) => it.engine === ours.engine && it.cache === ours.cache && it.handlers === "empty";
      const empty = measures.find(same) as Measure;
      return {
        engine: ours.engine,
        cache: ours.cache,
        eventsPerSecond: Math.round(events / ours.seconds),
        emptyEventsPerSecond: Math.round(events / empty.seconds),
        share: empty.seconds / ours.seconds,
        peakMiB: ours.peakMiB,
        emptyPeakMiB: empty.peakMiB,
      };
    });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, Node ${process.versions.node}`;
  if (values.json) {
    console.log(JSON.stringify({ machine, events, blocks, indexing: rows }, null, 2));
    return;
  }
  console.log(`${events.toLocaleString("en")} events in ${blocks} blocks, ${machine}\n`);
  console.log("engine      logs     events/s   empty handlers   share   memory");
  for (const row of rows) {
    const figures = [
      row.engine.padEnd(11),
      row.cache.padEnd(7),
      row.eventsPerSecond.toLocaleString("en").padStart(9),
      row.emptyEventsPerSecond.toLocaleString("en").padStart(16),
      `${(row.share * 100).toFixed(0)} %`.padStart(7),
      row.peakMiB === undefined ? "" : `${row.peakMiB} MiB (${row.emptyPeakMiB} empty)`,
    ];
    console.log(figures.join(" "));
  }
}
