import { termsAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { OnchainTerms } from "../terms/Terms.ts";

/** Records terms, so that offers can name them. Does nothing if they are known. Anyone may send it. */
export function defineTermsCall(deployment: Deployment, { terms }: { terms: OnchainTerms }) {
  return {
    address: deployment.contracts.terms.address,
    abi: termsAbi,
    functionName: "defineTerms",
    args: [terms],
  } as const;
}
