import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type SettleParameters = {
  /** In the order of settlement: a work before those it is made from. See readUpstream. */
  works: readonly bigint[];
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
};

/** Moves what works owe to the works they are made from, one step up for each. Anyone may send it. */
export function settleCall(deployment: Deployment, { works, currency }: SettleParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "settle",
    args: [works, currency],
  } as const;
}
