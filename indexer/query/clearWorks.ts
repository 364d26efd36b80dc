import { forever, type UseId } from "@colophon/sdk";
import type { Sql } from "../database/Sql.ts";
import { licenceItem } from "./licenceItem.ts";
import { licenceColumns, licenceLasts, licenceTables } from "./licenceSql.ts";
import { offerBlocked } from "./offerBlocked.ts";
import { offerItem } from "./offerItem.ts";
import { offerColumns } from "./offerSql.ts";
import { openOffer } from "./openOffer.ts";
import { termsCover } from "./termsCover.ts";

export type Clearance = {
  use: UseId;
  territory: string;
  /** When the use begins and ends, in seconds since 1970. */
  from: number;
  until: number;
  /** Who wants to use it; small letters. */
  account?: string | undefined;
  now: number;
};

export type ClearWorksParameters = Clearance & { works: readonly string[] };

/** As many of each work are shown. */
const most = { held: 5, offers: 10, conflicts: 5, looked: 200 };

/**
 * What licenses the use of works, by their numbers: licences that the account holds, as Licences.isLicensed decides, from
 * the beginning to the end of the use; offers that would be sold now and last as long, the cheapest first; and sole or
 * exclusive licences of others that stand in the way.
 */
export async function clearWorks(sql: Sql, { works, use, territory, from, until, account, now }: ClearWorksParameters) {
  const cover = termsCover({ use, territory });
  // Bought now, a licence counts from now on.
  const begins = Math.max(from, now);
  const ends = Math.max(until, begins + 1);
  const ids = [...new Set(works)];
  const rows = <Name extends string>(name: Name, found: Promise<Record<string, unknown>[]>) =>
    found.then((list) => [name, Map.groupBy(list, (row) => String(row.work))] as const);
  const [held, offers, conflicts] = await Promise.all([
    rows(
      "held",
      account === undefined
        ? Promise.resolve([])
        : sql.query(
            `SELECT * FROM (SELECT ${licenceColumns("$2::bigint")}, row_number() OVER (PARTITION BY l.work ORDER BY l.ends DESC) AS n
              FROM ${licenceTables} WHERE l.work = ANY($1::text[]) AND l.holder = $3 AND ${cover}
                AND ${licenceLasts("$4::bigint", "$5::bigint")}) AS found WHERE n <= ${most.held}`,
            [ids, now, account, from, Math.max(until, from + 1)],
          ),
    ),
    rows(
      "offers",
      sql.query(
        `SELECT found.* FROM unnest($1::text[]) AS asked CROSS JOIN LATERAL (
          SELECT ${offerColumns("$2::bigint")} FROM work AS w CROSS JOIN LATERAL (
              SELECT * FROM offer WHERE work = w.id AND NOT closed ORDER BY position DESC LIMIT ${most.looked}
            ) AS o JOIN terms AS t ON t.id = o.terms LEFT JOIN licence AS p ON p.id = o.parent
          WHERE w.id = asked AND ${openOffer("$2::bigint")} AND ${cover} AND (o.buyer IS NULL OR o.buyer = $3)
            AND (t.duration = ${forever} OR $2::bigint + t.duration >= $4::bigint)
            AND (o.parent IS NULL OR (p.seats_passed_on < p.seats AND EXISTS (SELECT FROM ${licenceTables.replace(
              "JOIN terms AS t ON t.id = l.terms",
              "",
            )} WHERE l.id = o.parent
                AND ${licenceLasts("$2::bigint", `least($2::bigint + t.duration, ${forever})`)})))
            AND NOT ${offerBlocked("$2::bigint")}
          ORDER BY o.currency, o.price, o.position LIMIT ${most.offers}) AS found`,
        [ids, now, account ?? null, ends],
      ),
    ),
    rows(
      "conflicts",
      sql.query(
        `SELECT found.* FROM unnest($1::text[]) AS asked CROSS JOIN LATERAL (
          SELECT ${licenceColumns("$2::bigint")} FROM (SELECT DISTINCT terms FROM offer WHERE work = asked AND parent IS NULL) AS class
            JOIN terms AS k ON k.id = class.terms AND k.exclusivity > 0
            CROSS JOIN LATERAL (SELECT * FROM licence WHERE work = asked AND licence.terms = class.terms AND parent IS NULL
              ORDER BY licence.ends DESC LIMIT ${most.conflicts}) AS newest
            JOIN ${licenceTables.replace("licence AS l", "licence AS l ON l.id = newest.id")}
          WHERE ${cover} AND l.holder IS DISTINCT FROM $3 AND l.starts < $5::bigint
            AND (least(l.ends, l.terminated_at) > $4::bigint OR least(l.ends, l.terminated_at) = ${forever})
          ORDER BY l.ends DESC LIMIT ${most.conflicts}) AS found`,
        [ids, now, account ?? null, from, Math.max(until, from + 1)],
      ),
    ),
  ]);
  return new Map(
    ids.map((id) => [
      id,
      {
        held: (held[1].get(id) ?? []).map(licenceItem),
        offers: (offers[1].get(id) ?? []).map(offerItem),
        conflicts: (conflicts[1].get(id) ?? []).map(licenceItem),
      },
    ]),
  );
}
