import type { Pool } from "pg";
import pg from "pg";
import type { Sql, SqlValue } from "./sql.ts";

type Queries = { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** The embedded database, as far as it is used here. */
type Pglite = { transaction<Result>(work: (transaction: Queries) => Promise<Result>): Promise<Result | undefined> };

type Globals = {
  /** What Ponder runs on: it keeps it here for the module "ponder:api", and so do we. */
  PONDER_DATABASE?: {
    driver: { dialect: "pglite"; instance: Pglite } | { dialect: "postgres"; readonly: Pool };
  };
  PONDER_NAMESPACE_BUILD?: { schema: string };
  PONDER_COMMON?: {
    options: { command: string };
    shutdown: { add(step: () => unknown): void; isKilled: boolean };
    logger: { error(line: { msg: string; error?: Error }): void };
  };
};

/** The database that Ponder has opened, its schema, and whether this process indexes or only serves. */
export function ponderDatabase() {
  const { PONDER_DATABASE, PONDER_NAMESPACE_BUILD, PONDER_COMMON } = globalThis as typeof globalThis & Globals;
  if (!PONDER_DATABASE || !PONDER_NAMESPACE_BUILD || !PONDER_COMMON) {
    throw new Error("This runs inside Ponder only: start it with `npm run index`.");
  }
  return {
    driver: PONDER_DATABASE.driver,
    schema: PONDER_NAMESPACE_BUILD.schema,
    indexes: PONDER_COMMON.options.command === "start",
    shutdown: PONDER_COMMON.shutdown,
  };
}

/** Puts something that should not happen into the indexer's log, which `npm run index -- --log` prints. */
export function logFault(msg: string, cause?: unknown): void {
  const { PONDER_COMMON } = globalThis as typeof globalThis & Globals;
  const error = cause === undefined || cause instanceof Error ? cause : new Error(String(cause));
  PONDER_COMMON?.logger.error({ msg, ...(error && { error }) });
}

/**
 * Asks the embedded database, which has a single session for everybody. Where Ponder changes many rows of a table at once
 * it makes a temporary table of the same name and leaves it empty there, and PostgreSQL looks among those first: here they
 * come last, and only until the statement is done, since Ponder's own statements mean them.
 */
export function embeddedSql(instance: Pglite, schema: string): Sql {
  return {
    async query<Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) {
      const answer = await instance.transaction(async (transaction) => {
        await transaction.query(`SET LOCAL search_path TO "${schema}", pg_temp`);
        return transaction.query(text, [...values]);
      });
      return (answer?.rows ?? []) as Row[];
    },
  };
}

/**
 * Reads the index: its tables by their plain names, those of metadata as colophon_content.*. On PostgreSQL through
 * Ponder's read-only connections, each statement limited to 30 seconds.
 */
export const readIndex: Sql = {
  async query<Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) {
    const { driver, schema } = ponderDatabase();
    if (driver.dialect === "pglite") return embeddedSql(driver.instance, schema).query<Row>(text, values);
    return (await driver.readonly.query(text, [...values])).rows as Row[];
  },
};

/** How long a question of anybody may keep the database busy, in milliseconds. */
const patience = 5000;

type Reader = Sql & { close(): Promise<void> };

/**
 * Reads the index for people's questions: as readIndex does, but on PostgreSQL with connections of its own, so that no
 * question waits behind indexing, none can write, and none takes longer than five seconds.
 */
export function openReader(url: string | undefined): Reader {
  const { driver, schema } = ponderDatabase();
  if (driver.dialect === "pglite") return { query: readIndex.query, close: async () => {} };
  const options = `-c search_path=${schema} -c default_transaction_read_only=on -c statement_timeout=${patience} -c jit=off`;
  const pool = new pg.Pool({ connectionString: url, max: 8, application_name: "colophon_reader", options });
  // An idle connection that breaks is replaced at its next use.
  pool.on("error", () => {});
  return {
    query: async <Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
      (await pool.query(text, [...values])).rows as Row[],
    close: () => pool.end(),
  };
}

type ContentDatabase = Sql & {
  /** Whether this process is the one that writes. On PostgreSQL one of many is, as long as its connection lives. */
  holdsLock(): Promise<boolean>;
  close(): Promise<void>;
};

/** What the lock is named: any number that nobody else uses. "colophon" in ASCII. */
const lockName = 0x636f_6c6f_7068_6f6en;

/**
 * The writing side of the schema colophon_content. On PGlite it is Ponder's own instance, which is the only one that may
 * open the folder: so every write must be of a kind that can happen twice.
 */
export async function openContent(url: string | undefined): Promise<ContentDatabase> {
  const { driver, schema } = ponderDatabase();
  if (driver.dialect === "pglite") {
    return {
      ...embeddedSql(driver.instance, schema),
      holdsLock: async () => true,
      close: async () => {},
    };
  }
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: "colophon_content" });
  // An idle connection that breaks is replaced at its next use.
  pool.on("error", () => {});
  let locked: pg.PoolClient | undefined;
  return {
    query: async <Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
      (await pool.query(text, [...values])).rows as Row[],
    async holdsLock() {
      if (locked) return true;
      const client = await pool.connect();
      const { rows } = await client.query("SELECT pg_try_advisory_lock($1::bigint) AS held", [String(lockName)]);
      if (!rows[0]?.held) {
        client.release();
        return false;
      }
      locked = client;
      client.once("error", () => {
        locked = undefined;
      });
      return true;
    },
    async close() {
      locked?.release(true);
      await pool.end();
    },
  };
}
