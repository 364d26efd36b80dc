import { type Address, getAddress, type Hex } from "viem";
import { deedOf } from "./deedOf.ts";
import { forever } from "./forever.ts";
import { normalTerms } from "./normalTerms.ts";
import type { Derivatives, Exclusivity, OnchainTerms, Terms } from "./Terms.ts";
import { territoriesBitmapOf } from "./territoriesBitmapOf.ts";
import { usesBitmapOf } from "./usesBitmapOf.ts";

/** In the order of the contract's enumerations. */
export const exclusivities: readonly Exclusivity[] = ["non-exclusive", "sole", "exclusive"];
export const derivativeRules: readonly Derivatives[] = ["none", "allowed", "share-alike"];

/** What the Terms contract is told of terms, with the digest of a given deed. */
export function withDeed(terms: Terms, deed: Hex): OnchainTerms {
  return {
    uses: usesBitmapOf(terms.uses),
    territories: territoriesBitmapOf(terms.territories),
    duration: terms.duration === "forever" ? forever : terms.duration,
    exclusivity: exclusivities.indexOf(terms.exclusivity),
    transferable: terms.transferable,
    sublicensing: terms.sublicensing,
    derivatives: derivativeRules.indexOf(terms.derivatives),
    upstreamShare: terms.upstreamShare,
    cure: terms.cure === "irrevocable" ? 0 : terms.cure,
    revenueShare: terms.revenueShare,
    period: terms.period === "none" ? 0 : terms.period,
    currency: getAddress(terms.currency) as Address,
    perUnit: terms.perUnit,
    minimum: terms.minimum,
    cap: terms.cap === "none" ? 0n : terms.cap,
    deed,
  };
}

/** What the Terms contract is told of terms. Throws a TermsError if they make no licence. */
export function onchainTermsOf(terms: Terms): OnchainTerms {
  return withDeed(normalTerms(terms), deedOf(terms).digest);
}
