import type { Address, Hex } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type TakeAllUnitsParameters = {
  work: bigint;
  claimant: Address;
  /** The root that the work was registered with. */
  contentRoot: Hex;
};

/** Takes all units for the claimant of a work that was registered without a list of holders. Anyone may send it. */
export function takeAllUnitsCall(deployment: Deployment, { work, claimant, contentRoot }: TakeAllUnitsParameters) {
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "takeAll",
    args: [work, claimant, contentRoot],
  } as const;
}
