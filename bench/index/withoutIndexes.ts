import type pg from "pg";

type Index = { schema: string; table: string; name: string; definition: string; key: boolean };

/**
 * Runs something that writes many rows without the indexes and primary keys of the tables of some schemas, and makes them
 * again afterwards: sorting once is much faster than keeping them in order. Tables in `kept` keep their primary keys.
 */
export async function withoutIndexes(
  client: pg.Client,
  schemas: readonly string[],
  kept: readonly string[],
  run: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<Index>(
    `SELECT n.nspname AS schema, t.relname AS table, i.relname AS name, x.indisprimary AS key,
        CASE WHEN x.indisprimary THEN pg_get_constraintdef(c.oid) ELSE pg_get_indexdef(x.indexrelid) END AS definition
      FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
        JOIN pg_namespace AS n ON n.oid = t.relnamespace
        LEFT JOIN pg_constraint AS c ON c.conindid = x.indexrelid AND c.contype = 'p'
      WHERE n.nspname = ANY($1::text[]) AND t.relkind = 'r' AND t.relname !~ '^_'`,
    [schemas],
  );
  const dropped = rows.filter(({ key, table }) => !key || !kept.includes(table));
  for (const { schema, table, name, key } of dropped) {
    await client.query(
      key ? `ALTER TABLE "${schema}"."${table}" DROP CONSTRAINT "${name}"` : `DROP INDEX "${schema}"."${name}"`,
    );
  }
  await run();
  for (const { schema, table, name, key, definition } of dropped) {
    await client.query(key ? `ALTER TABLE "${schema}"."${table}" ADD CONSTRAINT "${name}" ${definition}` : definition);
  }
}
