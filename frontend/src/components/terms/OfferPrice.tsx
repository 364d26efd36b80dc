import type { Offer } from "@colophon/sdk";
import { Amount } from "../Amount.tsx";

export function OfferPrice({ offer }: { offer: Pick<Offer, "price" | "currency"> }) {
  return offer.price === 0n ? <>Free</> : <Amount amount={offer.price} currency={offer.currency} />;
}
