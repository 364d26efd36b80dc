import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type ClaimParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Where the money goes. */
  to: Address;
  /** How many earlier changes of units to count at most, each about 6,000 gas. */
  maxSteps?: bigint;
};

/** Sends the sender's income from a work to an address. */
export function claimCall(deployment: Deployment, { work, currency, to, maxSteps = 500n }: ClaimParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "claim",
    args: [work, currency, to, maxSteps],
  } as const;
}
