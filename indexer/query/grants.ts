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
  `${lasts(`${licence}.ends`, time)} AND (${licence}.ended_at IS NULL OR ${lasts(`${licence}.ended_at`, time)})`;

/** How many seats of a licence are passed on: none once all its sublicences are over. */
export const seatsPassedOn = (licence: string, time: string) =>
  `(CASE WHEN ${lasts(`${licence}.sublicences_until`, time)} THEN ${licence}.seats_passed_on ELSE 0 END)`;

/** Whether terms exclude others: they are sole or exclusive. */
const excludes = (terms: string) => `${terms}.exclusivity > 0`;

/** Whether two terms have an act, a purpose, a territory and a field in common; one for every field has each. */
const overlap = (one: string, other: string) => {
  const territories = [1, 2, 3, 4].map((word) => `(${one}.territory_bits[${word}] & ${other}.territory_bits[${word}])`);
  return `${one}.use_bits & ${other}.use_bits <> 0 AND ${one}.purposes & ${other}.purposes <> 0
    AND (${territories.join(" | ")}) <> 0
    AND (${one}.field IS NULL OR ${other}.field IS NULL OR ${one}.field = ${other}.field)`;
};

/**
 * The condition that the contract would refuse to sell the offer `o` under the terms `t` now, because of what was sold:
 * some class of the same book lasts when the new licence would start, overlaps it in act, purpose, territory and field,
 * and one of both is sole or exclusive.
 */
export const offerBlocked = (now: string) => `EXISTS (
  SELECT FROM grant_class AS g JOIN terms AS other ON other.id = g.terms
  WHERE g.work = o.work AND g.parent = coalesce(o.parent, '0x') AND ${lasts("g.until", `greatest(o.starts, ${now})`)}
    AND (${excludes("t")} OR ${excludes("other")}) AND ${overlap("t", "other")})`;

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
}) => `(SELECT terms FROM grant_class WHERE work = ${use.work} AND parent = '0x') AS class
  JOIN terms AS t ON t.id = class.terms AND ${excludes("t")} AND ${use.cover}
  CROSS JOIN LATERAL (
    SELECT * FROM licence AS g WHERE g.work = ${use.work} AND g.terms = class.terms AND g.parent IS NULL
      AND g.holder IS DISTINCT FROM ${use.holder} AND g.starts < ${use.until} AND ${licenceRuns("g", use.from)}
      ORDER BY g.ends DESC LIMIT ${use.most}
  ) AS l`;
