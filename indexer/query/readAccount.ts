import { forever } from "@colophon/sdk";
import type { Sql } from "../database/Sql.ts";
import { addressOf } from "./addressOf.ts";
import { licenceState, licenceTables } from "./licenceSql.ts";

/** What an account has to do with the register: counts and sums. All zero for one that never appeared. */
export async function readAccount(sql: Sql, account: string, now: number) {
  const [counts, live, withdrawn, proceeds] = await Promise.all([
    sql.query<Record<"claimed" | "controlled" | "held" | "granted" | "units" | "stamps" | "unopened", string>>(
      `SELECT (SELECT count(*) FROM work WHERE claimant = $1) AS claimed,
        (SELECT count(*) FROM work WHERE controller = $1) AS controlled,
        (SELECT count(*) FROM licence WHERE holder = $1) AS held,
        (SELECT count(*) FROM licence WHERE licensor = $1) AS granted,
        (SELECT count(*) FROM commitment WHERE first_from = $1) AS stamps,
        (SELECT count(*) FROM commitment AS c WHERE c.first_from = $1
          AND NOT EXISTS (SELECT FROM version AS v WHERE v.commitment = c.id)) AS unopened,
        (SELECT count(*) FROM holding WHERE holder = $1 AND balance > 0) + (SELECT count(*) FROM work AS w
          WHERE w.claimant = $1 AND w.holders_root IS NULL
            AND NOT EXISTS (SELECT FROM holding AS h WHERE h.work = w.id AND h.holder = $1 AND h.balance > 0)
            AND NOT EXISTS (SELECT FROM unit_taking AS u WHERE u.work = w.id AND u.holder = $1)) AS units`,
      [account],
    ),
    sql.query<{ live: string }>(
      `SELECT count(*) AS live FROM ${licenceTables} WHERE l.holder = $1 AND (l.ends > $2::bigint OR l.ends = ${forever})
        AND ${licenceState("$2::bigint")} = 'live'`,
      [account, now],
    ),
    sql.query<{ currency: string; amount: string }>(
      "SELECT currency, sum(amount)::text AS amount FROM withdrawal WHERE holder = $1 GROUP BY currency ORDER BY currency",
      [account],
    ),
    sql.query<{ currency: string; credited: string; withdrawn: string }>(
      `SELECT currency, credited::text AS credited, withdrawn::text AS withdrawn FROM proceeds
        WHERE account = $1 ORDER BY currency`,
      [account],
    ),
  ]);
  const [count] = counts;
  return {
    address: addressOf(account),
    stamps: { sent: Number(count?.stamps), unopened: Number(count?.unopened) },
    works: { claimed: Number(count?.claimed), controlled: Number(count?.controlled) },
    licences: { held: Number(count?.held), live: Number(live[0]?.live), granted: Number(count?.granted) },
    unitsOf: Number(count?.units),
    withdrawn: withdrawn.map(({ currency, amount }) => ({ currency: addressOf(currency), amount })),
    proceeds: proceeds.map(({ currency, ...sums }) => ({
      currency: addressOf(currency),
      credited: sums.credited,
      withdrawn: sums.withdrawn,
    })),
  };
}
