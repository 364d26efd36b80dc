import { territories, type UseId, uses } from "@colophon/sdk";

/** The condition that the terms `t` allow a use in a territory; either may be left open. Made of numbers only. */
export function termsCover({ use, territory }: { use?: UseId | undefined; territory?: string | undefined }): string {
  const conditions: string[] = [];
  const bit = uses.find(({ id }) => id === use)?.bit;
  if (bit !== undefined) conditions.push(`(t.use_bits >> ${bit}) & 1 = 1`);
  const place = territories.find(({ code }) => code === territory)?.bit;
  if (place !== undefined) {
    conditions.push(`(t.territory_bits[${1 + Math.floor(place / 64)}] >> ${place % 64}) & 1 = 1`);
  }
  return conditions.join(" AND ") || "TRUE";
}
