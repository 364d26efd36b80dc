import { id } from "ethers";

/** Dice that fall the same way for the same seed. */
export function createDice(seed: string) {
  let state = BigInt(id(seed));
  const next = (): bigint => {
    state = BigInt(id(state.toString()));
    return state >> 64n;
  };
  return {
    /** From 0 to sides - 1. */
    roll: (sides: number): number => Number(next() % BigInt(sides)),
    /** From 0 to most, most included. */
    upTo: (most: bigint): bigint => next() % (most + 1n),
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error("Nothing can be picked from an empty list.");
      return list[Number(next() % BigInt(list.length))] as T;
    },
  };
}
