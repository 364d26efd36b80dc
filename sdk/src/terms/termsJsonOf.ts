import type { Terms } from "./Terms.ts";

/** Terms as JSON: amounts are decimal strings, because they may be above 2^53. */
export type TermsJson = Omit<Terms, "perUnit" | "minimum" | "cap"> & { perUnit: string; minimum: string; cap: string };

/** Terms as they stand in documents. Expects normal terms. */
export function termsJsonOf(terms: Terms): TermsJson {
  return {
    ...terms,
    perUnit: String(terms.perUnit),
    minimum: String(terms.minimum),
    cap: String(terms.cap),
  };
}
