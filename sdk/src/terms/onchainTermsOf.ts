import { deedOf } from "./deedOf.ts";
import { forever } from "./forever.ts";
import type { OnchainTerms, Terms } from "./Terms.ts";
import { usesBitmapOf } from "./usesBitmapOf.ts";

/** What the Licences contract is told of terms. */
export function onchainTermsOf(terms: Terms): OnchainTerms {
  return {
    uses: usesBitmapOf(terms.uses),
    duration: terms.duration === "forever" ? forever : terms.duration,
    transferable: terms.transferable,
    deed: deedOf(terms).digest,
  };
}
