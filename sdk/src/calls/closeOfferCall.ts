import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";

/** Closes an offer for good. For its licensor or the work's controller. */
export function closeOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "close",
    args: [offer],
  } as const;
}
