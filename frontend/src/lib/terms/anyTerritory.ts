import { type TerritoryCode, territories, territoriesOfBitmap } from "@colophon/sdk";

/** A territory that terms are for, to ask the contract about; whichever comes first. */
export function anyTerritory(bitmap: bigint): TerritoryCode {
  const licensed = territoriesOfBitmap(bitmap).territories;
  return (licensed === "worldwide" ? undefined : licensed[0]) ?? territories[0].code;
}
