import { offerIdOf, type Quote } from "@colophon/sdk";

/** "quote-1a2b3c4d.colophon-quote.json": tells quotes apart without saying what they are about. */
export function quoteFileName({ offer }: Quote): string {
  return `quote-${offerIdOf(offer).slice(2, 10)}.colophon-quote.json`;
}
