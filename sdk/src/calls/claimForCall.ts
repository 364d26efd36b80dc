import type { Hex } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { SignedClaimParameters } from "./claimForTypedData.ts";

export type ClaimForParameters = SignedClaimParameters & {
  /** The holder's signature of claimForTypedData: an account's, or by ERC-1271 a contract's. */
  signature: Hex;
};

/** Sends a holder's income to the address they signed for. Anyone may send it; each signature counts once. */
export function claimForCall(deployment: Deployment, parameters: ClaimForParameters) {
  const { work, currency, holder, to, maxSteps = 500n, nonce, deadline, signature } = parameters;
  return {
    address: deployment.contracts.royalties.address,
    abi: royaltiesAbi,
    functionName: "claimFor",
    args: [work, currency, holder, to, maxSteps, nonce, deadline, signature],
  } as const;
}
