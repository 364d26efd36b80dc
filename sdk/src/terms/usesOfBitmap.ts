import { type UseId, uses } from "./uses.ts";

export type UsesOfBitmap = {
  uses: UseId[];
  /** Bits that this version has no word for. */
  unknown: number[];
};

/** The uses that a bitmap on chain stands for. */
export function usesOfBitmap(bitmap: bigint): UsesOfBitmap {
  const result: UsesOfBitmap = { uses: [], unknown: [] };
  for (let bit = 0; bit < 64; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 0n) continue;
    const use = uses.find((known) => known.bit === bit);
    if (use) result.uses.push(use.id);
    else result.unknown.push(bit);
  }
  return result;
}
