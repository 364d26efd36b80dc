import type { Offer, OfferRecord } from "@colophon/sdk";
import { deedVerdict } from "../../../lib/terms/deedVerdict.ts";

/** An offer whose price shows how money is divided: of the work itself, open, not free, as early in the list as can be. */
export function exampleOffer(offers: readonly OfferRecord[]): Offer | undefined {
  return offers.find(
    ({ offer, state, terms }) =>
      state === "open" && offer.parent === 0n && offer.price > 0n && deedVerdict(terms).status !== "refused",
  )?.offer;
}
