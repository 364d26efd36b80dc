import { createQuote, type Deployment, type Offer, offerTypedData, type Quote } from "@colophon/sdk";
import { type Address, parseUnits } from "viem";
import { catalogue } from "./catalogue.ts";
import { offerOf } from "./offerOf.ts";
import { people } from "./people.ts";
import type { PreparedWork } from "./prepareWork.ts";

/** A price that Ines made for Maya alone: three seats of the commercial licence, below the price on the page. */
export async function quoteForMaya(
  deployment: Deployment,
  works: readonly PreparedWork[],
  token: Address,
): Promise<Quote> {
  const { ines, maya } = people;
  const [slug, key] = ["low-water", "commercial"] as const;
  const terms = catalogue.find((work) => work.slug === slug)?.offers.find((offer) => offer.key === key)?.terms;
  if (!terms) throw new Error(`The catalogue has no ${key} terms for ${slug}.`);
  const offer: Offer = {
    ...offerOf(works, slug, key).offer,
    buyer: maya.account.address,
    currency: token,
    price: parseUnits("320", 6),
    supply: 3,
  };
  const signature = await ines.account.signTypedData(offerTypedData(deployment, { offer }));
  return createQuote(deployment, { offer, terms, signature });
}
