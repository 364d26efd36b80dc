import { offerIdOf } from "@colophon/sdk";
import { deedOf, type Quote, quoteDocumentOf, quoteFragmentOf } from "@colophon/sdk/terms";
import { useQuery } from "@tanstack/react-query";
import { siteLink } from "../config/site.ts";
import { clock } from "./clock.ts";
import { keepDocument } from "./keptDocuments.ts";
import { createDurableStore } from "./storage.ts";

/** A quote that this device keeps for whoever signed it, so that it can be sent again or cancelled. */
export type KeptQuote = {
  /** The offer's id. */
  id: string;
  chainId: number;
  /** The work's number, as a decimal string. */
  work: string;
  /** What was signed, as the document of the format colophon-quote/1. */
  document: string;
  /** Milliseconds since 1970. */
  createdAt: number;
};

/** Quotes signed on this device, by the id of their offer. */
export const keptQuotes = createDurableStore<KeptQuote>("quotes");

/** Keeps a quote for whoever signed it, with its text and the facts of its deal, which are nowhere else. */
export async function keepQuote(quote: Quote): Promise<void> {
  const id = offerIdOf(quote.offer);
  const { chainId, terms, facts } = quote;
  const kept = { id, chainId, work: quote.offer.work.toString(), document: quoteDocumentOf(quote) };
  await keptQuotes.set(id, { ...kept, createdAt: clock.now() * 1000 });
  await keepDocument(deedOf(terms).bytes);
  if (facts !== "none") await keepDocument(facts.bytes);
}

/** The quotes for a work that were signed on this device, the newest first. Invalidate ["quotes"] after a change. */
export function useKeptQuotes(chainId: number, work: bigint) {
  return useQuery({
    queryKey: ["quotes", chainId, work.toString()],
    queryFn: async () =>
      (await keptQuotes.values())
        .filter((kept) => kept?.chainId === chainId && kept.work === work.toString())
        .sort((a, b) => b.createdAt - a.createdAt),
    staleTime: 0,
  });
}

/** "quote-1a2b3c4d.colophon-quote.json": tells quotes apart without saying what they are about. */
export function quoteFileName({ offer }: Quote): string {
  return `quote-${offerIdOf(offer).slice(2, 10)}.colophon-quote.json`;
}

/** The address at which a buyer reads a quote. What stands after the “#” is not sent to any server. */
export function quoteLinkOf(quote: Quote): string {
  return siteLink(`/quote#${quoteFragmentOf(quote)}`);
}
