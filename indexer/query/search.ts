import type { Hex } from "viem";
import { wordQuery } from "../content/search/wordQuery.ts";
import type { Sql } from "../database/Sql.ts";
import { findFileClaims } from "./findFileClaims.ts";
import { findWorks } from "./findWorks.ts";
import { licenceItem } from "./licenceItem.ts";
import { licenceColumns, licenceTables } from "./licenceSql.ts";
import { offerItem } from "./offerItem.ts";
import { offerColumns, offerTables } from "./offerSql.ts";
import { readAccount } from "./readAccount.ts";
import { readSearchKey } from "./readSearchKey.ts";
import { readWorks } from "./readWorks.ts";

/** As many of each kind are shown. */
const most = 20;

export type SearchParameters = { typed: string; now: number; limit?: number | undefined };

const nothing = { works: [], licences: [], offers: [], account: null, files: [] };

/** Whatever can be found for what somebody typed into one box. */
export async function search(sql: Sql, { typed, now, limit = most }: SearchParameters) {
  const key = readSearchKey(typed);
  if (key.kind === "address") {
    const [account, found] = await Promise.all([
      readAccount(sql, key.address, now),
      findWorks(sql, { claimant: key.address, limit, now }),
    ]);
    const works = await readWorks(sql, { ids: found.ids, now });
    return { query: { kind: "address" as const }, ...nothing, works, account };
  }
  if (key.kind === "work") {
    const works = await readWorks(sql, { ids: [key.id], now });
    // Figures that are no number of a work are words: a title may be a year.
    if (works.length > 0 || /^#|^0x/i.test(typed.trim()))
      return { query: { kind: "work" as const }, ...nothing, works };
  }
  if (key.kind === "bytes") {
    const found = await searchBytes(sql, key.bytes, now, limit);
    if (found.query.kind !== "digest" || !key.digits) return found;
  }
  const words = await wordQuery(sql, typed, true);
  const ids = words ? (await findWorks(sql, { words, limit, now })).ids : [];
  return { query: { kind: "words" as const }, ...nothing, works: await readWorks(sql, { ids, now }) };
}

/** Everything that 32 bytes can name. */
async function searchBytes(sql: Sql, bytes: Hex, now: number, limit: number) {
  const read = async (table: "licence" | "offer", text: string) => {
    // Most bytes are none: that is told sooner than the question for all columns is planned.
    const known = await sql.query(`SELECT FROM ${table} WHERE id = $1`, [bytes]);
    return known.length > 0 ? sql.query(text, [bytes, now]) : [];
  };
  const [files, licences, offers, named] = await Promise.all([
    findFileClaims(sql, { digests: [bytes], most: limit, now }),
    read("licence", `SELECT ${licenceColumns("$2::bigint")} FROM ${licenceTables} WHERE l.id = $1`),
    read("offer", `SELECT ${offerColumns("$2::bigint")} FROM ${offerTables} WHERE o.id = $1`),
    sql.query<{ id: string }>(
      `(SELECT work AS id, position FROM version WHERE content_root = $1 ORDER BY position LIMIT ${limit})
        UNION (SELECT work, position FROM version WHERE metadata_digest = $1 ORDER BY position LIMIT ${limit})
        UNION (SELECT id, position FROM work WHERE commitment = $1 ORDER BY position LIMIT ${limit})
        ORDER BY position LIMIT ${limit}`,
      [bytes],
    ),
  ]);
  const of = [...licences, ...offers].map(({ work }) => String(work));
  const ids = [...new Set([...named.map(({ id }) => id), ...of])];
  const kind = licences.length > 0 ? "licence" : offers.length > 0 ? "offer" : "digest";
  return {
    query: { kind: kind as "licence" | "offer" | "digest" },
    works: await readWorks(sql, { ids, now }),
    licences: licences.map(licenceItem),
    offers: offers.map(offerItem),
    account: null,
    files,
  };
}
