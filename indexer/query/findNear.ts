import { gramsOf } from "../content/search/gramsOf.ts";
import { readFrequencies } from "../content/search/readFrequencies.ts";
import type { Sql } from "../database/Sql.ts";

/** How many names are compared at most, and how many works their rarest grams may be in. */
const candidates = 1000;

/** How many of the rarest grams one must share at least one of. */
const rarest = 8;

/** Names that are less alike are not near. */
const least = 0.3;

/** So many of the nearest may belong to works that a reorganisation took away. */
const lost = 50;

export type NearName = { id: string; likeness: number };

/**
 * Works whose names are spelled like a name, by the part of their three-letter groups that they share: of names that
 * share one of its rarest groups, and no more than 1,000 of them, the nearest.
 */
export async function findNear(sql: Sql, name: string, limit: number): Promise<NearName[]> {
  const grams = gramsOf(name);
  if (grams.length === 0) return [];
  const frequencies = await readFrequencies(sql, "grams");
  const counted = grams
    .map((gram) => ({ gram, works: (frequencies.of(gram) ?? 0) * frequencies.works }))
    .sort((one, other) => one.works - other.works);
  const chosen: string[] = [];
  let works = 0;
  for (const entry of counted) {
    if (chosen.length === rarest || (chosen.length > 0 && works + entry.works > candidates)) break;
    chosen.push(entry.gram);
    works += entry.works;
  }
  // Where even the rarest is frequent, several must be shared: the database meets only what has them all.
  const frequent = works > candidates;
  const asked = frequent ? counted.slice(0, 4).map(({ gram }) => gram) : chosen;
  // The nearest are chosen before it is looked whether the index still has them, which few have lost.
  const rows = await sql.query<{ work: string; likeness: number }>(
    `SELECT near.work, near.likeness FROM (
        SELECT work, position, shared::float8 / ($3 + own - shared) AS likeness FROM (
            SELECT work, position, (SELECT count(*) FROM unnest(grams) AS g WHERE g = ANY($2::text[])) AS shared,
              cardinality(grams) AS own
            FROM (SELECT work, position, grams FROM searchable WHERE grams ${frequent ? "@>" : "&&"} $1::text[]
              LIMIT ${candidates}) AS candidate
          ) AS counted WHERE shared >= ${least} * ($3 + own - shared)
        ORDER BY likeness DESC, work LIMIT $4
      ) AS near JOIN work AS w ON w.id = near.work AND w.position = near.position`,
    [asked, grams, grams.length, limit + lost],
  );
  return rows
    .map(({ work, likeness }) => ({ id: work, likeness: Number(likeness) }))
    .sort((one, other) => other.likeness - one.likeness || (one.id < other.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, likeness }) => ({ id, likeness: Math.round(likeness * 1000) / 1000 }));
}
