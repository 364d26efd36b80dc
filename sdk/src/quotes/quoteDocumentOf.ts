import type { Address } from "viem";
import { canonicalJson } from "../json/canonicalJson.ts";
import { termsJsonOf } from "../terms/termsJsonOf.ts";
import type { Quote } from "./Quote.ts";

const lower = (address: Address) => address.toLowerCase();

/** A quote as the canonical JSON of the format colophon-quote/1: what the file holds. */
export function quoteDocumentOf({ chainId, licences, offer, terms, signature }: Quote): string {
  return canonicalJson({
    format: "colophon-quote/1",
    chainId,
    licences: lower(licences),
    offer: {
      ...offer,
      work: String(offer.work),
      parent: String(offer.parent),
      licensor: lower(offer.licensor),
      buyer: lower(offer.buyer),
      currency: lower(offer.currency),
      price: String(offer.price),
    },
    terms: termsJsonOf(terms),
    signature,
  });
}
