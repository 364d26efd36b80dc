import { type Quote, quoteFragmentOf } from "@colophon/sdk";

/** The address at which a buyer reads a quote. What stands after the “#” is not sent to any server. */
export function quoteLinkOf(quote: Quote): string {
  return `${location.origin}/quote#${quoteFragmentOf(quote)}`;
}
