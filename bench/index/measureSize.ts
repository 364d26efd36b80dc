import { readFileSync } from "node:fs";
import pg from "pg";
import { createWorld } from "../../sdk/src/testing/world.ts";
import { startTestIndexer } from "../../test/indexer/support/startTestIndexer.ts";
import { fillIndex } from "./fillIndex.ts";
import { measureQueries } from "./measureQueries.ts";

/** Lines of the statement that is exported. */
const lines = 100_000;

export type MeasureSizeParameters = {
  works: number;
  /** Different questions of each kind. */
  rounds: number;
  say: (line: string) => void;
};

/**
 * What questions cost an index of so many synthetic works on the PostgreSQL that TEST_DATABASE_URL names, inside the
 * server, and how a long statement is exported.
 */
export async function measureSize({ works, rounds, say }: MeasureSizeParameters) {
  const world = await createWorld();
  await world.client.mine({ blocks: Math.ceil(works / 1000) + 300 });
  const { deployment, url: rpcUrl } = world;
  const indexer = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl });
  try {
    const block = Number(await world.client.getBlockNumber());
    await indexer.reached(block);
    let wordsPerSecond = 0;
    await indexer.serveAfter(async () => {
      wordsPerSecond = await fillIndex({ databaseUrl: String(indexer.databaseUrl), works, lines, say });
    });
    await indexer.reached(block);
    const databaseBytes = await sizeOf(String(indexer.databaseUrl));
    const queries = await measureQueries({ indexUrl: indexer.url(), works, rounds });
    const holder = `0x${(999_999 + 4096).toString(16).padStart(40, "0")}`;
    const query = `holder=${holder}&format=csv`;
    const exported = await measureExport({ indexUrl: indexer.url(), pid: indexer.pid(), query });
    return { works, wordsPerSecond, databaseBytes, queries, exported };
  } finally {
    await indexer.stop();
    world.stop();
  }
}

export type SizeMeasure = Awaited<ReturnType<typeof measureSize>>;

/** What a database takes on its disk, in bytes. */
async function sizeOf(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT pg_database_size(current_database())::text AS size");
  await client.end();
  return Number(rows[0].size);
}

type MeasureExportParameters = { indexUrl: string; pid: number | undefined; query: string };

/** A statement as CSV: its rows, how long it takes, and what memory the index's process grows by. */
async function measureExport({ indexUrl, pid, query }: MeasureExportParameters) {
  const memory = () => {
    const status = pid === undefined ? "" : readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };
  const before = memory();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memory());
  }, 50);
  try {
    const start = performance.now();
    const response = await fetch(`${indexUrl}/v1/statements/royalties?${query}`);
    let [rows, bytes] = [0, 0];
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      for (const byte of piece) if (byte === 10) rows++;
    }
    if (!response.ok) throw new Error(`The statement failed with ${response.status}.`);
    const seconds = (performance.now() - start) / 1000;
    return { rows, bytes, seconds, perSecond: rows / seconds, memoryBefore: before, memoryMost: most };
  } finally {
    clearInterval(timer);
  }
}
