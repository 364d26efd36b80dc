import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "@colophon/sdk";
import pg from "pg";
import { startIndexer } from "../../../scripts/local/startIndexer.ts";

export type Engine = "PGlite" | "PostgreSQL";

/** PostgreSQL is tested where one was found or started, see scripts/testing/findPostgres.ts. */
export const engines: Engine[] = process.env.TEST_DATABASE_URL ? ["PGlite", "PostgreSQL"] : ["PGlite"];

export type TestIndexerParameters = {
  engine?: Engine;
  deployment: Deployment;
  rpcUrl: string;
  gateways?: string[];
};

type Health = {
  ready: boolean;
  state: string;
  indexed: { block: number } | null;
  lagBlocks: number | null;
  content: { fetched: number };
};

/** An indexer on a database of its own, of which nothing is left after `stop`. */
export async function startTestIndexer({
  engine = "PGlite",
  deployment,
  rpcUrl,
  gateways = [],
}: TestIndexerParameters) {
  const folder = await mkdtemp(join(tmpdir(), "colophon-index-"));
  const file = join(folder, "deployment.json");
  await writeFile(file, JSON.stringify(deployment));
  const database = engine === "PGlite" ? undefined : await createDatabase();
  const said: string[] = [];
  const start = (serve = false) =>
    startIndexer({
      serve,
      deployment: file,
      rpcUrls: [rpcUrl],
      gateways,
      database: database ? { url: database.url } : { folder: join(folder, "index") },
      patience: 0,
      say: (line) => said.push(line),
    });
  let indexer = start();
  const health = async (): Promise<Health | undefined> => {
    const url = indexer.url();
    if (!url) return undefined;
    const response = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    return response && ((await response.json().catch(() => undefined)) as Health | undefined);
  };
  return {
    said,
    health,
    databaseUrl: database?.url,
    url: () => indexer.url() ?? "http://127.0.0.1:9",
    pid: () => indexer.pid(),
    /** Until it has taken in a block, as the health tells. */
    async reached(block: number, patience = 200_000): Promise<Health> {
      for (const until = Date.now() + patience; ; await sleep(100)) {
        const found = await health();
        if (found?.ready && (found.indexed?.block ?? -1) >= block) return found;
        if (Date.now() > until) {
          throw new Error(`It did not reach block ${block}: ${JSON.stringify(found)}\n${said.join("\n")}`);
        }
      }
    },
    async restart() {
      await indexer.stop();
      indexer = start();
    },
    /** Ends it for as long as something is done to its database, and then only answers. */
    async serveAfter(change: () => Promise<void>) {
      await indexer.stop();
      await change();
      indexer = start(true);
    },
    async stop() {
      await indexer.stop();
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TestIndexer = Awaited<ReturnType<typeof startTestIndexer>>;

async function createDatabase() {
  const given = String(process.env.TEST_DATABASE_URL);
  const name = `colophon_test_${randomUUID().replaceAll("-", "")}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`DROP DATABASE ${name} WITH (FORCE)`) };
}
