import { type UseId, uses } from "./uses.ts";

/** Uses as the bitmap on chain. */
export function usesBitmapOf(ids: readonly UseId[]): bigint {
  return uses.reduce((bits, use) => (ids.includes(use.id) ? bits | (1n << BigInt(use.bit)) : bits), 0n);
}
