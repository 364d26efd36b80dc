import type { Sql } from "../../database/Sql.ts";

export type Frequencies = {
  /** How many works can be searched, about. */
  works: number;
  /** In what part of them a word or a gram is; undefined if it is too rare to be counted, or nothing was counted yet. */
  of(lexeme: string): number | undefined;
  /** In what part of them any counted word is that begins like this, added up. */
  beginning(prefix: string): number;
};

/** For how long a reading counts, in milliseconds. */
const lasts = 60_000;

const readings = new WeakMap<Sql, Map<string, { read: Promise<Frequencies>; until: number }>>();

/**
 * How frequent words or grams are, as the database's own statistics say: rare ones are looked up, frequent ones are met
 * by walking along the newest works.
 */
export function readFrequencies(sql: Sql, column: "words" | "grams"): Promise<Frequencies> {
  const known = readings.get(sql) ?? new Map();
  readings.set(sql, known);
  const last = known.get(column);
  if (last && last.until > Date.now()) return last.read;
  const read = readNow(sql, column);
  known.set(column, { read, until: Date.now() + lasts });
  read.catch(() => known.delete(column));
  return read;
}

async function readNow(sql: Sql, column: string): Promise<Frequencies> {
  const [row] = await sql.query<{ works: number; elements: string[] | null; parts: number[] | null }>(
    `SELECT greatest(c.reltuples, 0)::float8 AS works, s.most_common_elems::text::text[] AS elements,
        s.most_common_elem_freqs::float8[] AS parts
      FROM pg_class AS c LEFT JOIN pg_stats AS s
        ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname AND s.attname = $1
      WHERE c.oid = to_regclass('searchable')`,
    [column],
  );
  // The database adds the smallest and the largest frequency behind those of the elements.
  const parts = new Map((row?.elements ?? []).map((element, i) => [element, Number(row?.parts?.[i] ?? 0)]));
  return {
    works: Number(row?.works ?? 0),
    of: (lexeme) => parts.get(lexeme),
    beginning: (prefix) => {
      let sum = 0;
      for (const [element, part] of parts) if (element.startsWith(prefix)) sum += part;
      return sum;
    },
  };
}
