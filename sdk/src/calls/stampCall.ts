import type { Hex } from "viem";
import { timestampsAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

/** Stamps a commitment, or the root of a batch of them. Anyone may send it. */
export function stampCall(deployment: Deployment, { commitment }: { commitment: Hex }) {
  return {
    address: deployment.contracts.timestamps.address,
    abi: timestampsAbi,
    functionName: "commit",
    args: [commitment],
  } as const;
}
