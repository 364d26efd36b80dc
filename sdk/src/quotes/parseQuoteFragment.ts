import { FormatError } from "../errors/FormatError.ts";
import { parseQuote } from "./parseQuote.ts";
import type { Quote } from "./Quote.ts";

/** A quote from the part of a link after the “#”. Throws a FormatError. */
export function parseQuoteFragment(fragment: string): Quote {
  const text = fragment.replace(/^#/, "");
  const format = "colophon-quote/1";
  if (!/^[A-Za-z0-9_-]{1,90000}$/.test(text)) {
    throw new FormatError(
      format,
      "The link is not complete, or not one of a quote. Ask for it again, or for the file.",
    );
  }
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return parseQuote(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(format, "The link was cut off. Ask for it again, or for the file.", { cause: error });
  }
}
