import type { Hex } from "viem";
import type { Sql } from "../database/Sql.ts";
import { blockOf } from "./blockOf.ts";
import { readWorks } from "./readWorks.ts";

export type FindFileClaimsParameters = {
  digests: readonly Hex[];
  /** Claims of each file, the earliest proven first. */
  most: number;
  now: number;
};

/** Who made files with these digests findable, and in which order their claims are proven. */
export async function findFileClaims(sql: Sql, { digests, most, now }: FindFileClaimsParameters) {
  const rows = await sql.query<{ digest: Hex; work: string; time: string; position: string; rank: string }>(
    `SELECT asked AS digest, c.work, c.time, c.position, c.rank FROM unnest($1::text[]) AS asked
      CROSS JOIN LATERAL (
        SELECT f.work, f.time, f.position, row_number() OVER (ORDER BY f.proven) AS rank FROM (
          SELECT DISTINCT ON (f.work) f.work, f.time, f.position, coalesce(v.proven_position, f.position) AS proven
            FROM file AS f LEFT JOIN version AS v ON v.work = f.work AND v.content_root = f.content_root
            WHERE f.digest = asked ORDER BY f.work, coalesce(v.proven_position, f.position)
        ) AS f ORDER BY f.proven LIMIT ${Number(most)}
      ) AS c ORDER BY asked, c.rank`,
    [[...new Set(digests)]],
  );
  const works = await readWorks(sql, { ids: [...new Set(rows.map(({ work }) => work))], now });
  const byId = new Map(works.map((work) => [work.id as string, work]));
  return rows.flatMap(({ digest, work: id, time, position, rank }) => {
    const work = byId.get(id);
    const disclosedAt = { block: blockOf(position), time: Number(time) };
    return work ? [{ digest, rank: Number(rank), disclosedAt, work }] : [];
  });
}
