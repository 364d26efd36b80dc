import { gramsOf } from "../content/search/gramsOf.ts";
import { readFrequencies } from "../content/search/readFrequencies.ts";
import type { Sql } from "../database/Sql.ts";

/** How many names are compared at most, and how many works their rarest grams may be in. */
const candidates = 2000;

/** How many of the rarest grams one must share at least one of. */
const rarest = 8;

/** Names that are less alike are not near. */
const least = 0.3;

export type NearName = { id: string; likeness: number };

/**
 * Works whose names are spelled like a name, by the part of their three-letter groups that they share: of names that
 * share one of its rarest groups, and no more than 2,000 of them, the nearest.
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
  const rows = await sql.query<{ work: string; shared: string; own: string }>(
    `SELECT c.work, (SELECT count(*) FROM unnest(c.grams) AS g WHERE g = ANY($2::text[])) AS shared,
        cardinality(c.grams) AS own
      FROM (SELECT work, position, grams FROM searchable WHERE grams ${frequent ? "@>" : "&&"} $1::text[]
        LIMIT ${candidates}) AS c JOIN work AS w ON w.id = c.work AND w.position = c.position`,
    [asked, grams],
  );
  return rows
    .map(({ work, shared, own }) => ({
      id: work,
      likeness: Number(shared) / (grams.length + Number(own) - Number(shared)),
    }))
    .filter(({ likeness }) => likeness >= least)
    .sort((one, other) => other.likeness - one.likeness || (one.id < other.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, likeness }) => ({ id, likeness: Math.round(likeness * 1000) / 1000 }));
}
