import type { Address } from "viem";
import type { Offer } from "../terms/Offer.ts";
import { unlimitedSupply } from "../terms/unlimitedSupply.ts";

export type OfferState = "open" | "not open yet" | "ended" | "sold out" | "closed" | "lapsed";

export type OfferStateParameters = {
  offer: Offer;
  closed: boolean;
  sold: number;
  /** Who controls the work now. */
  controller: Address;
  /** In seconds since 1970. */
  time: number;
};

/** Whether an offer can be bought at a time, or why not; decided as the Licences contract decides it. */
export function offerStateOf({ offer, closed, sold, controller, time }: OfferStateParameters): OfferState {
  if (closed) return "closed";
  if (controller.toLowerCase() !== offer.licensor.toLowerCase()) return "lapsed";
  if (time >= offer.closes) return "ended";
  if (offer.supply !== unlimitedSupply && sold >= offer.supply) return "sold out";
  return time < offer.opens ? "not open yet" : "open";
}
