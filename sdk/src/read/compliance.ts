import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { isOver } from "../model/time.ts";
import { type BlockRef, type EventRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges, mapLimit, withPlaces } from "./logs.ts";

export type UsageReport = {
  /** From 0. */
  period: number;
  licensee: Address;
  units: bigint;
  /** In the smallest unit of the currency. */
  revenue: bigint;
  /** SHA-256 of the detailed report; undefined if there is none. */
  digest: Hex | undefined;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** What was owed, and paid with the report. */
  paid: bigint;
  at: EventRef;
};

export type BreachNotice = {
  licensor: Address;
  /** SHA-256 of what the notice rests on. */
  evidence: Hex;
  /** Seconds since 1970: from then on the licensor may end the licence. */
  cures: number;
  /** When it was taken back; undefined if it stands, or the licence was ended after it. */
  withdrawn: EventRef | undefined;
  at: EventRef;
};

export type ReportingPeriod = {
  /** From 0. */
  period: number;
  /** Seconds since 1970, half-open; the last one ends with the licence. */
  start: number;
  end: number;
};

export type LicenceCompliance = {
  /** The latest first. */
  reports: UsageReport[];
  /** The period to be reported next; undefined if the terms ask for none, or all are reported. */
  next: (ReportingPeriod & { over: boolean }) | undefined;
  /** Periods that are over and were not reported, and the minimum owed for them in the terms' currency. */
  arrears: { periods: number; minimum: bigint };
  /** The notice of breach that stands. */
  notice: BreachNotice | undefined;
  /** All notices ever given, the latest first. */
  notices: BreachNotice[];
};

const reportedEvent = getAbiItem({ abi: complianceAbi, name: "UsageReported" });
const noticedEvent = getAbiItem({ abi: complianceAbi, name: "BreachNoticed" });
const withdrawnEvent = getAbiItem({ abi: complianceAbi, name: "NoticeWithdrawn" });

function nextPeriodOf(
  terms: OnchainTerms,
  { start, end }: { start: number; end: number },
  reported: number,
  time: number,
): LicenceCompliance["next"] {
  if (terms.period === 0) return undefined;
  const from = start + reported * terms.period;
  if (from >= end) return undefined;
  const to = Math.min(from + terms.period, end);
  return { period: reported, start: from, end: to, over: isOver(to, time) };
}

type Reporting = { id: bigint; start: number; end: number; terms: { onchain: OnchainTerms } };

/** What has to be reported under a licence next, and what is overdue. */
type ReportsDue = Pick<LicenceCompliance, "next" | "arrears">;

async function dueAt({ client, deployment }: ReadContext, licence: Reporting, block: BlockRef): Promise<ReportsDue> {
  const { address } = deployment.contracts.compliance;
  const read = { address, abi: complianceAbi, blockNumber: BigInt(block.number) } as const;
  const terms = licence.terms.onchain;
  const [reported, [periods, minimum]] = await Promise.all([
    client.readContract({ ...read, functionName: "reportedOf", args: [licence.id] }),
    client.readContract({ ...read, functionName: "arrearsOf", args: [licence.id, terms] }),
  ]);
  return {
    next: nextPeriodOf(terms, licence, reported, block.time),
    arrears: { periods: Number(periods), minimum },
  };
}

/** Of several licences, those with reports that are overdue, by their numbers. */
export function readOverdue<Licence extends Reporting>(
  context: ReadContext,
  licences: readonly Licence[],
): Promise<Finding<{ licence: Licence; arrears: LicenceCompliance["arrears"] }[]>> {
  return readAtHead(context, async (block) => {
    const asked = licences.filter(({ terms }) => terms.onchain.period > 0);
    const due = await mapLimit(asked, 8, async (licence) => ({ licence, ...(await dueAt(context, licence, block)) }));
    return due.filter(({ arrears }) => arrears.periods > 0).map(({ licence, arrears }) => ({ licence, arrears }));
  });
}

/** What licensor and licensee reported, noticed and owe under a licence, at a block. */
export async function complianceAt(
  context: ReadContext,
  licence: Reporting,
  block: BlockRef,
): Promise<LicenceCompliance> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const read = { address, abi: complianceAbi, blockNumber: BigInt(block.number) } as const;
  const range = { address, args: { licence: licence.id }, fromBlock, toBlock: block.number };
  const [due, standing, reportLogs, noticeLogs, withdrawals] = await Promise.all([
    dueAt(context, licence, block),
    client.readContract({ ...read, functionName: "noticeOf", args: [licence.id] }),
    getLogsInRanges(client, { ...range, event: reportedEvent }),
    getLogsInRanges(client, { ...range, event: noticedEvent }),
    getLogsInRanges(client, { ...range, event: withdrawnEvent }),
  ]);
  const [placedReports, placedNotices, placedWithdrawals] = await Promise.all([
    withPlaces(client, reportLogs),
    withPlaces(client, noticeLogs),
    withPlaces(client, withdrawals),
  ]);
  const reports = placedReports.map(({ args, at }): UsageReport => {
    const { period, licensee, units, revenue, digest, currency, paid } = args;
    return { period, licensee, units, revenue, digest: digest === zeroHash ? undefined : digest, currency, paid, at };
  });
  // Only one notice stands at a time: the withdrawals follow the notices one by one.
  const notices = placedNotices.map(({ args, at }, i): BreachNotice => {
    const { licensor, evidence, cures } = args;
    return { licensor, evidence, cures, withdrawn: placedWithdrawals[i]?.at, at };
  });
  return {
    reports: reports.reverse(),
    ...due,
    notice: standing.given === 0 ? undefined : notices.at(-1),
    notices: notices.reverse(),
  };
}
