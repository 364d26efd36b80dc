import type { Address } from "viem";

/** Amounts added up, each currency for itself, in the order in which they first occur; nothing stays out but zero. */
export function sumByCurrency(amounts: readonly { currency: Address; amount: bigint }[]) {
  const sums = new Map<Address, bigint>();
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return [...sums].filter(([, amount]) => amount !== 0n).map(([currency, amount]) => ({ currency, amount }));
}
