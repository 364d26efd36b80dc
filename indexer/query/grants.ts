import { forever } from "@colophon/sdk";

/*
 * The rule that an exclusive right is sold once, in SQL: what contracts/libraries/Grants.sol decides when somebody buys.
 * It stands here and nowhere else in the index. test/indexer/grants.test.ts sells random rights, and compares what these
 * conditions say of every offer with what the contract does.
 */

/** Whether something that ends then is not over at a time: half-open as in the contract; "for ever" never comes. */
const lasts = (end: string, time: string) => `${end} > least(${time}, ${forever - 1})`;

/** Whether a licence counts beyond a time by itself, whatever it comes from. */
const licenceRuns = (licence: string, time: string) =>
  `${lasts(`${licence}.ends`, time)} AND (${licence}.terminated_at IS NULL OR ${lasts(`${licence}.terminated_at`, time)})`;

/** Whether terms exclude others: they are sole or exclusive. */
const excludes = (terms: string) => `${terms}.exclusivity > 0`;

/** Whether two terms have a use and a territory in common. */
const overlap = (one: string, other: string) => {
  const territories = [1, 2, 3, 4].map((word) => `(${one}.territory_bits[${word}] & ${other}.territory_bits[${word}])`);
  return `${one}.use_bits & ${other}.use_bits <> 0 AND (${territories.join(" | ")}) <> 0`;
};

/** Classes of licences of the same grantor as the offer `o`: all that are under the same terms. */
const classes = `SELECT DISTINCT b.terms FROM offer AS b
  WHERE b.work = o.work AND b.parent IS NOT DISTINCT FROM o.parent`;

/**
 * The condition that the contract would refuse to sell the offer `o` under the terms `t` now, because of what was sold:
 * some class of the same grantor lasts still, overlaps in use and territory, and one of both is sole or exclusive. A
 * class that excludes nobody counts until the end that its licences had, terminated or not.
 */
export const offerBlocked = (now: string) => `EXISTS (
  SELECT FROM (${classes}) AS class JOIN terms AS other ON other.id = class.terms
  WHERE (${excludes("t")} OR ${excludes("other")}) AND ${overlap("t", "other")}
    AND EXISTS (SELECT FROM licence AS g
      WHERE g.work = o.work AND g.terms = class.terms AND g.parent IS NOT DISTINCT FROM o.parent
        AND CASE WHEN ${excludes("other")} THEN ${licenceRuns("g", now)} ELSE ${lasts("g.ends", now)} END))`;

/**
 * Licences of a work that exclude others from a use under the terms `t`, as `l`: of each class that covers it, those of
 * other holders that begin before it ends and run beyond its beginning.
 */
export const excludingLicences = (use: {
  work: string;
  holder: string;
  from: string;
  until: string;
  cover: string;
  most: number;
}) => `(SELECT DISTINCT terms FROM offer WHERE work = ${use.work} AND parent IS NULL) AS class
  JOIN terms AS t ON t.id = class.terms AND ${excludes("t")} AND ${use.cover}
  CROSS JOIN LATERAL (
    SELECT * FROM licence AS g WHERE g.work = ${use.work} AND g.terms = class.terms AND g.parent IS NULL
      AND g.holder IS DISTINCT FROM ${use.holder} AND g.starts < ${use.until} AND ${licenceRuns("g", use.from)}
      ORDER BY g.ends DESC LIMIT ${use.most}
  ) AS l`;
