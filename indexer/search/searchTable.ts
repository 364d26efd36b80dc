import { reorgMargin } from "../position.ts";
import type { Sql } from "../sql.ts";
import { dictionaries, foldedWordsOf, gramsOf } from "./words.ts";

/**
 * The table that words and names are searched in, inside the index's own schema: it goes when the index goes, and is
 * filled again from the metadata that was kept. Its rows are narrow and lie in the order of registration, so that reading
 * the newest ones is cheap. A row counts only while the index has that work at that position.
 */
export const searchTables = (schema: string): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS "${schema}".searchable (
    work text PRIMARY KEY,
    position bigint NOT NULL,
    category integer NOT NULL,
    digest text NOT NULL,
    words tsvector NOT NULL,
    grams text[] NOT NULL
  )`,
  // Words lie in the row, where a walk finds them at once; and the 2,000 most frequent ones are counted.
  `ALTER TABLE "${schema}".searchable ALTER COLUMN words SET STORAGE MAIN, ALTER COLUMN words SET STATISTICS 200,
    ALTER COLUMN grams SET STORAGE MAIN, ALTER COLUMN grams SET STATISTICS 200`,
  `CREATE INDEX IF NOT EXISTS searchable_position_index ON "${schema}".searchable (position)`,
  `CREATE INDEX IF NOT EXISTS searchable_category_index ON "${schema}".searchable (category, position)`,
  `CREATE INDEX IF NOT EXISTS searchable_words_index ON "${schema}".searchable USING gin (words)`,
  `CREATE INDEX IF NOT EXISTS searchable_grams_index ON "${schema}".searchable USING gin (grams)`,
];

/** What is searched of a work: see searchTables.ts. */
type SearchableEntry = {
  work: string;
  position: string;
  category: number;
  digest: string;
  name: string;
  description: string;
  /** BCP 47, such as "pt-BR"; null if the metadata names none. */
  language: string | null;
  credits: readonly { name: string }[];
};

/** Works of one page. */
const page = 500;

/** How many seconds a document may have taken from its time to its place in the table. */
const delay = 5;

const columns = `w.id AS work, w.position, w.category, w.metadata_digest AS digest, d.name, d.description, d.language,
  d.credits`;

/** What differs from the table: works that it lacks, and those that were revised or registered again elsewhere. */
const missing = `LEFT JOIN searchable AS s ON s.work = w.id
  WHERE (s.work IS NULL OR s.digest <> w.metadata_digest OR s.position <> w.position)`;

type Found = Omit<SearchableEntry, "credits"> & { credits: SearchableEntry["credits"] | null };

/**
 * Keeps the table of searchable works up to date: a call of `write` takes in what was registered, revised or fetched
 * since the last, and returns how many works it wrote. Kept metadata is taken in again when the index is new.
 */
export function createSearchWriter(index: Sql, content: Sql, schema: string) {
  let prepared = false;
  let version = -1;
  let document = { time: 0, digest: "" };
  let written = 0;
  let analyzed = 0;

  async function save(found: readonly Found[]): Promise<void> {
    const entries = new Map(found.map((row) => [row.work, { ...row, credits: row.credits ?? [] }]));
    await saveSearchable(content, schema, [...entries.values()]);
    written += entries.size;
  }

  /** Works whose versions came since, as far as their metadata is known already. */
  async function takeVersions(): Promise<void> {
    for (let last = Math.max(-1, version - reorgMargin); ; ) {
      const seen = await index.query<{ work: string; position: string }>(
        "SELECT work, position FROM version WHERE position > $1 ORDER BY position LIMIT $2",
        [last, page],
      );
      const final = seen.at(-1);
      if (final) {
        await save(
          await index.query<Found>(
            `SELECT ${columns} FROM work AS w
              JOIN colophon_content.document AS d ON d.digest = w.metadata_digest AND d.state = 'fetched'
              ${missing} AND w.id = ANY($1::text[])`,
            [[...new Set(seen.map(({ work }) => work))]],
          ),
        );
        last = Number(final.position);
      }
      version = Math.max(version, last);
      if (seen.length < page) return;
    }
  }

  /** Works whose metadata came since. */
  async function takeDocuments(): Promise<void> {
    let from = { time: Math.max(0, document.time - delay), digest: "" };
    for (;;) {
      const seen = await index.query<{ digest: string; time: string }>(
        `SELECT digest, fetched_at AS time FROM colophon_content.document
          WHERE fetched_at IS NOT NULL AND (fetched_at, digest) > ($1, $2) ORDER BY fetched_at, digest LIMIT $3`,
        [from.time, from.digest, page],
      );
      const final = seen.at(-1);
      if (final) {
        await save(
          await index.query<Found>(
            `SELECT ${columns} FROM work AS w
              JOIN colophon_content.document AS d ON d.digest = w.metadata_digest AND d.state = 'fetched'
              ${missing} AND w.metadata_digest = ANY($1::text[])`,
            [seen.map(({ digest }) => digest)],
          ),
        );
        from = { time: Number(final.time), digest: final.digest };
        document = from;
      }
      if (seen.length < page) return;
    }
  }

  return {
    async write(): Promise<number> {
      if (!prepared) {
        for (const statement of searchTables(schema)) await content.query(statement);
        prepared = true;
      }
      const before = written;
      await takeVersions();
      await takeDocuments();
      // How frequent words are decides how they are looked for; not every database counts them by itself.
      if (written > analyzed * 1.5 + 100) {
        await content.query(`ANALYZE "${schema}".searchable`);
        analyzed = written;
      }
      return written - before;
    },
  };
}

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
    words: foldedWordsOf([name, ...credits.map((credit) => credit.name), description].join(" "), most),
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
