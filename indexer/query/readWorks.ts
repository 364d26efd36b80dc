import { categories, type Metadata } from "@colophon/sdk";
import { type Hex, zeroAddress } from "viem";
import type { Sql } from "../database/Sql.ts";
import { addressOf } from "./addressOf.ts";
import { openOffer } from "./openOffer.ts";

/** As much of a list's texts as it shows; the work's own page has all of it. */
const short = { description: 2000, credits: 20 };

/** Offers of one work that are looked through for the cheapest, the latest first. */
const mostOffers = 200;

export type WorkItem = Awaited<ReturnType<typeof readWorks>>[number];

export type ReadWorksParameters = {
  ids: readonly string[];
  /** When offers are open, in seconds since 1970. */
  now: number;
  /** With the whole description and all credits. */
  whole?: boolean;
};

type Row = Record<string, unknown> & { id: Hex; credits: Metadata["credits"] | null };

/** Works by their numbers, in that order; unknown ones are left out. */
export async function readWorks(sql: Sql, { ids, now, whole = false }: ReadWorksParameters) {
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
