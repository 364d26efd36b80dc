import { stringToBytes } from "viem";
import type { Quote } from "./Quote.ts";
import { quoteDocumentOf } from "./quoteDocumentOf.ts";

/**
 * A quote for a link, after the “#”: base64url of its document. What stands there is not sent to any server. See
 * parseQuoteFragment.
 */
export function quoteFragmentOf(quote: Quote): string {
  const bytes = stringToBytes(quoteDocumentOf(quote));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
