import type { Hex } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import type { OnchainTerms } from "../terms/Terms.ts";

export type NoticeParameters = {
  licence: bigint;
  /** The licence's terms, as defined. */
  terms: OnchainTerms;
  /** SHA-256 of what the notice rests on. */
  evidence: Hex;
};

/** Gives notice of a breach, which starts the time to cure it. For the licensor of a licence that can be revoked. */
export function noticeCall(deployment: Deployment, { licence, terms, evidence }: NoticeParameters) {
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "notice",
    args: [licence, terms, evidence],
  } as const;
}
