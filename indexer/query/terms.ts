import { exclusivities } from "@colophon/sdk";
import type { IndexedTerms } from "@colophon/sdk/index-api";
import {
  fieldHashOf,
  type PurposeId,
  purposeOf,
  purposesOfBitmap,
  territoriesOfBitmap,
  territoryOf,
  type UseId,
  useOf,
  usesOfBitmap,
} from "@colophon/sdk/terms";
import type { Field, Written } from "./rows.ts";

const unnamed = (bits: readonly number[]) => bits.map((bit) => `unknown:${bit}`);

/** Terms as answers name them: by the words of the SDK, and bits that it has no word for as unknown:<bit>. */
export const termsField = (terms: string): Field<Written<typeof IndexedTerms>> => ({
  sql: ["id", "uses::text", "purposes", "territories::text", "field", "exclusivity", "duration", "rules"].map(
    (column) => `${terms}.${column}`,
  ),
  read(id, useBits, purposeBits, territoryBits, field, exclusivity, duration, rules) {
    const used = usesOfBitmap(BigInt(String(useBits)));
    const meant = purposesOfBitmap(Number(purposeBits));
    const placed = territoriesOfBitmap(BigInt(String(territoryBits)));
    return {
      id: String(id),
      uses: [...used.uses, ...unnamed(used.unknown)],
      purposes: [...meant.purposes, ...unnamed(meant.unknown)],
      territories:
        placed.territories === "worldwide" ? "worldwide" : [...placed.territories, ...unnamed(placed.unknown)],
      field: field === null ? null : String(field),
      exclusivity: exclusivities[Number(exclusivity)] ?? "exclusive",
      duration: Number(duration),
      duties: rules !== null,
    };
  },
});

/** What terms are asked for; each may be left open. A field of null is one that no terms name. */
export type AskedUse = {
  use?: UseId | undefined;
  purpose?: PurposeId | undefined;
  territory?: string | undefined;
  field?: string | null | undefined;
};

/** The condition that the terms `t` allow a use, for a purpose, in a territory and a field. Made of numbers only. */
export function termsCover({ use, purpose, territory, field }: AskedUse): string {
  const conditions: string[] = [];
  if (use !== undefined) conditions.push(`(t.use_bits >> ${useOf(use).bit}) & 1 = 1`);
  if (purpose !== undefined) conditions.push(`(t.purposes >> ${purposeOf(purpose).bit}) & 1 = 1`);
  if (territory !== undefined) {
    const place = territoryOf(territory).bit;
    conditions.push(`(t.territory_bits[${1 + Math.floor(place / 64)}] >> ${place % 64}) & 1 = 1`);
  }
  if (field === null) conditions.push("t.field IS NULL");
  if (typeof field === "string") conditions.push(`(t.field IS NULL OR t.field = '${fieldHashOf(field)}')`);
  return conditions.join(" AND ") || "TRUE";
}
