import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Deployment } from "@colophon/sdk";
import pg from "pg";
import { createPublicClient, fallback, http, type PublicClient } from "viem";
import type { Settings } from "./settings.ts";
import type { Sql, SqlValue } from "./sql.ts";
import { ChainIdError, findHead } from "./watch.ts";

type PrepareIndexParameters = {
  settings: Settings;
  /** Builds the index again whatever is there. */
  reset: boolean;
  /** How long to wait for a node that knows less than the index, in milliseconds, before the index gives way. */
  patience: number;
  say: (line: string) => void;
};

/**
 * Looks at what is kept before Ponder does, which would stop at a chain that is not the one it knows: an index of another
 * chain, or of one that has lost blocks, is dropped and built again. Returns the name of the schema.
 */
export async function prepareIndex({ settings, reset, patience, say }: PrepareIndexParameters): Promise<string> {
  const { deployment, rpcUrls, database } = settings;
  const schema = schemaName(deployment);
  const client = createPublicClient({ transport: fallback(rpcUrls.map((url) => http(url, { timeout: 10_000 }))) });
  const chainId = await client.getChainId().catch((cause: Error) => {
    throw new Error(`No node answers at ${rpcUrls.join(", ")}.`, { cause });
  });
  if (chainId !== deployment.chainId) throw new ChainIdError(deployment.chainId);
  const sql = await openDatabase(database);
  const engine = database.url ? "postgres" : "pglite";
  try {
    await dropOlder(sql, schema, deployment.chainId, engine);
    if (reset) {
      await dropIndex(sql, deployment.chainId);
      return schema;
    }
    const until = Date.now() + patience;
    for (let told = false; ; told = true) {
      const standing = await standingOf(sql, schema, client);
      if (standing === "new") return schema;
      if (standing === "follows") {
        await releaseLock(sql, schema, engine);
        return schema;
      }
      if (standing === "young") {
        await dropIndex(sql, deployment.chainId);
        return schema;
      }
      if (standing === "another" || Date.now() >= until) {
        say(
          standing === "another"
            ? "The chain is not the one that the index knows: building it again."
            : "The chain has lost blocks that the index knows: building it again.",
        );
        await dropIndex(sql, deployment.chainId);
        return schema;
      }
      if (!told) say("The node knows fewer blocks than the index: waiting for it.");
      await sleep(Math.min(5000, Math.max(100, until - Date.now())));
    }
  } finally {
    await sql.close();
  }
}

const root = join(import.meta.dirname, "..");

/** All that decides what the tables hold: other code must not go on where this one stopped. */
export const sources = [
  "indexer/package.json",
  "indexer/ponder.config.ts",
  "indexer/ponder.schema.ts",
  "indexer/src/*.ts",
  "indexer/position.ts",
  "sdk/src/abi/generated.ts",
  "sdk/src/content/commitment.ts",
  "sdk/src/model/constants.ts",
  "sdk/src/model/ids.ts",
  "sdk/src/model/payments.ts",
  "sdk/src/model/terms.ts",
  "sdk/src/model/time.ts",
];

/** The schema of an index: it names the chain, and follows from the deployment and from the code that fills it. */
export function schemaName(deployment: Deployment): string {
  const hash = createHash("sha256").update(JSON.stringify(deployment));
  for (const path of sources.flatMap(pathsOf).sort()) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return `${schemaPrefix(deployment.chainId)}${hash.digest("hex").slice(0, 12)}`;
}

/** A name that matches nothing would let an index go on under code that has changed. */
function pathsOf(pattern: string): string[] {
  const paths = globSync(pattern, { cwd: root });
  if (paths.length === 0) throw new Error(`The index's schema is named after ${pattern}, and there is no such file.`);
  return paths;
}

/** How the names of all indexes of a chain begin. */
const schemaPrefix = (chainId: number) => `colophon_${chainId}_`;

/**
 * Where a kept index stands: "new" (there is none), "follows" the chain, "ahead" of what the node knows, or of "another"
 * chain, which a chain with other blocks under the same number is too. "young": nothing on the chain is final, so nothing
 * of the index would be kept; and a local chain that was restored has another first block each time, at which Ponder
 * would stop.
 */
type IndexStanding = "new" | "young" | "follows" | "ahead" | "another";

/** How many blocks must follow one before Ponder takes it for final; it asks for as many before it goes on. */
const finality = (chainId: number) => ({ 1: 65, 11155111: 65, 137: 200, 42161: 240 })[chainId] ?? 30;

