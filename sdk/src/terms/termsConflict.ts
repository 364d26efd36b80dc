import type { OnchainTerms } from "./Terms.ts";

type Scope = Pick<OnchainTerms, "uses" | "territories" | "exclusivity">;

/**
 * Whether licences under these terms exclude each other while both are in force: they share a use and a territory, and
 * one of them is sole or exclusive. Decided as the Licences contract decides it; terms may conflict with themselves.
 */
export function termsConflict(one: Scope, other: Scope): boolean {
  const alone = one.exclusivity !== 0 || other.exclusivity !== 0;
  return alone && (one.uses & other.uses) !== 0n && (one.territories & other.territories) !== 0n;
}
