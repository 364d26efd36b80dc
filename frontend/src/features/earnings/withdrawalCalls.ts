import { claimCall, type Deployment, percentOf } from "@colophon/sdk";
import type { Address } from "viem";
import type { TransactionCall } from "../../lib/transactions/TransactionCall.ts";
import type { WithdrawalLine } from "./WithdrawalLine.ts";

/** A transaction has room for about 150 withdrawals; this many leave plenty. */
export const mostLines = 40;

export type WithdrawalCallsParameters = {
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
        ? [{ call: holding.toTake.call, says: `Take your ${percentOf(holding.toTake.units)} % of ${name(work.id)}.` }]
        : [],
    ),
    ...chosen.map((line) => ({
      call: claimCall(deployment, { work: line.work.work.id, currency: line.currency, to }),
      says: `Withdraw ${amount(line)} from ${name(line.work.work.id)} to ${to}.`,
    })),
  ];
}
