import type { Hex } from "viem";
import type { Sql } from "../database/Sql.ts";
import { addressOf } from "./addressOf.ts";
import { blockOf } from "./blockOf.ts";
import { readWorks } from "./readWorks.ts";

/** As many rows of each list are told, the latest first where there may be more. */
const most = 100;

/** One work with everything that belongs to it; undefined if there is none of this number. */
export async function readWork(sql: Sql, id: string, now: number) {
  const [work] = await readWorks(sql, { ids: [id], now, whole: true });
  if (!work) return undefined;
  const list = (text: string) => sql.query(text, [id]);
  const [versions, files, parents, derivatives, holders, income] = await Promise.all([
    list(
      `SELECT revision, content_root, metadata_digest, proven_time, time, position, transaction FROM version
        WHERE work = $1 ORDER BY revision DESC LIMIT ${most}`,
    ),
    list(`SELECT digest, content_root, time, position FROM file WHERE work = $1 ORDER BY position DESC LIMIT ${most}`),
    list(`SELECT parent, source, share FROM edge WHERE work = $1 ORDER BY parent LIMIT ${most}`),
    list(`SELECT work, source, share FROM edge WHERE parent = $1 ORDER BY position DESC LIMIT ${most}`),
    list(
      `SELECT holder, balance FROM holding WHERE work = $1 AND balance > 0 ORDER BY balance DESC, holder LIMIT ${most}`,
    ),
    list(
      `SELECT currency, received::text AS received, paid::text AS paid, from_derivatives::text AS derived,
        settled::text AS settled, claimed::text AS claimed, payments FROM income WHERE work = $1 ORDER BY position`,
    ),
  ]);
  const at = ({ position, time }: Record<string, unknown>) => ({ block: blockOf(position), time: Number(time) });
  return {
    work,
    versions: versions.map((row) => ({
      revision: Number(row.revision),
      contentRoot: row.content_root as Hex,
      metadataDigest: row.metadata_digest as Hex,
      provenTime: Number(row.proven_time),
      transaction: row.transaction as Hex,
      at: at(row),
    })),
    files: files.map((row) => ({
      digest: row.digest as Hex,
      contentRoot: row.content_root as Hex,
      disclosedAt: at(row),
    })),
    parents: parents.map((row) => ({
      work: row.parent as Hex,
      licence: row.source as Hex,
      share: Number(row.share),
    })),
    derivatives: derivatives.map((row) => ({
      work: row.work as Hex,
      licence: row.source as Hex,
      share: Number(row.share),
    })),
    holders: holders.map((row) => ({ holder: addressOf(row.holder), units: Number(row.balance) })),
    income: income.map((row) => ({
      currency: addressOf(row.currency),
      received: String(row.received),
      paid: String(row.paid),
      fromDerivatives: String(row.derived),
      settled: String(row.settled),
      claimed: String(row.claimed),
      payments: Number(row.payments),
    })),
  };
}
