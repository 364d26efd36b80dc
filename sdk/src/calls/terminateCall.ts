import { complianceAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

/** Ends a licence now, after notice and the time to cure. For the licensor. Its sublicences end with it. */
export function terminateCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "terminate",
    args: [licence],
  } as const;
}
