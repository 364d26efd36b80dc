import { type Hex, zeroAddress, zeroHash } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { dueForReport } from "../terms/dueForReport.ts";
import type { OnchainTerms } from "../terms/Terms.ts";

export type ReportUsageParameters = {
  licence: bigint;
  /** The licence's terms, as defined. */
  terms: OnchainTerms;
  /** The period's number from 0: the next one that was not reported. */
  period: number;
  /** How many units were made, sold or used. */
  units: bigint;
  /** In the smallest unit of the terms' currency. */
  revenue: bigint;
  /** SHA-256 of the detailed report, if there is one. */
  digest?: Hex;
};

/**
 * Reports a period and pays what is owed for it. For the licence's holder. With a token as currency, the holder first
 * allows the Royalties contract to take the amount (dueForReport).
 */
export function reportUsageCall(deployment: Deployment, parameters: ReportUsageParameters) {
  const { licence, terms, period, units, revenue, digest = zeroHash } = parameters;
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "report",
    args: [licence, terms, { period, units, revenue, digest }],
    value: terms.currency === zeroAddress ? dueForReport(terms, { units, revenue }) : 0n,
  } as const;
}