/** Compares a kept index with the node: only blocks that no reorganisation should reach are held against it. */
async function standingOf(sql: Sql, schema: string, client: PublicClient): Promise<IndexStanding> {
  const [exists] = await sql.query(
    "SELECT FROM information_schema.tables WHERE table_schema = $1 AND table_name = '_ponder_checkpoint'",
    [schema],
  );
  if (!exists) return "new";
  const quoted: Sql = {
    query: (text, values) => sql.query(text.replace(/\b(_ponder_\w+)/g, `"${schema}".$1`), values),
  };
  const head = await findHead(quoted);
  if (!head) return "new";
  const [chainId, latest] = await Promise.all([client.getChainId(), client.getBlockNumber()]);
  const final = Number(latest) - finality(chainId);
  if (final <= 0) return "young";
  const blocks = await sql.query<{ number: string; hash: string }>(
    `(SELECT number, hash FROM "${schema}".block WHERE number <= $1 ORDER BY number LIMIT 1)
      UNION (SELECT number, hash FROM "${schema}".block WHERE number <= $1 ORDER BY number DESC LIMIT 5)`,
    [head.finalized],
  );
  for (const { number, hash } of blocks) {
    if (BigInt(number) > latest) continue;
    if ((await client.getBlock({ blockNumber: BigInt(number) })).hash !== hash) return "another";
  }
  return final < head.finalized ? "ahead" : "follows";
}

/**
 * Forgets everything that was read of a chain: its indexes, and the logs and answers that Ponder keeps. Metadata stays,
 * because its digest says what it is; what tokens call themselves does not.
 */
export async function dropIndex(sql: Sql, chainId: number): Promise<void> {
  const schemas = await sql.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1)",
    [schemaPrefix(chainId)],
  );
  for (const { name } of schemas) await sql.query(`DROP SCHEMA IF EXISTS "${name}" CASCADE`);
  const tables = await sql.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.columns
      WHERE column_name = 'chain_id' AND (table_schema = 'ponder_sync'
        OR (table_schema = 'colophon_content' AND table_name = 'currency'))`,
  );
  for (const { schema, name } of tables) {
    await sql.query(`DELETE FROM "${schema}"."${name}" WHERE chain_id = $1`, [chainId]);
  }
}

/** Drops the indexes that earlier code or another deployment has left of this chain, unless somebody is still connected. */
export async function dropOlder(sql: Sql, schema: string, chainId: number, engine: "pglite" | "postgres") {
  const older = await sql.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1) AND nspname <> $2",
    [schemaPrefix(chainId), schema],
  );
  for (const { name } of older) {
    const users =
      engine === "pglite"
        ? []
        : await sql.query("SELECT FROM pg_stat_activity WHERE starts_with(application_name, $1) LIMIT 1", [`${name}_`]);
    if (users.length === 0) await sql.query(`DROP SCHEMA IF EXISTS "${name}" CASCADE`);
  }
}

/** How often it is looked whether the connections of one that was killed are gone, and after how many milliseconds again. */
const [looks, pause] = [20, 250];

/**
 * Ponder waits 25 seconds for an indexer that may still run on the same tables. This ends the waiting when nobody does:
 * on PGlite we alone have the folder, on PostgreSQL the other's connections are gone, or go within a few seconds.
 */
async function releaseLock(sql: Sql, schema: string, engine: "pglite" | "postgres"): Promise<void> {
  const name = `${schema}_internal`.slice(0, 63);
  for (let look = 0; engine === "postgres"; look++) {
    const users = await sql.query("SELECT FROM pg_stat_activity WHERE application_name = $1 LIMIT 1", [name]);
    if (users.length === 0) break;
    if (look === looks) return;
    await sleep(pause);
  }
  // Ponder is about to take back what was not final, and would tell only with the next block.
  await sql.query(`UPDATE "${schema}"._ponder_checkpoint SET latest_checkpoint = safe_checkpoint`);
  await sql.query(
    `UPDATE "${schema}"._ponder_meta SET value = jsonb_set(value, '{is_locked}', '0'::jsonb) WHERE key = 'app'`,
  );
}

type Pglite = { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>; close(): Promise<void> };

export type OpenDatabase = Sql & { close(): Promise<void> };

/** Opens the database of an index before Ponder does, or beside it (PostgreSQL only). */
export async function openDatabase(database: Settings["database"]): Promise<OpenDatabase> {
  if (database.url) {
    const client = new pg.Client({ connectionString: database.url, application_name: "colophon_prepare" });
    await client.connect();
    return {
      query: async <Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
      close: () => client.end(),
    };
  }
  mkdirSync(database.directory as string, { recursive: true });
  // The very one that Ponder brings: another version may not read its files.
  const fromPonder = createRequire(import.meta.resolve("ponder"));
  const { PGlite } = (await import(pathToFileURL(fromPonder.resolve("@electric-sql/pglite")).href)) as {
    PGlite: new (folder: string) => Pglite;
  };
  const instance = new PGlite(database.directory as string);
  return {
    query: async <Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
      (await instance.query(text, [...values])).rows as Row[],
    close: () => instance.close(),
  };
}

/**
 * Makes sure that this process is the only one with a folder of PGlite: two would destroy it. What holds it is a socket,
 * which ends with the process, however that ends.
 */
export async function takeFolder(folder: string): Promise<void> {
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 16);
  const path = join(tmpdir(), `colophon-${name}.sock`);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await listen(path)) {
      process.once("exit", () => rmSync(path, { force: true }));
      return;
    }
    if (await answers(path))
      throw new Error(`Another indexer runs on ${folder}. End it first, or name another folder.`);
    // Whoever left it is gone.
    rmSync(path, { force: true });
  }
  throw new Error(`${path} can't be taken. Remove it, then start again.`);
}

function listen(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(path, () => resolve(true));
    server.unref();
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
