import { type Hex, zeroAddress, zeroHash } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import type { OnchainConditions } from "../model/conditions.ts";
import { isSameAddress } from "../model/ids.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { call } from "./call.ts";

/** A licence with what proves its rules: its terms as defined, and their conditions as hashed in them. */
export type UnderRules = { licence: bigint; terms: OnchainTerms; conditions: OnchainConditions };

/** What a licensee reports of a period. */
export type UsageReport = {
  /** The period's number from 0. */
  period: number;
  /** How many units were made, sold or used. */
  units: bigint;
  /** In the smallest unit of the conditions' currency. */
  revenue: bigint;
  /** SHA-256 of the detailed report, if there is one. */
  digest?: Hex;
};

/** What is paid of what is owed. */
export type UsagePayment = {
  /** In the smallest unit of the conditions' currency; at most the debt. */
  amount: bigint;
  /** What was withheld as tax, and counts as paid; nothing when missing. */
  withheld?: bigint;
  /** SHA-256 of the certificate of that tax. */
  certificate?: Hex;
};

const reportOf = ({ period, units, revenue, digest = zeroHash }: UsageReport) => ({ period, units, revenue, digest });

function paymentOf({ currency }: OnchainConditions, payment: UsagePayment | undefined) {
  const { amount = 0n, withheld = 0n, certificate = zeroHash } = payment ?? {};
  const value = isSameAddress(currency, zeroAddress) ? amount : 0n;
  return { payment: { amount, withheld, certificate }, value };
}

export type ReportUsageParameters = UnderRules & {
  /** Its period is the next one that was not reported. */
  report: UsageReport;
  /** What is paid at once of what is owed then; nothing when missing: it stays a debt. */
  payment?: UsagePayment | undefined;
};

/**
 * Reports a period, and pays as much of the debt as is said. For the licence's holder, their agent, or whoever they
 * approved. With a token as currency, they first allow the Royalties contract to take the amount.
 */
export function reportUsageCall(deployment: Deployment, parameters: ReportUsageParameters) {
  const { licence, terms, conditions, report } = parameters;
  const { payment, value } = paymentOf(conditions, parameters.payment);
  const args = [licence, terms, conditions, reportOf(report), payment] as const;
  return call(deployment.contracts.compliance, complianceAbi, "report", args, value);
}

export type AmendReportParameters = UnderRules & {
  /** The report as it should have been; its period says which one. */
  corrected: UsageReport;
  /** The hash of all reports before it: that of Compliance.reportsOf at that time; the zero hash for the first. */
  before: Hex;
  /** The reports from that one on, as they were made, the wrong one first. */
  since: readonly UsageReport[];
};

/**
 * Corrects an earlier report: the difference is owed, or is a credit for what will be; nothing is paid back. For the
 * licence's holder, their agent, or whoever they approved.
 */
export function amendReportCall(deployment: Deployment, parameters: AmendReportParameters) {
  const { licence, terms, conditions, corrected, before, since } = parameters;
  const args = [licence, terms, conditions, reportOf(corrected), before, since.map(reportOf)] as const;
  return call(deployment.contracts.compliance, complianceAbi, "amend", args);
}

export type PayDebtParameters = UnderRules & { payment: UsagePayment };

/** Pays something of what is owed under a licence. Anyone may send it; tax is withheld by who acts for the holder. */
export function payDebtCall(deployment: Deployment, parameters: PayDebtParameters) {
  const { licence, terms, conditions } = parameters;
  const { payment, value } = paymentOf(conditions, parameters.payment);
  const args = [licence, terms, conditions, payment] as const;
  return call(deployment.contracts.compliance, complianceAbi, "pay", args, value);
}

export type NoticeParameters = UnderRules & {
  /** SHA-256 of what the notice rests on. */
  evidence: Hex;
};

/** Gives notice of a breach, which starts the time to cure it. For the licensor or their agent. */
export function noticeCall(deployment: Deployment, { licence, terms, conditions, evidence }: NoticeParameters) {
  return call(deployment.contracts.compliance, complianceAbi, "notice", [licence, terms, conditions, evidence]);
}

export type AnswerNoticeParameters = {
  licence: bigint;
  /** SHA-256 of the answer. */
  digest: Hex;
};

/** Answers a notice, for the record. For the licence's holder, their agent, or whoever they approved. */
export function answerNoticeCall(deployment: Deployment, { licence, digest }: AnswerNoticeParameters) {
  return call(deployment.contracts.compliance, complianceAbi, "answer", [licence, digest]);
}

export type ContestNoticeParameters = UnderRules & {
  /** What the arbitrator asks, in wei: its arbitrationCost for the conditions' extraData. */
  cost: bigint;
};

/** Brings a notice before the arbitrator of the conditions, within the time to cure. For the holder and who acts for them. */
export function contestNoticeCall(deployment: Deployment, parameters: ContestNoticeParameters) {
  const { licence, terms, conditions, cost } = parameters;
  const args = [licence, terms, conditions] as const;
  return call(deployment.contracts.compliance, complianceAbi, "contest", args, cost);
}

/** Takes a notice of breach back. For the licensor or their agent. */
export function withdrawNoticeCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return call(deployment.contracts.compliance, complianceAbi, "withdrawNotice", [licence]);
}

export type TerminateParameters = {
  licence: bigint;
  /** The licence's terms, as defined. */
  terms: OnchainTerms;
};

/**
 * Ends a licence now: after notice and the time to cure if it was not contested, or after a ruling. For the licensor or
 * their agent. Its sublicences end with it.
 */
export function terminateCall(deployment: Deployment, { licence, terms }: TerminateParameters) {
  return call(deployment.contracts.compliance, complianceAbi, "terminate", [licence, terms]);
}
