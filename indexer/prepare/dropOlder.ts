import type { Sql } from "../database/Sql.ts";
import { schemaPrefix } from "../settings/schemaName.ts";

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
