import type { Hex } from "viem";
import { worksAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { onchainRegistrationOf } from "./onchainRegistrationOf.ts";
import type { SignedRegistrationParameters } from "./registerForTypedData.ts";

export type RegisterForParameters = SignedRegistrationParameters & { signature: Hex };

/** Registers a work for a claimant who signed registerForTypedData. Anyone may send it. */
export function registerForCall(deployment: Deployment, parameters: RegisterForParameters) {
  const { claimant, registration, disclosures = [], deadline, signature } = parameters;
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "registerFor",
    args: [claimant, onchainRegistrationOf(registration), disclosures, deadline, signature],
  } as const;
}
