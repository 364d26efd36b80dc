import pg from "pg";
import { ponderDatabase } from "./ponderDatabase.ts";
import type { Sql, SqlValue } from "./Sql.ts";

export type ContentDatabase = Sql & {
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
  const { driver } = ponderDatabase();
  if (driver.dialect === "pglite") {
    return {
      query: async <Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
        (await driver.instance.query(text, [...values])).rows as Row[],
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
