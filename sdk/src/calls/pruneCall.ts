import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type PruneParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for the work's own, also when missing. */
  parent?: bigint;
};

/** Forgets grants that are over, to make room for licences under other terms. Anyone may send it. */
export function pruneCall(deployment: Deployment, { work, parent = 0n }: PruneParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "prune",
    args: [work, parent],
  } as const;
}
