import { unlimitedSupply } from "@colophon/sdk";

/**
 * The condition that the offer `o` can be bought at a time: published, in its window, not sold out, and still from
 * whoever may grant. `w` is its work and `p` the licence above it, if there is one.
 */
export const openOffer = (now: string) =>
  `NOT o.closed AND o.opens <= ${now} AND o.closes > ${now} AND (o.supply = ${unlimitedSupply} OR o.sold < o.supply)
    AND o.licensor = CASE WHEN o.parent IS NULL THEN w.controller ELSE p.holder END`;
