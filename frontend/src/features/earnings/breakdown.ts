import { allShares, isSameAddress } from "@colophon/sdk";
import type { Payment } from "@colophon/sdk/read";
import type { Address } from "viem";
import { extraDecimals, partOf, type UnitMove } from "../../lib/shares.ts";

/** Money that came in for a work: paid, or settled from a work that is made from it. */
export type Income = Payment & {
  /** The work that it was settled from. */
  settledFrom?: bigint;
};

type BreakdownLine = {
  payment: Income;
  /** The account's units when the payment came in. */
  units: number;
  /** Its part, exact: with `extra` more decimals than the currency has. */
  part: bigint;
};

type Breakdown = {
  /** The latest first. */
  lines: BreakdownLine[];
  /** What the work received in this currency. */
  received: bigint;
  /** The parts together, exact: with `extra` more decimals than the currency has. */
  sum: bigint;
  /** What of it can be withdrawn, sooner or later; the rest waits for the next payment. */
  whole: bigint;
  /** How many decimals the parts have beyond the currency's own. */
  extra: number;
};

type BreakdownParameters = {
  account: Address;
  currency: Address;
  /** The units that the account was given at registration: they earn from the beginning. */
  given: number;
  moves: readonly UnitMove[];
  payments: readonly Income[];
  /** What is left to the holders of all that comes in, in parts per billion; all of it when missing. */
  kept?: number;
};

/** Why an account has earned what it has: its part of each payment, by the units it had at that moment. */
export function breakdownOf({
  account,
  currency,
  given,
  moves,
  payments,
  kept = allShares,
}: BreakdownParameters): Breakdown {
  // Where all is kept, the nine decimals of the shares are zeros and left out.
  const parts = kept === allShares ? 1n : BigInt(kept);
  const extra = kept === allShares ? extraDecimals : extraDecimals + 9;
  const changes = moves
    .filter(({ from, to }) => isSameAddress(from, account) || isSameAddress(to, account))
    .map((move) => ({ ...move, change: isSameAddress(move.to, account) ? move.units : -move.units }));
  const lines = payments
    .filter((payment) => isSameAddress(payment.currency, currency))
    .map((payment): BreakdownLine => {
      const units = changes.reduce((held, move) => (isBefore(move, payment.at) ? held + move.change : held), given);
      return { payment, units, part: partOf(payment.amount, units) * parts };
    })
    .sort((a, b) => (isBefore(a.payment.at, b.payment.at) ? 1 : -1));
  const sum = lines.reduce((total, line) => total + line.part, 0n);
  const received = lines.reduce((total, line) => total + line.payment.amount, 0n);
  return { lines, received, sum, whole: sum / 10n ** BigInt(extra), extra };
}

type Place = { block: number; logIndex: number };

function isBefore(a: Place, b: Place): boolean {
  return a.block < b.block || (a.block === b.block && a.logIndex < b.logIndex);
}
