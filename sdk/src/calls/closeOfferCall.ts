import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";

/** Closes an offer for good, or cancels a quote before it is published. For its licensor, or who may grant now. */
export function closeOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "close",
    args: [offer],
  } as const;
}
