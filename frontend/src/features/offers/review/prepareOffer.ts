import {
  type Call,
  type Deed,
  type Deployment,
  deedOf,
  defineTermsCall,
  type Offer,
  type OfferRecord,
  offerIdOf,
  onchainTermsOf,
  publishOfferCall,
  type Terms,
  termsIdOf,
} from "@colophon/sdk";
import { type Address, type Hex, zeroAddress } from "viem";
import type { Sale } from "../price/readPrice.ts";

export type PreparedOffer = { id: Hex; offer: Offer; deed: Deed; define: Call; publish: Call };

export type PrepareOfferParameters = {
  work: bigint;
  licensor: Address;
  terms: Terms;
  sale: Sale;
  /** The offers that the work has or had. */
  existing: readonly OfferRecord[];
  deployment: Deployment;
};

const over: ReadonlySet<OfferRecord["state"]> = new Set(["closed", "sold out", "ended"]);

/** The offer that a form stands for, or the offer that is exactly the same and open already. */
export function prepareOffer(parameters: PrepareOfferParameters): PreparedOffer | { same: OfferRecord } {
  const { work, licensor, terms, sale, existing, deployment } = parameters;
  const onchain = onchainTermsOf(terms);
  const offer: Offer = { work, parent: 0n, licensor, buyer: zeroAddress, terms: termsIdOf(onchain), ...sale };
  const recordOf = (candidate: Offer) => existing.find(({ id }) => id === offerIdOf(candidate));

  for (let twin = recordOf(offer); twin; twin = recordOf(offer)) {
    if (!over.has(twin.state)) return { same: twin };
    // What is over stays over. An offer that opened a moment after it is another one, and as good.
    offer.opens = Math.max(offer.opens, twin.published.time) + 1;
  }
  return {
    id: offerIdOf(offer),
    offer,
    deed: deedOf(terms),
    define: defineTermsCall(deployment, { terms: onchain }),
    publish: publishOfferCall(deployment, { offer }),
  };
}
