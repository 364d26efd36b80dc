import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { HolderProof } from "../holders/holderTree.ts";

export type TakeUnitsParameters = { work: bigint; holder: Address; proof: HolderProof };

/** Takes the units that a holder was given at registration. Anyone may send it for them. */
export function takeUnitsCall(deployment: Deployment, { work, holder, proof }: TakeUnitsParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "take",
    args: [work, holder, BigInt(proof.units), proof.proof],
  } as const;
}
