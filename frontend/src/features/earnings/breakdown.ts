import type { Payment } from "@colophon/sdk";
import { type Address, isAddressEqual } from "viem";
import { partOf } from "../../lib/shares/splitAmount.ts";
import type { UnitMove } from "../../lib/shares/UnitMove.ts";

export type BreakdownLine = {
  payment: Payment;
  /** The account's units when the payment came in. */
  units: number;
  /** Its part, exact: in hundred-millionths of the currency's smallest unit. */
  part: bigint;
};

export type Breakdown = {
  /** The latest first. */
  lines: BreakdownLine[];
  /** What the work received in this currency. */
  received: bigint;
  /** The parts together, exact: in hundred-millionths of the smallest unit. */
  sum: bigint;
  /** What of it can be withdrawn, sooner or later; the rest waits for the next payment. */
  whole: bigint;
};

export type BreakdownParameters = {
  account: Address;
  currency: Address;
  /** The units that the account was given at registration: they earn from the beginning. */
  given: number;
  moves: readonly UnitMove[];
  payments: readonly Payment[];
};

const hundredMillion = 100_000_000n;

/** Why an account has earned what it has: its part of each payment, by the units it had at that moment. */
export function breakdownOf({ account, currency, given, moves, payments }: BreakdownParameters): Breakdown {
  const changes = moves
    .filter(({ from, to }) => isAddressEqual(from, account) || isAddressEqual(to, account))
    .map((move) => ({ ...move, change: isAddressEqual(move.to, account) ? move.units : -move.units }));
  const lines = payments
    .filter((payment) => isAddressEqual(payment.currency, currency))
    .map((payment): BreakdownLine => {
      const units = changes.reduce((held, move) => (isBefore(move, payment.at) ? held + move.change : held), given);
      return { payment, units, part: partOf(payment.amount, units) };
    })
    .sort((a, b) => (isBefore(a.payment.at, b.payment.at) ? 1 : -1));
  const sum = lines.reduce((total, line) => total + line.part, 0n);
  const received = lines.reduce((total, line) => total + line.payment.amount, 0n);
  return { lines, received, sum, whole: sum / hundredMillion };
}

type Place = { block: number; logIndex: number };

function isBefore(a: Place, b: Place): boolean {
  return a.block < b.block || (a.block === b.block && a.logIndex < b.logIndex);
}
