import { createWorld } from "../../sdk/src/testing/world.ts";
import { startTestIndexer } from "../../test/indexer/support/startTestIndexer.ts";
import { fillIndex } from "./fillIndex.ts";
import { measureExport } from "./measureExport.ts";
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
    const queries = await measureQueries({ indexUrl: indexer.url(), works, rounds });
    const holder = `0x${(999_999 + 4096).toString(16).padStart(40, "0")}`;
    const query = `holder=${holder}&format=csv`;
    const exported = await measureExport({ indexUrl: indexer.url(), pid: indexer.pid(), query });
    return { works, wordsPerSecond, queries, exported };
  } finally {
    await indexer.stop();
    world.stop();
  }
}

export type SizeMeasure = Awaited<ReturnType<typeof measureSize>>;
