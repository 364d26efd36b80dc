import type { Address } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";

export type TransferLicenceParameters = { licence: bigint; from: Address; to: Address };

/** Passes on a licence whose terms allow it. */
export function transferLicenceCall(deployment: Deployment, { licence, from, to }: TransferLicenceParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "safeTransferFrom",
    args: [from, to, licence],
  } as const;
}
