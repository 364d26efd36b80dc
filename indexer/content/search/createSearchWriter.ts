import type { Sql } from "../../database/Sql.ts";
import type { SearchableEntry } from "./SearchableEntry.ts";
import { saveSearchable } from "./saveSearchable.ts";
import { searchTables } from "./searchTables.ts";

/** Works of one page. */
const page = 500;

/** How far back a reorganisation may put something new, as a difference of positions: 256 blocks. */
const margin = 256 * 1_048_576;

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
    for (let last = Math.max(-1, version - margin); ; ) {
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
