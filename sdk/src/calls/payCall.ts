import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type PayParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  amount: bigint;
  /** What it is for, for the record. */
  memo?: Hex;
};

/** Pays money into a work, for its holders. */
export function payCall(deployment: Deployment, { work, currency, amount, memo = zeroHash }: PayParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "pay",
    args: [work, currency, amount, memo],
    value: currency === zeroAddress ? amount : 0n,
  } as const;
}
