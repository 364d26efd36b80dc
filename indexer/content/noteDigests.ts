import type { Sql } from "../database/Sql.ts";

/** Rows of one page. */
const page = 5000;

/** How far back a reorganisation may put something new, as a difference of positions: 256 blocks. */
const margin = 256 * 1_048_576;

/**
 * Lists the metadata of every version from a position on, so that it will be fetched. Returns the last position seen,
 * from which the next call goes on; it looks back a little, because a reorganisation may have changed what was seen.
 */
export async function noteDigests(index: Sql, content: Sql, seen: number): Promise<number> {
  let last = Math.max(-1, seen - margin);
  for (;;) {
    const rows = await index.query<{ metadata_digest: string; position: string }>(
      "SELECT metadata_digest, position FROM version WHERE position > $1 ORDER BY position LIMIT $2",
      [last, page],
    );
    const final = rows.at(-1);
    if (!final) return Math.max(seen, last);
    await content.query(
      "INSERT INTO colophon_content.document (digest) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING",
      [[...new Set(rows.map((row) => row.metadata_digest))]],
    );
    last = Number(final.position);
    if (rows.length < page) return Math.max(seen, last);
  }
}
