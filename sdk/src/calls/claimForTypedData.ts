import type { Address } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";

export type SignedClaimParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Who has the income and signs. */
  holder: Address;
  /** Where the money goes. */
  to: Address;
  /** How many earlier changes of units to count at most; 500 when missing. */
  maxSteps?: bigint;
  /** The holder's next nonce: see readClaimNonce. */
  nonce: bigint;
  /** The last second, since 1970, at which the signature counts. */
  deadline: bigint;
};

/** What a holder signs (EIP-712) so that anyone may send their income to the address they name. */
export function claimForTypedData(deployment: Deployment, parameters: SignedClaimParameters) {
  const { work, currency, holder, to, maxSteps = 500n, nonce, deadline } = parameters;
  return {
    domain: {
      name: "Colophon Royalties",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.royalties.address,
    },
    types: {
      Claim: [
        { name: "work", type: "uint256" },
        { name: "currency", type: "address" },
        { name: "holder", type: "address" },
        { name: "to", type: "address" },
        { name: "maxSteps", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Claim",
    message: { work, currency, holder, to, maxSteps, nonce, deadline },
  } as const;
}
