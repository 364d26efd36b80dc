import type { Hex } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";

export type PublishQuoteParameters = {
  offer: Offer;
  /** The licensor's signature of offerTypedData: an account's, or by ERC-1271 a contract's. */
  signature: Hex;
};

/** Publishes an offer that its licensor signed. Anyone may send it, usually the buyer right before buying. */
export function publishQuoteCall(deployment: Deployment, { offer, signature }: PublishQuoteParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "publishFor",
    args: [offer, signature],
  } as const;
}
