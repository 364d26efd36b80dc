import type { Earnings } from "@colophon/sdk";
import type { WithdrawalLine } from "./WithdrawalLine.ts";

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
