import type { Address } from "viem";
import type { WithdrawalLine } from "./WithdrawalLine.ts";

/** What waits in each currency. Different currencies never add up. */
export function waitingTotals(lines: readonly WithdrawalLine[]): { currency: Address; amount: bigint }[] {
  const totals = new Map<Address, bigint>();
  for (const { currency, amount } of lines) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}
