import { type Address, type Hex, zeroHash } from "viem";
import { timestampsAbi, worksAbi } from "../abi/generated.ts";
import type { Disclosure } from "../content/disclosure.ts";
import type { Deployment } from "../core/deployment.ts";
import { normalSignature } from "../core/signature.ts";
import { type CategoryId, categoryOf } from "../model/categories.ts";
import { creditDigestOf, type NamedCredit } from "../model/credit.ts";
import { call, domainOf } from "./call.ts";

/** What a claimant registers. */
export type Registration = {
  contentRoot: Hex;
  /** Opens the commitment that was stamped before; any 32 bytes if there is none. */
  salt: Hex;
  /** SHA-256 of the metadata. */
  metadataDigest: Hex;
  category: CategoryId;
  /** What sellers of the work's token are asked to pay (ERC-2981), in hundredths of a per cent; 0 when missing. */
  resaleRoyalty?: number | undefined;
  /** The root of the holders' tree; without it all units belong to the claimant. */
  holdersRoot?: Hex | undefined;
  /** The claimant's licences that allow this work to be made from others, at most 16, one for each earlier work. */
  sources?: readonly bigint[] | undefined;
};

/** Stamps a commitment, or the root of a batch of them. Anyone may send it. */
export function stampCall(deployment: Deployment, { commitment }: { commitment: Hex }) {
  return call(deployment.contracts.timestamps, timestampsAbi, "commit", [commitment]);
}

/**
 * Confirms that the sender agrees with a credit that names their account. It is a stamp of the credit's digest, so it
 * stays, and counts for the sender's own account only.
 */
export function confirmCreditCall(deployment: Deployment, credit: NamedCredit) {
  const place = { chainId: deployment.chainId, works: deployment.contracts.works.address };
  return stampCall(deployment, { commitment: creditDigestOf(place, credit) });
}

export type RegisterParameters = { registration: Registration; disclosures?: readonly Disclosure[] };

/** Registers a work of the sender. */
export function registerCall(deployment: Deployment, { registration, disclosures = [] }: RegisterParameters) {
  return call(deployment.contracts.works, worksAbi, "register", [onchainRegistrationOf(registration), disclosures]);
}

/** A registration as the Works contract takes it. */
function onchainRegistrationOf(registration: Registration) {
  const { contentRoot, salt, metadataDigest, category, resaleRoyalty = 0, holdersRoot, sources = [] } = registration;
  return {
    contentRoot,
    salt,
    metadataDigest,
    category: categoryOf(category).number,
    resaleRoyalty,
    holdersRoot: holdersRoot ?? zeroHash,
    // The contract takes them in ascending order.
    sources: sources.toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

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
    domain: domainOf(deployment, "Colophon Works", deployment.contracts.works),
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

export type RegisterForParameters = SignedRegistrationParameters & { signature: Hex };

/** Registers a work for a claimant who signed registerForTypedData. Anyone may send it. */
export function registerForCall(deployment: Deployment, parameters: RegisterForParameters) {
  const { claimant, registration, disclosures = [], deadline, signature } = parameters;
  return call(deployment.contracts.works, worksAbi, "registerFor", [
    claimant,
    onchainRegistrationOf(registration),
    disclosures,
    deadline,
    normalSignature(signature),
  ]);
}

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
  return call(deployment.contracts.works, worksAbi, "revise", [work, contentRoot, salt, metadataDigest, disclosures]);
}

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
  return call(deployment.contracts.works, worksAbi, "disclose", [work, claimant, contentRoot, disclosures]);
}

export type DiscloseVersionParameters = {
  work: bigint;
  /** The latest version, as its revision recorded it. Time in seconds since 1970. */
  version: { previous: Hex; contentRoot: Hex; metadataDigest: Hex; time: number };
  disclosures: readonly Disclosure[];
};

/** Makes files of the latest version findable. For the work's controller. */
export function discloseVersionCall(deployment: Deployment, { work, version, disclosures }: DiscloseVersionParameters) {
  return call(deployment.contracts.works, worksAbi, "discloseVersion", [work, version, disclosures]);
}

export type TransferWorkParameters = { work: bigint; from: Address; to: Address };

/** Passes on the control of a work; its offers lapse, its licences and royalty units stay where they are. */
export function transferWorkCall(deployment: Deployment, { work, from, to }: TransferWorkParameters) {
  return call(deployment.contracts.works, worksAbi, "safeTransferFrom", [from, to, work]);
}
