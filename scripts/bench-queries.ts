/**
 * What questions to the index cost: synthetic works in the tables of a real index on PostgreSQL, asked over HTTP; times
 * are those inside the server.
 *   TEST_DATABASE_URL=postgres://... npm run bench:queries               10,000, 100,000 and 1,000,000 works
 *   ... npm run bench:queries -- --works 10000 --works 100000 --rounds 50
 *   ... npm run bench:queries -- --json                                  one object
 */
import { availableParallelism, loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { createWorld } from "../sdk/src/testing/createWorld.ts";
import { startTestIndexer } from "../test/indexer/support/startTestIndexer.ts";
import { fillIndex } from "./bench/fillIndex.ts";
import { measureExport } from "./bench/measureExport.ts";
import { measureQueries } from "./bench/measureQueries.ts";

/** Lines of the statement that is exported. */
const lines = 100_000;

const { sizes, rounds, json } = readArguments();
const say = (line: string) => {
  if (!json) console.log(line);
};

const results = [];
for (const works of sizes) results.push(await benchSize(works));
if (json) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));

async function benchSize(works: number) {
  say(
    `\n${works.toLocaleString("en")} works; ${loadavg()[0]?.toFixed(1)} processes wanted ${availableParallelism()} cores`,
  );
  const world = await createWorld();
  await world.client.mine({ blocks: Math.ceil(works / 1000) + 300 });
  const { deployment, url: rpcUrl } = world;
  const indexer = await startTestIndexer({ engine: "PostgreSQL", deployment, rpcUrl });
  try {
    const block = Number(await world.client.getBlockNumber());
    await indexer.reached(block);
    const databaseUrl = String(indexer.databaseUrl);
    await fillIndex({ databaseUrl, works, lines, say });
    const searchable = await waitForSearch(databaseUrl, works);
    say(`  words of works: ${(works / searchable).toFixed(0)} works a second`);
    await indexer.restart();
    await indexer.reached(block);
    const queries = await measureQueries({ indexUrl: indexer.url(), works, rounds });
    for (const { name, least, median, p99, entries, short } of queries) {
      const pages = short > 0 ? `, ${short} short pages` : "";
      const what = `${least.toFixed(1).padStart(7)} ms least ${median.toFixed(1).padStart(7)} ms median ${p99.toFixed(1).padStart(7)} ms p99`;
      say(`${what}  ${name} (${entries.toFixed(0)} entries${pages})`);
    }
    const holder = `0x${(999_999 + 4096).toString(16).padStart(40, "0")}`;
    const exported = await measureExport({
      indexUrl: indexer.url(),
      pid: indexer.pid(),
      query: `holder=${holder}&format=csv`,
    });
    say(
      `Statement: ${exported.rows} rows, ${(exported.bytes / 1e6).toFixed(0)} MB in ${exported.seconds.toFixed(1)} s, ${exported.perSecond.toFixed(0)} rows a second; memory ${exported.memoryBefore.toFixed(0)} MiB before, ${exported.memoryMost.toFixed(0)} MiB at most`,
    );
    return { works, searchablePerSecond: works / searchable, queries, exported };
  } finally {
    await indexer.stop();
    world.stop();
  }
}

/** Until the index has taken in the words of all works. Returns how many seconds that took. */
async function waitForSearch(databaseUrl: string, works: number): Promise<number> {
  const start = performance.now();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon\\_31337\\_%'");
    await client.query(`SET search_path TO "${rows[0].nspname}"`);
    for (;;) {
      const { rows: counted } = await client.query("SELECT count(*)::int AS count FROM searchable");
      if (counted[0].count >= works) break;
      await sleep(1000);
    }
    await client.query("VACUUM ANALYZE");
    return (performance.now() - start) / 1000;
  } finally {
    await client.end();
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        works: { type: "string", multiple: true, default: ["10000", "100000", "1000000"] },
        rounds: { type: "string", default: "200" },
        json: { type: "boolean", default: false },
      },
    });
    if (!process.env.TEST_DATABASE_URL) throw new Error("Name a PostgreSQL server in TEST_DATABASE_URL.");
    const number = (text: string) => {
      if (!/^[1-9]\d{1,7}$/.test(text)) throw new Error(`${text} is not a number of works or rounds.`);
      return Number(text);
    };
    return { sizes: values.works.map(number), rounds: number(values.rounds), json: values.json };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
