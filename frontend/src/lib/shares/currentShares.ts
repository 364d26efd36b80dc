import type { Holder } from "@colophon/sdk";
import { type Address, getAddress } from "viem";
import type { UnitMove } from "./UnitMove.ts";

export type Share = { account: Address; units: number };

/**
 * Who holds a work's units after all transfers, the largest share first. Units that a holder has not taken yet are
 * theirs all the same: they earn from the beginning.
 */
export function currentShares(given: readonly Holder[], moves: readonly UnitMove[]): Share[] {
  const units = new Map<string, number>();
  const add = (account: string, change: number) =>
    units.set(account.toLowerCase(), (units.get(account.toLowerCase()) ?? 0) + change);
  for (const holder of given) add(holder.account, holder.units);
  for (const move of moves) {
    add(move.from, -move.units);
    add(move.to, move.units);
  }
  return [...units]
    .filter(([, held]) => held !== 0)
    .map(([account, held]) => ({ account: getAddress(account), units: held }))
    .sort((a, b) => b.units - a.units || (a.account < b.account ? -1 : 1));
}
