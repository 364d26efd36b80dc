import { type TerritoryCode, territories } from "./territories.ts";

/** All 256 bits: the whole world, whatever codes may be assigned later. */
const worldwide = 2n ** 256n - 1n;

/** Territories as the bitmap on chain. A list of every code of today is not the same as "worldwide". */
export function territoriesBitmapOf(chosen: "worldwide" | readonly TerritoryCode[]): bigint {
  if (chosen === "worldwide") return worldwide;
  return territories.reduce((bits, { code, bit }) => (chosen.includes(code) ? bits | (1n << BigInt(bit)) : bits), 0n);
}
