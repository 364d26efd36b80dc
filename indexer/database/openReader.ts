import pg from "pg";
import { ponderDatabase } from "./ponderDatabase.ts";
import { readIndex } from "./readIndex.ts";
import type { Sql, SqlValue } from "./Sql.ts";

/** How long a question of anybody may keep the database busy, in milliseconds. */
const patience = 5000;

export type Reader = Sql & { close(): Promise<void> };

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
