import { forever } from "@colophon/sdk";

/** Licences of a class that are looked at for its end: those that last longest. */
const looked = 5;

/**
 * The condition that the contract would refuse to sell the offer `o` under the terms `t` now, because of what was sold:
 * some class of licences of the same grantor lasts still, overlaps in use and territory, and one of both is sole or
 * exclusive. A class that excludes nobody counts until the end that its licences had, terminated or not, as in Grants.sol.
 */
export const offerBlocked = (now: string) => `EXISTS (
  SELECT FROM (SELECT DISTINCT b.terms FROM offer AS b
      WHERE b.work = o.work AND b.parent IS NOT DISTINCT FROM o.parent) AS class
    JOIN terms AS other ON other.id = class.terms
  WHERE (t.exclusivity > 0 OR other.exclusivity > 0) AND t.use_bits & other.use_bits <> 0
    AND ((t.territory_bits[1] & other.territory_bits[1]) | (t.territory_bits[2] & other.territory_bits[2])
      | (t.territory_bits[3] & other.territory_bits[3]) | (t.territory_bits[4] & other.territory_bits[4])) <> 0
    AND EXISTS (SELECT FROM (
        SELECT CASE WHEN other.exclusivity > 0 THEN least(g.ends, g.terminated_at) ELSE g.ends END AS until
          FROM licence AS g WHERE g.work = o.work AND g.terms = class.terms AND g.parent IS NOT DISTINCT FROM o.parent
          ORDER BY g.ends DESC LIMIT ${looked}
      ) AS granted WHERE granted.until > ${now} OR granted.until = ${forever}))`;
