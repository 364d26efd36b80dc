import type { Address } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type TransferUnitsParameters = { work: bigint; to: Address; units: number };

/** Passes on royalty units. Income already earned stays with the sender. */
export function transferUnitsCall(deployment: Deployment, { work, to, units }: TransferUnitsParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "transfer",
    args: [to, work, BigInt(units)],
  } as const;
}
