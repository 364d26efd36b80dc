import type { Address } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type TransferWorkParameters = { work: bigint; from: Address; to: Address };

/** Passes on the control of a work; its offers lapse, its licences and royalty units stay where they are. */
export function transferWorkCall(deployment: Deployment, { work, from, to }: TransferWorkParameters) {
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "safeTransferFrom",
    args: [from, to, work],
  } as const;
}
