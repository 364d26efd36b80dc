import type { Address } from "viem";
import type { Disclosure } from "../content/discloseFiles.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { onchainRegistrationOf } from "./onchainRegistrationOf.ts";
import type { Registration } from "./Registration.ts";

export type SignedRegistrationParameters = {
  claimant: Address;
  registration: Registration;
  disclosures?: readonly Disclosure[];
  /** The last second, since 1970, at which the signature counts. */
  deadline: bigint;
};

/** What a claimant without ETH signs, so that anyone may send the registration. */
export function registerForTypedData(deployment: Deployment, parameters: SignedRegistrationParameters) {
  const { claimant, registration, disclosures = [], deadline } = parameters;
  return {
    domain: {
      name: "Colophon Works",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.works.address,
    },
    types: {
      Register: [
        { name: "claimant", type: "address" },
        { name: "contentRoot", type: "bytes32" },
        { name: "salt", type: "bytes32" },
        { name: "metadataDigest", type: "bytes32" },
        { name: "category", type: "uint8" },
        { name: "resaleRoyalty", type: "uint16" },
        { name: "holdersRoot", type: "bytes32" },
        { name: "sources", type: "uint256[]" },
        { name: "disclosures", type: "bytes32[]" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Register",
    message: {
      claimant,
      ...onchainRegistrationOf(registration),
      // The digests are enough: their proofs are checked against the signed content root.
      disclosures: disclosures.map(({ digest }) => digest),
      deadline,
    },
  } as const;
}
