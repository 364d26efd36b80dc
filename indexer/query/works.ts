import { categories, type Metadata } from "@colophon/sdk";
import { type Hex, zeroAddress } from "viem";
import { blockOf } from "../position.ts";
import { addressOf, type Sql } from "../sql.ts";
import { openOffer } from "./offers.ts";

/** As much of a list's texts as it shows; the work's own page has all of it. */
const short = { description: 2000, credits: 20 };

/** Offers of one work that are looked through for the cheapest, the latest first. */
const mostOffers = 200;

export type WorkItem = Awaited<ReturnType<typeof findWorksById>>[number];

type FindWorksByIdParameters = {
  ids: readonly string[];
  /** When offers are open, in seconds since 1970. */
  now: number;
  /** With the whole description and all credits. */
  whole?: boolean;
};

type Row = Record<string, unknown> & { id: Hex; credits: Metadata["credits"] | null };

/** Works by their numbers, in that order; unknown ones are left out. */
export async function findWorksById(sql: Sql, { ids, now, whole = false }: FindWorksByIdParameters) {
  if (ids.length === 0) return [];
  const asked = [[...new Set(ids)]];
  const [works, offers, incomes] = await Promise.all([
    sql.query<Row>(
      `SELECT w.id, w.claimant, w.controller, w.category, w.registered_block, w.registered_time, w.proven_time,
          w.revisions, w.parents, w.derivatives, d.name, left(d.description, ${whole ? 100_000 : short.description}) AS description,
          d.image, d.thumbnail, d.language, d.credits,
          (SELECT id FROM licence WHERE work = w.id ORDER BY position DESC LIMIT 1) AS newest_licence
        FROM work AS w LEFT JOIN colophon_content.document AS d ON d.digest = w.metadata_digest AND d.state = 'fetched'
        WHERE w.id = ANY($1::text[])`,
      asked,
    ),
    sql.query<{ work: string; open: string; id: Hex; currency: string; price: string }>(
      `SELECT DISTINCT ON (w.id) w.id AS work, o.id, o.currency, o.price::text AS price,
          count(*) OVER (PARTITION BY w.id) AS open
        FROM work AS w CROSS JOIN LATERAL (
            SELECT * FROM offer WHERE work = w.id AND NOT closed ORDER BY position DESC LIMIT ${mostOffers}
          ) AS o LEFT JOIN licence AS p ON p.id = o.parent
        WHERE w.id = ANY($1::text[]) AND ${openOffer("$2")} AND o.buyer IS NULL
        ORDER BY w.id, o.currency <> '${zeroAddress}', o.price, o.position`,
      [...asked, now],
    ),
    sql.query<{ work: string; currency: string; received: string }>(
      `SELECT work, currency, received::text AS received FROM income WHERE work = ANY($1::text[])
        ORDER BY work, position`,
      asked,
    ),
  ]);
  const offersOf = new Map(offers.map((row) => [row.work, row]));
  const incomeOf = Map.groupBy(incomes, ({ work }) => work);
  const items = new Map(
    works.map((row) => {
      const offer = offersOf.get(row.id);
      const credits = (row.credits ?? []).slice(0, whole ? undefined : short.credits);
      return [
        row.id as string,
        {
          id: row.id,
          claimant: addressOf(row.claimant),
          controller: addressOf(row.controller),
          category: categories[Number(row.category)]?.id ?? "unknown",
          name: row.name as string | null,
          description: row.description as string | null,
          image: row.image as string | null,
          thumbnail: row.thumbnail as string | null,
          language: row.language as string | null,
          credits: credits.map(({ name, role, account }) => ({ name, role, ...(account && { account }) })),
          registeredAt: { block: Number(row.registered_block), time: Number(row.registered_time) },
          provenTime: Number(row.proven_time),
          revisions: Number(row.revisions),
          offers: {
            open: Number(offer?.open ?? 0),
            cheapest: offer ? { offer: offer.id, currency: addressOf(offer.currency), price: offer.price } : null,
          },
          licencesSold: serialOf(row.newest_licence),
          parents: Number(row.parents),
          derivatives: Number(row.derivatives),
          income: (incomeOf.get(row.id) ?? []).map(({ currency, received }) => ({
            currency: addressOf(currency),
            received,
          })),
        },
      ];
    }),
  );
  return ids.map((id) => items.get(id)).filter((item) => item !== undefined);
}

/** How many licences a work has sold: each one's number ends with the how manieth it is. */
const serialOf = (licence: unknown) => (licence === null ? 0 : Number(`0x${String(licence).slice(-8)}`));

/** As many rows of each list are told, the latest first where there may be more. */
const mostListed = 100;

/** One work with everything that belongs to it; undefined if there is none of this number. */
export async function findWork(sql: Sql, id: string, now: number) {
  const [work] = await findWorksById(sql, { ids: [id], now, whole: true });
  if (!work) return undefined;
  const list = (text: string) => sql.query(text, [id]);
  const [versions, files, parents, derivatives, holders, income] = await Promise.all([
    list(
      `SELECT revision, content_root, metadata_digest, proven_time, time, position, transaction FROM version
        WHERE work = $1 ORDER BY revision DESC LIMIT ${mostListed}`,
    ),
    list(
      `SELECT digest, content_root, time, position FROM file WHERE work = $1 ORDER BY position DESC LIMIT ${mostListed}`,
    ),
    list(`SELECT parent, source, share FROM edge WHERE work = $1 ORDER BY parent LIMIT ${mostListed}`),
    list(`SELECT work, source, share FROM edge WHERE parent = $1 ORDER BY position DESC LIMIT ${mostListed}`),
    list(
      `SELECT holder, balance FROM holding WHERE work = $1 AND balance > 0 ORDER BY balance DESC, holder LIMIT ${mostListed}`,
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

type FindFileClaimsParameters = {
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
  const works = await findWorksById(sql, { ids: [...new Set(rows.map(({ work }) => work))], now });
  const byId = new Map(works.map((work) => [work.id as string, work]));
  return rows.flatMap(({ digest, work: id, time, position, rank }) => {
    const work = byId.get(id);
    const disclosedAt = { block: blockOf(position), time: Number(time) };
    return work ? [{ digest, rank: Number(rank), disclosedAt, work }] : [];
  });
}
