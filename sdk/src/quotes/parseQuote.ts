import * as v from "valibot";
import { type Address, getAddress, type Hex } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import { addressField, amountField, wholeField } from "../json/fields.ts";
import { parseDocument } from "../json/parseDocument.ts";
import { forever } from "../terms/forever.ts";
import { normalTerms } from "../terms/normalTerms.ts";
import { onchainTermsOf } from "../terms/onchainTermsOf.ts";
import { TermsError } from "../terms/TermsError.ts";
import { termsIdOf } from "../terms/termsIdOf.ts";
import { termsSchema } from "../terms/termsSchema.ts";
import { unlimitedSupply } from "../terms/unlimitedSupply.ts";
import type { Quote } from "./Quote.ts";

const format = "colophon-quote/1";

/** A whole quote with every country in its terms is well below this. */
const maxBytes = 64 * 1024;

const address = v.pipe(
  addressField,
  v.transform((value) => getAddress(value) as Address),
);

/** As many bits as the contract has for it. */
const amount = (bits: bigint) =>
  v.pipe(
    amountField,
    v.check((value) => value >> bits === 0n, `this must have at most ${bits} bits.`),
  );

const whole = (minimum: number, maximum: number) =>
  v.pipe(
    wholeField(minimum),
    v.check((value) => value <= maximum, `this must be at most ${maximum}.`),
  );

const hexOf = (pattern: RegExp, message: string) =>
  v.custom<Hex>((value) => typeof value === "string" && pattern.test(value), message);

const quoteSchema = v.strictObject({
  format: v.literal(format),
  chainId: wholeField(1),
  licences: address,
  offer: v.strictObject({
    work: amount(224n),
    parent: amount(256n),
    licensor: address,
    buyer: address,
    terms: hexOf(/^0x[0-9a-f]{48}$/, "this must be 0x and 48 lower-case hexadecimal digits."),
    currency: address,
    price: amount(256n),
    supply: whole(1, unlimitedSupply),
    opens: whole(0, forever),
    closes: whole(1, forever),
  }),
  terms: termsSchema,
  signature: hexOf(/^0x(?:[0-9a-f]{2}){1,8192}$/, "this must be 0x and lower-case hexadecimal digits."),
});

/**
 * A quote from its JSON text, bytes or parsed value. Throws a FormatError, also if its terms are not those that the
 * offer names; checkQuote says whether its signature counts.
 */
export function parseQuote(input: unknown): Quote {
  const { chainId, licences, offer, terms, signature } = parseDocument(quoteSchema, input, { format, maxBytes });
  try {
    const normal = normalTerms(terms);
    if (termsIdOf(onchainTermsOf(normal)) !== offer.terms) {
      throw new FormatError(format, "the offer names other terms than these. Ask the licensor for the quote again.", {
        path: "terms",
      });
    }
    return { chainId, licences, offer, terms: normal, signature };
  } catch (error) {
    if (error instanceof TermsError) throw new FormatError(format, error.shortMessage, { path: "terms", cause: error });
    throw error;
  }
}
