import type { Address } from "viem";
import { allShares } from "../model/constants.ts";
import { wordFor } from "../model/numbers.ts";
import { termsConflict } from "../model/terms.ts";
import { type AuditCheck, resultOf } from "./auditCheck.ts";
import type { PortfolioWork } from "./portfolio.ts";
import type { Grant } from "./register.ts";

/** That no two licences that exclude each other were in force together. */
export function conflictsCheck({ work: { id }, grants }: PortfolioWork): AuditCheck {
  // One that was ended before it began was never in force.
  const lived = grants.filter(({ start, end }) => start < end);
  const lone = lived.filter(({ terms }) => terms.onchain.exclusivity !== 0);
  const found: string[] = [];
  const collide = (a: Grant, b: Grant) =>
    a.parent === b.parent && a.start < b.end && b.start < a.end && termsConflict(a.terms.onchain, b.terms.onchain);
  let pairs = 0;
  for (const one of lone) {
    for (const other of lived) {
      const counted = other.id === one.id || (other.terms.onchain.exclusivity !== 0 && other.id < one.id);
      if (counted) continue;
      pairs++;
      if (collide(one, other)) found.push(`${one.serial} and ${other.serial}`);
    }
  }
  return {
    check: "sole and exclusive licences do not overlap",
    result: resultOf(pairs, found.length === 0),
    work: id,
    compared:
      "each sole or exclusive licence with every other one: acts, purposes, places, field and time as the contracts have them",
    items: pairs,
    finding:
      found.length === 0
        ? `${grants.length} ${wordFor(grants.length, "licence")} ever, ${lone.length} of them sole or exclusive: no two of them name the same use, purpose, country, field and time.`
        : `Licences that name the same: ${found.join("; ")}`,
    how: "for each pair under the same licensor, from start to end: shared acts, purposes, territories, field and time, where one is sole or exclusive",
  };
}

/** What the licences above a sublicence ask to be passed on, from the nearest up, in parts per billion. */
function sharesAbove(grants: ReadonlyMap<bigint, Grant>, { above }: Grant): bigint[] {
  return above.map((id) => BigInt(grants.get(id)?.terms.onchain.sublicenceShare ?? 0));
}

/** That of what was paid for sublicences the work got what the licences above them ask. */
export function chainChecks({ work: { id }, grants, events }: PortfolioWork): AuditCheck[] {
  const known = new Map(grants.map((grant) => [grant.id, grant]));
  const sums = new Map<string, { grant: Grant; currency: Address; total: bigint; up: bigint; payments: number }>();
  for (const event of events) {
    if ((event.type !== "paid" && event.type !== "credited") || event.licence === undefined) continue;
    const grant = known.get(event.licence);
    if (grant === undefined || grant.above.length === 0) continue;
    const { currency, amount } = event;
    const key = `${grant.id} ${currency.toLowerCase()}`;
    const sum = sums.get(key) ?? { grant, currency, total: 0n, up: 0n, payments: 0 };
    sums.set(key, sum);
    sum.total += amount;
    sum.payments++;
    if (event.type === "paid") sum.up += amount;
  }
  return [...sums.values()].map(({ grant, currency, total, up, payments }): AuditCheck => {
    const shares = sharesAbove(known, grant);
    const exact = shares.reduce((left, share) => (left * share) / BigInt(allShares), total);
    // What rounding leaves, less than one smallest unit a licensor and payment, is the licensors'.
    const off = exact > up ? exact - up : up - exact;
    const fits = off <= BigInt(payments * (shares.length + 1));
    return {
      check: "sublicence money divided along the chain",
      result: resultOf(payments, fits),
      compared: "what reached the work of each payment under the sublicence with what the licences above it ask",
      items: payments,
      ...{ work: id, currency, computed: exact, contract: up },
      finding: fits
        ? `Licence ${grant.serial}: ${total} in all, of which ${shares.length} ${wordFor(shares.length, "licensor")} above kept their parts.`
        : `Licence ${grant.serial}: of ${total}, ${up} reached the work, and ${exact} should have.`,
      how: "Paid and ProceedsCredited with the licence's number as memo, beside the sublicenceShare of the terms of each licence above it",
    };
  });
}

/** That every report and payment that the contract counts is in the log, and that they add up to its sums. */
export function reportsCheck({ work: { id }, grants }: PortfolioWork): AuditCheck {
  const bound = grants.filter(({ compliance: { rules, account } }) => rules === "colophon" && account.reported > 0);
  const wrong = bound.flatMap(({ serial, compliance: { account, reports, payments } }) => {
    const units = reports.reduce((sum, report) => sum + report.units, 0n);
    const revenue = reports.reduce((sum, report) => sum + report.revenue, 0n);
    const paid = payments.reduce((sum, { amount, withheld }) => sum + amount + withheld, 0n);
    const said: [string, bigint, bigint][] = [
      ["periods reported", BigInt(reports.length), BigInt(account.reported)],
      ["units", units, account.units],
      ["revenue", revenue, account.revenue],
      ["paid", paid, account.paid],
    ];
    const off = said.filter(([, log, contract]) => log !== contract);
    return off.map(
      ([what, log, contract]) => `licence ${serial}, ${what}: ${log} in the log, ${contract} in the contract`,
    );
  });
  return {
    check: "every report and payment of debts is here",
    result: resultOf(bound.length, wrong.length === 0),
    work: id,
    compared:
      "periods, units, revenue and payments in the log with the sums in the contract, for each licence reported under",
    items: 4 * bound.length,
    finding: wrong.length === 0 ? `${bound.length} licences were reported under.` : wrong.join("; "),
    how: "UsageReported, UsageAmended and DebtPaid beside Compliance.accountOf(licence)",
  };
}

/** What is overdue, unpaid or under notice. */
export function dutiesCheck({ work: { id }, grants }: PortfolioWork): AuditCheck {
  const serials = (list: readonly Grant[]) => list.map(({ serial }) => serial).join(", ") || "none";
  const late = grants.filter(({ compliance }) => (compliance.arrears?.periods ?? 0) > 0);
  const owing = grants.filter(({ compliance }) => (compliance.due?.debt ?? 0n) > 0n);
  const noticed = grants.filter(({ compliance }) => compliance.notice !== undefined);
  const dark = grants.filter(({ compliance: { rules, due } }) => rules !== "none" && due === undefined);
  const bound = grants.filter(({ compliance: { rules } }) => rules !== "none");
  const reports = grants.reduce((sum, { compliance }) => sum + compliance.reports.length, 0);
  const quiet = late.length === 0 && owing.length === 0 && noticed.length === 0;
  const unknown = dark.length === 0 ? "" : ` Not known, for want of the conditions: licences ${serials(dark)}.`;
  return {
    check: "debts and arrears",
    result: quiet ? (dark.length === 0 ? resultOf(bound.length, true) : "unknown") : "attention",
    work: id,
    compared: "what is due, overdue or under notice for each licence with duties, as the contract counts it",
    items: bound.length,
    finding: quiet
      ? `${reports} reports; nothing is overdue or unpaid, and no notice of breach stands.${unknown}`
      : `${reports} reports. Overdue: licences ${serials(late)}. In debt: ${serials(owing)}. Under notice: ${serials(noticed)}.${unknown}`,
    how: "Compliance.arrearsOf(licence, terms, conditions), debtOf(licence, conditions) and noticeOf(licence)",
  };
}
