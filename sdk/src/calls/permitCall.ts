import { type Address, type Hex, parseSignature } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type PermitParameters = {
  currency: Address;
  /** In the token's smallest unit. */
  amount: bigint;
  /** The last second at which the permit counts, as signed. */
  deadline: bigint;
  /** The owner's signature of permitTypedData, from an account: ERC-2612 knows no wallets that are contracts. */
  signature: Hex;
};

/**
 * Uses the sender's ERC-2612 permit for the Royalties contract, in a batch before the step that pays. It does nothing
 * if the permit was used before: then the allowance is there already, and if not, the step that pays fails.
 */
export function permitCall(deployment: Deployment, { currency, amount, deadline, signature }: PermitParameters) {
  const { r, s, yParity } = parseSignature(signature);
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "permit",
    args: [currency, amount, deadline, 27 + yParity, r, s],
  } as const;
}
