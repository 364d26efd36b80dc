import { forever } from "@colophon/sdk";
import { termsColumns } from "./termsItem.ts";

/**
 * Licences `l` with their terms `t`, and as `above` what ends them from above: a sublicence lasts no longer than any
 * licence that it comes from. To be followed by conditions.
 */
export const licenceTables = `licence AS l JOIN terms AS t ON t.id = l.terms
  LEFT JOIN LATERAL (
    WITH RECURSIVE up AS (
      SELECT p.parent, p.starts, p.ends, p.terminated_at, 1 AS depth FROM licence AS p WHERE p.id = l.parent
      UNION ALL SELECT p.parent, p.starts, p.ends, p.terminated_at, depth + 1
        FROM up JOIN licence AS p ON p.id = up.parent WHERE depth < 300
    ) SELECT max(starts) AS starts, min(least(ends, terminated_at)) AS ends, min(terminated_at) AS terminated_at FROM up
  ) AS above ON l.parent IS NOT NULL`;

/** When it begins and ends to count, all above it considered. */
export const licenceStarts = "greatest(l.starts, above.starts)";
export const licenceEnds = "least(l.ends, l.terminated_at, above.ends)";

const terminated = "least(l.terminated_at, above.terminated_at)";

/** Whether it counts at all times from one up to another (excluded), half-open as in the contract; ends that never come. */
export const licenceLasts = (from: string, until: string) =>
  `${licenceStarts} <= ${from} AND (${licenceEnds} = ${forever} OR ${licenceEnds} >= ${until})`;

/** Where it stands at a time, in a word. */
export const licenceState = (now: string) => `CASE
  WHEN ${terminated} IS NOT NULL AND ${terminated} <= ${licenceEnds} THEN 'terminated'
  WHEN ${licenceEnds} <> ${forever} AND ${licenceEnds} <= ${now} THEN 'ended'
  WHEN ${licenceStarts} > ${now} THEN 'future' ELSE 'live' END`;

/** What licenceItem needs. */
export const licenceColumns = (
  now: string,
) => `l.id, l.work, l.parent, l.offer, l.licensor, l.holder, l.seats, l.starts,
  least(l.ends, above.ends) AS ends, ${terminated} AS terminated_at, l.price_paid::text AS price_paid, l.currency, l.renewals,
  l.time, l.position, ${termsColumns}, ${licenceState(now)} AS state,
  (SELECT d.name FROM work AS w JOIN colophon_content.document AS d ON d.digest = w.metadata_digest WHERE w.id = l.work)
    AS work_name`;
