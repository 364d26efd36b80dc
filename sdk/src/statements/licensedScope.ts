import { derivativeRules, exclusivities } from "../terms/onchainTermsOf.ts";
import type { OnchainTerms } from "../terms/Terms.ts";
import { territories } from "../terms/territories.ts";
import { territoriesOfBitmap } from "../terms/territoriesOfBitmap.ts";
import { uses } from "../terms/uses.ts";
import { usesOfBitmap } from "../terms/usesOfBitmap.ts";

/** What terms allow, in the words that people choose them by. Bits without a word are named by their number. */
export function licensedScope(terms: OnchainTerms) {
  const named = usesOfBitmap(terms.uses);
  const where = territoriesOfBitmap(terms.territories);
  const codes = where.territories === "worldwide" ? [] : where.territories;
  return {
    uses: [
      ...named.uses.map((id) => uses.find((use) => use.id === id)?.label ?? id),
      ...named.unknown.map((bit) => `use ${bit}`),
    ],
    territories:
      where.territories === "worldwide"
        ? ["Worldwide"]
        : [
            ...codes.map((code) => territories.find((known) => known.code === code)?.name ?? code),
            ...where.unknown.map((bit) => `territory ${bit}`),
          ],
    exclusivity: exclusivities[terms.exclusivity] ?? String(terms.exclusivity),
    derivatives: derivativeRules[terms.derivatives] ?? String(terms.derivatives),
  };
}
