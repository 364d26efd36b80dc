import { type Address, erc20Abi } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";

export type ApproveParameters = { currency: Address; amount: bigint };

/** Allows the Royalties contract to take exactly this amount of a token, for buying or paying. */
export function approveCall(deployment: Deployment, { currency, amount }: ApproveParameters) {
  return {
    address: currency,
    abi: erc20Abi,
    functionName: "approve",
    args: [deployment.contracts.royalties.address, amount],
  } as const;
}
