import { territoriesOfBitmap, usesOfBitmap } from "@colophon/sdk";
import { exclusivities } from "./exclusivities.ts";

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
