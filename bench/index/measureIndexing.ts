import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractNames } from "@colophon/sdk";
import pg from "pg";
import { initCodeHashes } from "../../sdk/src/abi/initCodeHashes.ts";
import { startReplayNode } from "./startReplayNode.ts";
import { type IndexerTime, timeIndexer } from "./timeIndexer.ts";

/** Ponder with handlers that do nothing, with handlers that insert one narrow row a log, and with ours. */
const projects = {
  empty: join(import.meta.dirname, "emptyIndexer"),
  oneRow: join(import.meta.dirname, "oneRowIndexer"),
  ours: join(import.meta.dirname, "../../indexer"),
};

type Handlers = keyof typeof projects;

export type MeasureIndexingParameters = {
  /** How many works' lives are replayed. */
  lives: number;
  /** A PostgreSQL server; without it only PGlite is measured. */
  postgresUrl: string | undefined;
  say: (line: string) => void;
};

export type IndexingMeasure = {
  engine: "PGlite" | "PostgreSQL";
  /** Cold: nothing is known but the node. Cached: the logs are in the database, as after a change of the handlers. */
  logs: "cold" | "cached";
  eventsPerSecond: Record<Handlers, number>;
  /** Our speed as a part of that with the other handlers. */
  share: { ofEmpty: number; ofOneRow: number };
  peakMiB: Record<Handlers, number | undefined>;
};

/** How fast the indexer takes in the past, beside the same Ponder with other handlers in the same run. */
export async function measureIndexing({ lives, postgresUrl, say }: MeasureIndexingParameters) {
  const folder = await mkdtemp(join(tmpdir(), "colophon-bench-"));
  const { deployment, file } = await pretendDeployment(folder);
  const node = await startReplayNode({ deployment, works: lives, worksPerBlock: 4 });
  const measures: IndexingMeasure[] = [];
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clean);
  try {
    for (const engine of postgresUrl ? (["PGlite", "PostgreSQL"] as const) : (["PGlite"] as const)) {
      const times = { cold: {}, cached: {} } as Record<IndexingMeasure["logs"], Record<Handlers, IndexerTime>>;
      for (const handlers of Object.keys(projects) as Handlers[]) {
        const database: Record<string, string> =
          engine === "PGlite"
            ? { DATABASE_URL: "", COLOPHON_INDEX_FOLDER: join(folder, handlers) }
            : { DATABASE_URL: await newDatabase(String(postgresUrl), handlers) };
        const environment = {
          COLOPHON_DEPLOYMENT: file,
          COLOPHON_RPC_URL: node.url,
          COLOPHON_GATEWAYS: "",
          ...database,
        };
        for (const logs of ["cold", "cached"] as const) {
          const options = { project: projects[handlers], schema: `bench_${logs}`, scratch: join(folder, "scratch") };
          times[logs][handlers] = await timeIndexer({ ...options, environment });
          say(`  ${engine}, handlers ${handlers}, ${logs}: ${times[logs][handlers].seconds.toFixed(1)} s`);
        }
      }
      for (const logs of ["cold", "cached"] as const) {
        const { empty, oneRow, ours } = times[logs];
        const speed = ({ seconds }: IndexerTime) => Math.round(node.events / seconds);
        measures.push({
          engine,
          logs,
          eventsPerSecond: { empty: speed(empty), oneRow: speed(oneRow), ours: speed(ours) },
          share: { ofEmpty: empty.seconds / ours.seconds, ofOneRow: oneRow.seconds / ours.seconds },
          peakMiB: { empty: empty.peakMiB, oneRow: oneRow.peakMiB, ours: ours.peakMiB },
        });
      }
    }
    return { events: node.events, blocks: node.blocks, measures };
  } finally {
    node.stop();
    clean();
    process.off("exit", clean);
  }
}

/** A deployment whose contracts are nowhere: the replayed node knows nothing else. */
async function pretendDeployment(folder: string) {
  const contracts = Object.fromEntries(
    contractNames.map((name, i) => [
      name,
      { address: `0x${String(i + 1).repeat(40)}` as const, block: 1, initCodeHash: Object.values(initCodeHashes)[0] },
    ]),
  );
  const deployment = { chainId: 31337, contracts } as unknown as Parameters<typeof startReplayNode>[0]["deployment"];
  const file = join(folder, "deployment.json");
  await writeFile(file, JSON.stringify(deployment));
  return { deployment, file };
}

async function newDatabase(postgresUrl: string, handlers: Handlers): Promise<string> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  const name = `colophon_bench_${handlers.toLowerCase()}_${process.pid}`;
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}
