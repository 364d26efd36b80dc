import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { Offer } from "../terms/Offer.ts";

/** Publishes an offer. For the work's controller. */
export function publishOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "publish",
    args: [offer],
  } as const;
}
