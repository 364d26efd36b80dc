import { approveCall, type Deployment } from "@colophon/sdk";
import { type Address, erc20Abi } from "viem";
import type { TransactionCall } from "./TransactionCall.ts";

export type ApprovalForParameters = {
  deployment: Deployment;
  owner: Address;
  currency: Address;
  /** Exactly what will be taken; never more is asked for. */
  amount: bigint;
  says: string;
};

/** The step that lets a token payment be taken, left out if exactly this much or more is allowed already. */
export function approvalFor({ deployment, owner, currency, amount, says }: ApprovalForParameters): TransactionCall {
  return {
    call: approveCall(deployment, { currency, amount }),
    says,
    async isDone(client) {
      const allowed = await client.readContract({
        address: currency,
        abi: erc20Abi,
        functionName: "allowance",
        args: [owner, deployment.contracts.royalties.address],
      });
      return allowed >= amount;
    },
  };
}
