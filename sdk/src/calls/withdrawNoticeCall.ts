import { complianceAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

/** Takes a notice of breach back. For the licensor. */
export function withdrawNoticeCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "withdrawNotice",
    args: [licence],
  } as const;
}
