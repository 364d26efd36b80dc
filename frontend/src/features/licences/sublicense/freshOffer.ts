import { type Offer, type OfferRecord, offerIdOf } from "@colophon/sdk";

const over: ReadonlySet<OfferRecord["state"]> = new Set(["closed", "sold out", "ended"]);

/**
 * The offer, or the one that is exactly the same and open already. What is over stays over: an offer that opened a
 * moment after it is another one, and as good.
 */
export function freshOffer(offer: Offer, existing: readonly OfferRecord[]): { offer: Offer } | { same: OfferRecord } {
  const fresh = { ...offer };
  const twinOf = () => existing.find(({ id }) => id === offerIdOf(fresh));
  for (let twin = twinOf(); twin; twin = twinOf()) {
    if (!over.has(twin.state)) return { same: twin };
    fresh.opens = Math.max(fresh.opens, twin.published.time) + 1;
  }
  return { offer: fresh };
}
