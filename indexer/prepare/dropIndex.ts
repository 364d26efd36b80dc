import type { Sql } from "../database/Sql.ts";
import { schemaPrefix } from "../settings/schemaName.ts";

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
