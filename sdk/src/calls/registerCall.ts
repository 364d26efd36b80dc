import { worksAbi } from "../abi/generated.ts";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { onchainRegistrationOf } from "./onchainRegistrationOf.ts";
import type { Registration } from "./Registration.ts";

export type RegisterParameters = { registration: Registration; disclosures?: readonly Disclosure[] };

/** Registers a work of the sender. */
export function registerCall(deployment: Deployment, { registration, disclosures = [] }: RegisterParameters) {
  return {
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "register",
    args: [onchainRegistrationOf(registration), disclosures],
  } as const;
}
