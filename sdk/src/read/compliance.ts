import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { complianceAbi } from "../abi/generated.ts";
import {
  debtOf,
  type LicenceBooks,
  type OnchainConditions,
  periodStartOf,
  type Reported,
  reportsHashOf,
} from "../model/conditions.ts";
import { isSameAddress } from "../model/ids.ts";
import { noticeStands } from "../model/states.ts";
import { hasDuties } from "../model/terms.ts";
import { isOver } from "../model/time.ts";
import type { BlockRef, EventRef, ReadContext } from "./finding.ts";
import { compareEvents, getLogsInRanges, withPlaces } from "./logs.ts";
import { type BreachNotice, noticesAt } from "./notices.ts";
import type { TermsRecord } from "./terms.ts";

export type UsageReport = {
  /** From 0. */
  period: number;
  /** Who reported: the holder, or somebody who acts for them. */
  reporter: Address;
  /** As they count now, after any correction. */
  units: bigint;
  /** In the smallest unit of the currency. */
  revenue: bigint;
  /** SHA-256 of the detailed report; undefined if there is none. */
  digest: Hex | undefined;
  /** What was owed for it when it came, before the advance: corrections changed the sum, and not this. */
  owed: bigint;
  /** The last time it was corrected; undefined if it stands as it came. */
  corrected: EventRef | undefined;
  at: EventRef;
};

/** Something that was paid of what is owed under a licence. */
export type DebtPayment = {
  payer: Address;
  /** In the currency's smallest unit. */
  amount: bigint;
  /** What was withheld as tax, and counts as paid. */
  withheld: bigint;
  /** SHA-256 of the certificate of that tax; undefined if nothing was withheld. */
  certificate: Hex | undefined;
  at: EventRef;
};

export type ReportingPeriod = {
  /** From 0. */
  period: number;
  /** Seconds since 1970, half-open; the last one ends with the licence, or with the first above it. */
  start: number;
  end: number;
};

export type LicenceCompliance = {
  /** Who keeps the duties: nobody because there are none, Colophon's own contract, or another one, of which nothing is known here. */
  rules: "none" | "colophon" | "other";
  /** What the rules go by; undefined while the licence text that says it is not at hand. */
  conditions: OnchainConditions | undefined;
  /** All that was reported and paid over the life of the licence. */
  account: Reported & LicenceBooks & { reported: number };
  /** What is due now for what was reported, or was paid too much; undefined while the conditions are not known. */
  due: { debt: bigint; credit: bigint } | undefined;
  /** The latest first. */
  reports: UsageReport[];
  /** The latest first. */
  payments: DebtPayment[];
  /** The period to be reported next; undefined if there is none, all are reported, or the conditions are not known. */
  next: (ReportingPeriod & { over: boolean }) | undefined;
  /** Periods that are over, grace included, and were not reported, with the minimum owed for them; undefined as `due`. */
  arrears: { periods: number; minimum: bigint } | undefined;
  /** The notice of breach that can still lead to the end of the licence. */
  notice: BreachNotice | undefined;
  /** All notices ever given, the latest first. */
  notices: BreachNotice[];
};

const reportedEvent = getAbiItem({ abi: complianceAbi, name: "UsageReported" });
const amendedEvent = getAbiItem({ abi: complianceAbi, name: "UsageAmended" });
const paidEvent = getAbiItem({ abi: complianceAbi, name: "DebtPaid" });

const digestOrNone = (digest: Hex) => (digest === zeroHash ? undefined : digest);

/** A licence, as far as its duties are about it. */
type Subject = { id: bigint; start: number; endsAt: number; terms: TermsRecord };

const noDuties: LicenceCompliance = {
  ...{ rules: "none", conditions: undefined, due: undefined, next: undefined, arrears: undefined, notice: undefined },
  account: { units: 0n, revenue: 0n, owed: 0n, paid: 0n, reported: 0 },
  ...{ reports: [], payments: [], notices: [] },
};

function nextPeriodOf(
  conditions: OnchainConditions | undefined,
  { start, endsAt }: Subject,
  reported: number,
  time: number,
): LicenceCompliance["next"] {
  // A licence that ended before it started has no period.
  if (conditions === undefined || endsAt <= start) return undefined;
  const from = periodStartOf(conditions, start, reported);
  if (from >= endsAt) return undefined;
  const to = Math.min(periodStartOf(conditions, start, reported + 1), endsAt);
  return { period: reported, start: from, end: to, over: isOver(to, time) };
}

