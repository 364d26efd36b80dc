import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import pg from "pg";
import type { Sql, SqlValue } from "../database/Sql.ts";
import type { Settings } from "../settings/readSettings.ts";

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
