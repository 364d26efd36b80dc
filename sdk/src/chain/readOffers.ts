import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type OfferRecord, offersAt } from "./readOffer.ts";

/** All offers that were ever published for a work, the latest first; an empty list if there are none. */
export function readOffers(context: ReadContext, work: bigint): Promise<Finding<OfferRecord[]>> {
  return find(context, (block) => offersAt(context, work, block));
}
