import { type Address, zeroAddress } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";

export type BuyParameters = {
  offer: Offer;
  /** Who gets the licence. */
  recipient: Address;
  /** The most that the buyer would pay; the offer's price when missing. */
  maximum?: bigint;
};

/**
 * Buys a licence under exactly this offer. With a token as currency, the buyer first allows the Royalties contract to
 * take exactly the price (approveCall).
 */
export function buyCall(deployment: Deployment, { offer, recipient, maximum = offer.price }: BuyParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "buy",
    args: [offer, maximum, recipient],
    value: offer.currency === zeroAddress ? offer.price : 0n,
  } as const;
}