/** Everything that was reported, with the corrections, the first period first. */
async function reportsAt({ client, deployment }: ReadContext, licence: bigint, block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, args: { licence }, fromBlock, toBlock: block.number };
  const [reported, amended] = await Promise.all([
    getLogsInRanges(client, { ...range, event: reportedEvent }).then((logs) => withPlaces(client, logs)),
    getLogsInRanges(client, { ...range, event: amendedEvent }).then((logs) => withPlaces(client, logs)),
  ]);
  const reports = reported.map(({ args, at }): UsageReport => {
    const { period, reporter, units, revenue, digest, owed } = args;
    return { period, reporter, units, revenue, digest: digestOrNone(digest), owed, corrected: undefined, at };
  });
  for (const { args, at } of amended.toSorted((a, b) => compareEvents(a.at, b.at))) {
    const report = reports.find(({ period }) => period === args.period);
    if (!report) continue;
    const { units, revenue, digest } = args;
    Object.assign(report, { units, revenue, digest: digestOrNone(digest), corrected: at });
  }
  return reports;
}

async function paymentsAt({ client, deployment }: ReadContext, licence: bigint, block: BlockRef) {
  const { address, block: fromBlock } = deployment.contracts.compliance;
  const range = { address, args: { licence }, fromBlock, toBlock: block.number };
  const logs = await withPlaces(client, await getLogsInRanges(client, { ...range, event: paidEvent }));
  return logs.map(({ args, at }): DebtPayment => {
    const { payer, amount, withheld, certificate } = args;
    return { payer, amount, withheld, certificate: digestOrNone(certificate), at };
  });
}

/** Periods that are over, grace included, and were not reported, with the minimum owed for them, at a block. */
async function arrearsAt(
  { client, deployment }: ReadContext,
  { id, terms: { onchain, conditions } }: Pick<Subject, "id" | "terms">,
  block: BlockRef,
): Promise<LicenceCompliance["arrears"]> {
  const { address } = deployment.contracts.compliance;
  if (conditions === undefined || !isSameAddress(onchain.rules, address)) return undefined;
  const [periods, minimum] = await client.readContract({
    address,
    abi: complianceAbi,
    functionName: "arrearsOf",
    args: [id, onchain, conditions],
    blockNumber: BigInt(block.number),
  });
  return { periods: Number(periods), minimum };
}

/** What licensor and licensee reported, paid, noticed and owe under a licence, at a block. */
export async function complianceAt(
  context: ReadContext,
  licence: Subject,
  block: BlockRef,
): Promise<LicenceCompliance> {
  const { client, deployment } = context;
  const { address } = deployment.contracts.compliance;
  const { onchain, conditions } = licence.terms;
  if (!hasDuties(onchain)) return noDuties;
  if (!isSameAddress(onchain.rules, address)) return { ...noDuties, rules: "other" };
  const read = { address, abi: complianceAbi, blockNumber: BigInt(block.number) } as const;
  const [account, arrears, reports, payments, notices] = await Promise.all([
    client.readContract({ ...read, functionName: "accountOf", args: [licence.id] }),
    arrearsAt(context, licence, block),
    reportsAt(context, licence.id, block),
    paymentsAt(context, licence.id, block),
    noticesAt(context, licence.id, block),
  ]);
  const standing = notices.at(-1);
  return {
    rules: "colophon",
    conditions,
    account,
    due: conditions && debtOf(conditions, account),
    reports: reports.reverse(),
    payments: payments.reverse(),
    next: nextPeriodOf(conditions, licence, account.reported, block.time),
    arrears,
    notice: standing && noticeStands(standing.state) ? standing : undefined,
    notices: notices.reverse(),
  };
}

/** What amendReportCall takes besides the correction itself: the hash before the report, and the reports from it on. */
export function amendmentBaseOf({ reports }: Pick<LicenceCompliance, "reports">, period: number) {
  const inOrder = reports.toSorted((a, b) => a.period - b.period);
  return {
    before: reportsHashOf(inOrder.filter((report) => report.period < period)),
    since: inOrder
      .filter((report) => report.period >= period)
      .map(({ period: number, units, revenue }) => ({ period: number, units, revenue })),
  };
}
