import type { Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type DiscloseVersionParameters = {
  work: bigint;
  /** The latest version, as its revision recorded it. Time in seconds since 1970. */
  version: { previous: Hex; contentRoot: Hex; metadataDigest: Hex; time: number };
  disclosures: readonly Disclosure[];
};

/** Makes files of the latest version findable. For the work's controller. */
export function discloseVersionCall(deployment: Deployment, { work, version, disclosures }: DiscloseVersionParameters) {
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "discloseVersion",
    args: [work, version, disclosures],
  } as const;
}
