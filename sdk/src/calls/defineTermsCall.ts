import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { OnchainTerms } from "../terms/Terms.ts";

/** Records terms, so that offers can name them. Does nothing if they are known. */
export function defineTermsCall(deployment: Deployment, { terms }: { terms: OnchainTerms }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "defineTerms",
    args: [terms],
  } as const;
}
