import { type Deployment, percentOf, unitsFromPercent } from "@colophon/sdk";
import { claimCall } from "@colophon/sdk/calls";
import type { Earnings, WorkEarnings } from "@colophon/sdk/read";
import type { Address } from "viem";
import { parsePercent } from "../../lib/parse.ts";
import type { TransactionCall } from "../../lib/transactions/plan.ts";

/** What waits for the account in one work and one currency. */
export type WithdrawalLine = {
  key: string;
  work: WorkEarnings;
  currency: Address;
  /** What can be withdrawn, with the part for which units have to be taken first. */
  amount: bigint;
};

/** Everything that waits for the account, a line for each work and currency. */
export function withdrawalLines(earnings: Pick<Earnings, "works">): WithdrawalLine[] {
  return earnings.works.flatMap((work) =>
    work.currencies
      .map(({ currency, claimable, notYetTaken }) => ({
        key: `${work.work.id}:${currency}`,
        work,
        currency,
        amount: claimable + notYetTaken,
      }))
      .filter(({ amount }) => amount > 0n),
  );
}

/** What waits in each currency. Different currencies never add up. */
export function waitingTotals(lines: readonly WithdrawalLine[]): { currency: Address; amount: bigint }[] {
  const totals = new Map<Address, bigint>();
  for (const { currency, amount } of lines) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}

/** A transaction has room for about 150 withdrawals; this many leave plenty. */
export const mostLines = 40;

type WithdrawalCallsParameters = {
  deployment: Deployment;
  lines: readonly WithdrawalLine[];
  to: Address;
  titles: ReadonlyMap<bigint, string>;
  /** An amount in words. */
  amount: (line: WithdrawalLine) => string;
};

/** Takes what has to be taken, each once, and withdraws the lines: one transaction, in which all happens or nothing. */
export function withdrawalCalls({
  deployment,
  lines,
  to,
  titles,
  amount,
}: WithdrawalCallsParameters): TransactionCall[] {
  const chosen = lines.slice(0, mostLines);
  const works = [...new Map(chosen.map(({ work }) => [work.work.id, work])).values()];
  const name = (id: bigint) => `“${titles.get(id) ?? `work ${id.toString(16).slice(0, 8)}`}”`;
  return [
    ...works.flatMap(({ work, holding }) =>
      holding.toTake
        ? [{ call: holding.toTake.call, says: `Claim your ${percentOf(holding.toTake.units)} % of ${name(work.id)}.` }]
        : [],
    ),
    ...chosen.map((line) => ({
      call: claimCall(deployment, { work: line.work.work.id, currency: line.currency, to }),
      says: `Withdraw ${amount(line)} from ${name(line.work.work.id)} to ${to}.`,
    })),
  ];
}

type ParsedUnits = { ok: true; units: number } | { ok: false; error: string };

/** Reads the percentage that somebody wants to pass on; never more than they have, never rounded. */
export function parseUnitsToPass(text: string, held: number): ParsedUnits {
  const parsed = parsePercent(text, unitsFromPercent);
  if (!parsed.ok) return parsed;
  if (parsed.part === 0) return { ok: false, error: "Type a percentage above 0." };
  if (parsed.part > held) return { ok: false, error: `You hold ${percentOf(held)} %. Type that or less.` };
  return { ok: true, units: parsed.part };
}
