import type { Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type ReviseParameters = {
  work: bigint;
  contentRoot: Hex;
  /** Opens the commitment to this version; any 32 bytes if there is none. */
  salt: Hex;
  metadataDigest: Hex;
  disclosures?: readonly Disclosure[];
};

/** Records a new version of a work. For its controller. */
export function reviseCall(deployment: Deployment, parameters: ReviseParameters) {
  const { work, contentRoot, salt, metadataDigest, disclosures = [] } = parameters;
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "revise",
    args: [work, contentRoot, salt, metadataDigest, disclosures],
  } as const;
}
