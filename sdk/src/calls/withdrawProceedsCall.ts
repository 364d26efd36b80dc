import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type WithdrawProceedsParameters = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Where the money goes. */
  to: Address;
};

/** Sends the sender's proceeds of the sublicences they sold to an address. */
export function withdrawProceedsCall(deployment: Deployment, { currency, to }: WithdrawProceedsParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "withdraw",
    args: [currency, to],
  } as const;
}
