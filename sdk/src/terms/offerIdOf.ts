import { type Hex, hashStruct } from "viem";
import type { Offer } from "./Offer.ts";
import { offerFields } from "./offerFields.ts";

/** The hash that names an offer on chain: its EIP-712 struct hash. */
export function offerIdOf(offer: Offer): Hex {
  return hashStruct({ data: offer, primaryType: "Offer", types: { Offer: offerFields } });
}
