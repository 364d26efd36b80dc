import { territoriesOfBitmap, territoryOf, type UseId, useOf, usesOfBitmap } from "@colophon/sdk/terms";
import { exclusivities } from "../http/schemas.ts";

/** What termsItem needs of the terms `t`. */
export const termsColumns =
  "t.id AS terms, t.uses::text AS uses, t.territories::text AS territories, t.duration, t.exclusivity";

/** Terms as answers name them: by the words of the SDK, and bits that it has no word for as unknown:<bit>. */
export function termsItem(row: Record<string, unknown>) {
  const uses = usesOfBitmap(BigInt(String(row.uses)));
  const territories = territoriesOfBitmap(BigInt(String(row.territories)));
  const others = (unknown: readonly number[]) => unknown.map((bit) => `unknown:${bit}`);
  return {
    id: String(row.terms),
    uses: [...uses.uses, ...others(uses.unknown)],
    territories:
      territories.territories === "worldwide"
        ? ("worldwide" as const)
        : [...territories.territories, ...others(territories.unknown)],
    exclusivity: exclusivities[Number(row.exclusivity)] ?? "exclusive",
    duration: Number(row.duration),
  };
}

/** The condition that the terms `t` allow a use in a territory; either may be left open. Made of numbers only. */
export function termsCover({ use, territory }: { use?: UseId | undefined; territory?: string | undefined }): string {
  const conditions: string[] = [];
  if (use !== undefined) conditions.push(`(t.use_bits >> ${useOf(use).bit}) & 1 = 1`);
  if (territory !== undefined) {
    const place = territoryOf(territory).bit;
    conditions.push(`(t.territory_bits[${1 + Math.floor(place / 64)}] >> ${place % 64}) & 1 = 1`);
  }
  return conditions.join(" AND ") || "TRUE";
}
