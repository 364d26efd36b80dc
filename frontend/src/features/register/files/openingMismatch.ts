import type { Deployment, Opening } from "@colophon/sdk";
import type { Address } from "viem";

export type OpeningMismatch = "chain" | "contract" | "claimant";

/** Why a stamp that was made before cannot count for a registration by this account on this chain, or undefined. */
export function openingMismatch(
  opening: Opening,
  { chainId, contracts }: Deployment,
  account: Address,
): OpeningMismatch | undefined {
  if (opening.chainId !== chainId) return "chain";
  if (opening.timestamps !== contracts.timestamps.address.toLowerCase()) return "contract";
  if (opening.claimant !== account.toLowerCase()) return "claimant";
  return undefined;
}
