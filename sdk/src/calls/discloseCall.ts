import type { Address, Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type DiscloseParameters = {
  work: bigint;
  claimant: Address;
  /** The root that the work was registered with. */
  contentRoot: Hex;
  disclosures: readonly Disclosure[];
};

/** Makes files of the registered version findable. For the work's controller. */
export function discloseCall(deployment: Deployment, parameters: DiscloseParameters) {
  const { work, claimant, contentRoot, disclosures } = parameters;
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "disclose",
    args: [work, claimant, contentRoot, disclosures],
  } as const;
}
