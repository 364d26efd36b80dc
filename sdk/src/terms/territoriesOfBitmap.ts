import { type TerritoryCode, territories } from "./territories.ts";

export type TerritoriesOfBitmap = {
  territories: "worldwide" | TerritoryCode[];
  /** Bits that this version has no country for. */
  unknown: number[];
};

/** The territories that a bitmap on chain stands for. */
export function territoriesOfBitmap(bitmap: bigint): TerritoriesOfBitmap {
  if (bitmap === 2n ** 256n - 1n) return { territories: "worldwide", unknown: [] };
  const codes: TerritoryCode[] = [];
  const unknown: number[] = [];
  for (let bit = 0; bit < 256; bit++) {
    if (((bitmap >> BigInt(bit)) & 1n) === 0n) continue;
    const territory = territories[bit];
    if (territory) codes.push(territory.code);
    else unknown.push(bit);
  }
  return { territories: codes, unknown };
}
