import type { Hex } from "viem";
import type { Deployment } from "../deployment/Deployment.ts";
import { normalTerms } from "../terms/normalTerms.ts";
import type { Offer } from "../terms/Offer.ts";
import { onchainTermsOf } from "../terms/onchainTermsOf.ts";
import type { Terms } from "../terms/Terms.ts";
import { TermsError } from "../terms/TermsError.ts";
import { termsIdOf } from "../terms/termsIdOf.ts";
import type { Quote } from "./Quote.ts";

export type CreateQuoteParameters = {
  offer: Offer;
  terms: Terms;
  /** The licensor's signature of offerTypedData. */
  signature: Hex;
};

/** A quote from a signed offer. Throws a TermsError if the offer names other terms. */
export function createQuote(deployment: Deployment, { offer, terms, signature }: CreateQuoteParameters): Quote {
  if (termsIdOf(onchainTermsOf(terms)) !== offer.terms) {
    throw new TermsError("The offer names other terms than these. Make the offer again from the terms.");
  }
  const { chainId, contracts } = deployment;
  return {
    chainId,
    licences: contracts.licences.address,
    offer,
    terms: normalTerms(terms),
    signature: signature.toLowerCase() as Hex,
  };
}
