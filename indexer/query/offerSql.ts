import { unlimitedSupply } from "@colophon/sdk";
import { termsColumns } from "./termsItem.ts";

/** Offers `o` with their terms `t`, their work `w` and the licence `p` above them. To be followed by conditions. */
export const offerTables = `offer AS o JOIN terms AS t ON t.id = o.terms JOIN work AS w ON w.id = o.work
  LEFT JOIN licence AS p ON p.id = o.parent`;

/** Whether it can be bought at a time, or why not, in the words of the SDK and in its order. */
export const offerState = (now: string) => `CASE WHEN o.closed THEN 'closed'
  WHEN o.licensor IS DISTINCT FROM (CASE WHEN o.parent IS NULL THEN w.controller ELSE p.holder END) THEN 'lapsed'
  WHEN o.closes <= ${now} THEN 'ended'
  WHEN o.supply <> ${unlimitedSupply} AND o.sold >= o.supply THEN 'sold out'
  WHEN o.opens > ${now} THEN 'not open yet' ELSE 'open' END`;

/** What offerItem needs. */
export const offerColumns = (now: string) => `o.id, o.work, o.parent, o.licensor, o.buyer, o.currency,
  o.price::text AS price, o.supply, o.sold, o.opens, o.closes, o.time, o.position, ${termsColumns},
  ${offerState(now)} AS state,
  (SELECT d.name FROM colophon_content.document AS d WHERE d.digest = w.metadata_digest) AS work_name`;
