import type { Sql } from "../../database/Sql.ts";
import { dictionaries } from "./dictionaries.ts";
import { gramsOf } from "./gramsOf.ts";
import type { SearchableEntry } from "./SearchableEntry.ts";
import { wordsOf } from "./wordsOf.ts";

/** Different words of one work that are searched: the first of its name, its credits and its description. */
const most = 1000;

/**
 * Writes what is searched of works: every word as it is, and its stem in the language that the metadata names. Writing it
 * twice changes nothing.
 */
export async function saveSearchable(sql: Sql, schema: string, entries: readonly SearchableEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ name, description, language, credits, ...row }) => ({
    ...row,
    words: wordsOf([name, ...credits.map((credit) => credit.name), description].join(" "), most),
    stems: dictionaries[language?.split("-")[0]?.toLowerCase() ?? ""] ?? null,
    grams: gramsOf(name),
  }));
  await sql.query(
    `INSERT INTO "${schema}".searchable (work, position, category, digest, words, grams)
      SELECT r.work, r.position, r.category, r.digest,
        array_to_tsvector(ARRAY(
          SELECT word FROM unnest(r.words) AS word
          UNION SELECT unnest(ts_lexize(r.stems::regdictionary, word)) FROM unnest(r.words) AS word
            WHERE r.stems IS NOT NULL
        )), r.grams
      FROM jsonb_to_recordset($1::jsonb)
        AS r (work text, position bigint, category integer, digest text, words text[], stems text, grams text[])
    ON CONFLICT (work) DO UPDATE SET position = excluded.position, category = excluded.category,
      digest = excluded.digest, words = excluded.words, grams = excluded.grams`,
    [JSON.stringify(rows)],
  );
}
