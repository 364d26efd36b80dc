import { digestOf } from "@colophon/sdk";
import type { routes, WrittenAnswerOf } from "@colophon/sdk/index-api";
import type { Hex } from "viem";
import { findFrequencies, wordQuery } from "../search/wordQuery.ts";
import { gramsOf } from "../search/words.ts";
import type { Sql } from "../sql.ts";
import { findAccount } from "./figures.ts";
import { findWorkIds } from "./findWorkIds.ts";
import { licenceRows, licenceTables } from "./licences.ts";
import { offerRows, offerTables } from "./offers.ts";
import type { Rows } from "./rows.ts";
import { findFileClaims, findWorksById } from "./works.ts";

/** What somebody's words may mean, the likelier first. */
type SearchKey =
  | { kind: "address"; address: string }
  /** 32 bytes: of a file, a root, a metadata document, an offer, or a licence's number. */
  | { kind: "bytes"; bytes: Hex; digits: boolean }
  | { kind: "work"; id: Hex }
  | { kind: "words" };

/** `limit`: as many of each kind are shown. */
type SearchParameters = { typed: string; now: number; limit: number };

type Found = Omit<WrittenAnswerOf<typeof routes.search>, "at">;

const nothing = { works: [], licences: [], offers: [], account: null, files: [] };

/** Whatever can be found for what somebody typed into one box. */
export async function findAnything(sql: Sql, { typed, now, limit }: SearchParameters): Promise<Found> {
  const key = parseSearchKey(typed);
  if (key.kind === "address") {
    const [account, found] = await Promise.all([
      findAccount(sql, key.address, now),
      findWorkIds(sql, { claimant: key.address, limit, now }),
    ]);
    const works = await findWorksById(sql, { ids: found.ids, now });
    return { query: { kind: "address" }, ...nothing, works, account };
  }
  if (key.kind === "work") {
    const works = await findWorksById(sql, { ids: [key.id], now });
    // Figures that are no number of a work are words: a title may be a year.
    if (works.length > 0 || /^#|^0x/i.test(typed.trim())) return { query: { kind: "work" }, ...nothing, works };
  }
  if (key.kind === "bytes") {
    const found = await searchBytes(sql, key.bytes, now, limit);
    if (found.query.kind !== "digest" || !key.digits) return found;
  }
  const words = await wordQuery(sql, typed, true);
  const ids = words ? (await findWorkIds(sql, { words, limit, now })).ids : [];
  return { query: { kind: "words" }, ...nothing, works: await findWorksById(sql, { ids, now }) };
}

/** Everything that 32 bytes can name. */
async function searchBytes(sql: Sql, bytes: Hex, now: number, limit: number): Promise<Found> {
  const read = async <Item>(table: "licence" | "offer", { columns, read: item }: Rows<Item>, from: string) => {
    // Most bytes are none: that is told sooner than the question for all columns is planned.
    const known = await sql.query(`SELECT FROM ${table} WHERE id = $1`, [bytes]);
    return known.length > 0 ? (await sql.query(`SELECT ${columns} FROM ${from}`, [bytes, now])).map(item) : [];
  };
  const [files, licences, offers, named] = await Promise.all([
    findFileClaims(sql, { digests: [bytes], most: limit, now }),
    read("licence", licenceRows("$2::bigint"), `${licenceTables} WHERE l.id = $1`),
    read("offer", offerRows("$2::bigint"), `${offerTables} WHERE o.id = $1`),
    sql.query<{ id: string }>(
      `(SELECT work AS id, position FROM version WHERE content_root = $1 ORDER BY position LIMIT ${limit})
        UNION (SELECT work, position FROM version WHERE metadata_digest = $1 ORDER BY position LIMIT ${limit})
        UNION (SELECT id, position FROM work WHERE commitment = $1 ORDER BY position LIMIT ${limit})
        ORDER BY position LIMIT ${limit}`,
      [bytes],
    ),
  ]);
  const of = [...licences, ...offers].map(({ work }) => work);
  const ids = [...new Set([...named.map(({ id }) => id), ...of])];
  const kind = licences.length > 0 ? "licence" : offers.length > 0 ? "offer" : "digest";
  return {
    query: { kind },
    works: await findWorksById(sql, { ids, now }),
    licences,
    offers,
    account: null,
    files,
  };
}

/**
 * What somebody typed or pasted: a number of a work, a licence or an offer in any spelling that its page shows, or a link
 * to such a page; a digest as sha256sum prints it; an ipfs:// link; an address. Everything else is words.
 */
export function parseSearchKey(typed: string): SearchKey {
  const text = typed.trim();
  const uri = /(?:ipfs:\/\/|\/ipfs\/|^)(baf[a-z2-7]{50,})/.exec(text)?.[1];
  if (uri !== undefined) {
    try {
      return { kind: "bytes", bytes: digestOf(`ipfs://${uri}`), digits: false };
    } catch {
      // Another kind of link than ours.
    }
  }
  const link = /(?:^|[/#=])(works|licences|offers|verify|accounts?)\/(#?[0-9a-z]+)/i.exec(text);
  const given = (link?.[2] ?? text).replace(/^#/, "");
  if (/^0x[0-9a-f]{40}$/i.test(given)) return { kind: "address", address: given.toLowerCase() };
  if (/^[0-9a-f]{64}$/i.test(given)) return { kind: "bytes", bytes: `0x${given.toLowerCase()}`, digits: false };
  if (!/^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(given)) return { kind: "words" };
  const number = BigInt(given);
  if (number === 0n || number >> 256n !== 0n) return { kind: "words" };
  const digits = !/^0x/i.test(given);
  if (number >> 224n === 0n) return { kind: "work", id: `0x${number.toString(16).padStart(56, "0")}` };
  const bytes: Hex = `0x${number.toString(16).padStart(64, "0")}`;
  return { kind: "bytes", bytes, digits };
}

/** How many names are compared at most, and how many works their rarest grams may be in. */
const candidates = 1000;

/** How many of the rarest grams one must share at least one of. */
const rarest = 8;

/** Names that are less alike are not near. */
const least = 0.3;

/** So many of the nearest may belong to works that a reorganisation took away. */
const lost = 50;

type NearName = { id: string; likeness: number };

/**
 * Works whose names are spelled like a name, by the part of their three-letter groups that they share: of names that
 * share one of its rarest groups, and no more than 1,000 of them, the nearest.
 */
export async function findNear(sql: Sql, name: string, limit: number): Promise<NearName[]> {
  const grams = gramsOf(name);
  if (grams.length === 0) return [];
  const frequencies = await findFrequencies(sql, "grams");
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
