import { exclusivities } from "@colophon/sdk";
import type { IndexedTerms } from "@colophon/sdk/index-api";
import { territoriesOfBitmap, territoryOf, type UseId, useOf, usesOfBitmap } from "@colophon/sdk/terms";
import type { Field, Written } from "./rows.ts";

const unnamed = (bits: readonly number[]) => bits.map((bit) => `unknown:${bit}`);

/** Terms as answers name them: by the words of the SDK, and bits that it has no word for as unknown:<bit>. */
export const termsField = (terms: string): Field<Written<typeof IndexedTerms>> => ({
  sql: ["id", "uses::text", "territories::text", "exclusivity", "duration"].map((column) => `${terms}.${column}`),
  read(id, useBits, territoryBits, exclusivity, duration) {
    const used = usesOfBitmap(BigInt(String(useBits)));
    const placed = territoriesOfBitmap(BigInt(String(territoryBits)));
    return {
      id: String(id),
      uses: [...used.uses, ...unnamed(used.unknown)],
      territories:
        placed.territories === "worldwide" ? "worldwide" : [...placed.territories, ...unnamed(placed.unknown)],
      exclusivity: exclusivities[Number(exclusivity)] ?? "exclusive",
      duration: Number(duration),
    };
  },
});

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
