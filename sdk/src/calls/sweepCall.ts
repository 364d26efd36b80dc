import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type SweepParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
};

/** Sends what stands in a work's till into the work. Anyone may send it; fails if the till is empty. */
export function sweepCall(deployment: Deployment, { work, currency }: SweepParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "sweep",
    args: [work, currency],
  } as const;
}
