import type { Address, Hex } from "viem";
import type { Offer } from "../terms/Offer.ts";
import type { Terms } from "../terms/Terms.ts";

/** An offer that its licensor signed, with everything a buyer needs to read, check and buy it. */
export type Quote = {
  chainId: number;
  /** The Licences contract, whose EIP-712 domain was signed. */
  licences: Address;
  offer: Offer;
  /** The terms in full; the offer names them. */
  terms: Terms;
  /** The licensor's signature of offerTypedData. */
  signature: Hex;
};
