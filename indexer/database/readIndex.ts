import { ponderDatabase } from "./ponderDatabase.ts";
import type { Sql, SqlValue } from "./Sql.ts";

/**
 * Reads the index: its tables by their plain names, those of metadata as colophon_content.*. On PostgreSQL through
 * Ponder's read-only connections, each statement limited to 30 seconds.
 */
export const readIndex: Sql = {
  async query<Row extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) {
    const { driver } = ponderDatabase();
    const target = driver.dialect === "pglite" ? driver.instance : driver.readonly;
    return (await target.query(text, [...values])).rows as Row[];
  },
};
