import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "@colophon/sdk";
import { askIndex, type IndexHealth, routes } from "@colophon/sdk/index-api";
import pg from "pg";
import { askGraphql } from "../../../scripts/indexCheck/indexRows.ts";
import { startIndexer } from "../../../scripts/local/startIndexer.ts";
import { checkAnswer } from "./checkAnswer.ts";

type Engine = "PGlite" | "PostgreSQL";

/** PostgreSQL is tested where one was found or started, see scripts/testing/findPostgres.ts. */
export const engines: Engine[] = process.env.TEST_DATABASE_URL ? ["PGlite", "PostgreSQL"] : ["PGlite"];

type TestIndexerParameters = {
  engine?: Engine;
  deployment: Deployment;
  rpcUrl: string;
  gateways?: string[];
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
  /** What it says of itself; undefined while it does not. */
  const health = async (): Promise<IndexHealth | undefined> => {
    const url = indexer.url();
    return url ? askIndex(url, routes.health, {}).catch(() => undefined) : undefined;
  };
  return {
    said,
    health,
    databaseUrl: database?.url,
    url: () => indexer.url() ?? "http://127.0.0.1:9",
    pid: () => indexer.pid(),
    /** Until it has taken in a block, as the health tells. */
    async reached(block: number, patience = 500_000): Promise<IndexHealth> {
      for (const until = Date.now() + patience; ; await sleep(100)) {
        const found = await health();
        if (found?.ready && (found.indexed?.block ?? -1) >= block) return found;
        if (Date.now() > until) {
          throw new Error(`It did not reach block ${block}: ${JSON.stringify(found)}\n${said.join("\n")}`);
        }
      }
    },
    /** Ends it for as long as something is done to its database, if anything is. */
    async restart(change: () => Promise<void> = async () => {}) {
      await indexer.stop();
      await change();
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

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, and check them against schemas.
export type Answer = any;

/** Asks the index over HTTP. Whatever it answers must be as the schemas and the OpenAPI document say. */
export async function askApi(url: string, path: string, body?: unknown) {
  const response = await fetch(`${url}${path}`, {
    ...(body !== undefined && {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json" },
    }),
  });
  const text = await response.text();
  let answer: Answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = undefined;
  }
  const { status, headers } = response;
  const isJson = headers.get("content-type")?.startsWith("application/json");
  const problems = isJson ? checkAnswer({ method: body === undefined ? "get" : "post", path, status, answer }) : [];
  if (problems.length > 0) throw new Error(`${path} is answered otherwise than agreed:\n${problems.join("\n")}`);
  return { status, text, answer, headers };
}

type Field = { name: string; type: { name: string | null; kind: string; ofType: Field["type"] | null } };

/** Every row of every table of an index, as lines in an order of their own: equal indexes give equal dumps. */
export async function dumpIndex(indexUrl: string): Promise<Record<string, string[]>> {
  const { __schema } = await askGraphql<{ __schema: { types: { name: string; fields: Field[] | null }[] } }>(
    indexUrl,
    "{ __schema { types { name fields { name type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }",
  );
  const types = new Map(__schema.types.map(({ name, fields }) => [name, fields ?? []]));
  const lists = (types.get("Query") ?? []).filter(({ type }) => coreOf(type).endsWith("Page"));
  const dump: Record<string, string[]> = {};
  for (const { name, type } of lists) {
    const table = coreOf(type).replace(/Page$/, "");
    const fields = (types.get(table) ?? []).map((field) => field.name);
    const rows: string[] = [];
    for (let after: string | null = null; ; ) {
      const more: string = after ? `, after: "${after}"` : "";
      const answer: Record<string, Page> = await askGraphql(
        indexUrl,
        `{ ${name}(limit: 1000${more}) { items { ${fields.join(" ")} } pageInfo { endCursor hasNextPage } } }`,
      );
      const page = answer[name] as Page;
      rows.push(...page.items.map((item) => JSON.stringify(item)));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    dump[table] = rows.sort();
  }
  return dump;
}

type Page = { items: unknown[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };

function coreOf(type: Field["type"]): string {
  return type.name ?? (type.ofType ? coreOf(type.ofType) : "");
}
