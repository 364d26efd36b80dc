import * as v from "valibot";
import { type Address, getAddress, type Hex, zeroAddress } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { bytesOfFragment, fragmentOf } from "../core/fragment.ts";
import { addressField, amountField, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { normalSignature } from "../core/signature.ts";
import { forever, lastStart, unlimitedSupply } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { isSameAddress } from "../model/ids.ts";
import type { Offer } from "../model/offer.ts";
import { termsIdOf } from "../model/terms.ts";
import { onchainTermsOf } from "./deed.ts";
import { type Schedule, type ScheduleDocument, scheduleFields, scheduleOf } from "./schedule.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf, termsSchema } from "./termsDocument.ts";

/** An offer that its licensor signed, with everything a buyer needs to read, check and buy it. */
export type Quote = {
  chainId: number;
  /** The Offers contract, whose EIP-712 domain was signed. */
  offers: Address;
  /** The contract that keeps the conditions of the terms; the zero address if they have none. */
  rules: Address;
  offer: Offer;
  /** The terms in full; the offer names them. */
  terms: Terms;
  /** The facts of the deal, which the offer names; "none" if it names none, or a document that the parties have elsewhere. */
  facts: "none" | ScheduleDocument;
  /** The licensor's signature of offerTypedData. */
  signature: Hex;
};

export type CreateQuoteParameters = {
  offer: Offer;
  terms: Terms;
  /** The facts of the deal, to go with the quote; "none" if not given. */
  facts?: "none" | ScheduleDocument;
  /** The licensor's signature of offerTypedData. */
  signature: Hex;
};

/** A quote from a signed offer. Throws a TermsError if the offer names other terms or facts. */
export function createQuote(deployment: Deployment, parameters: CreateQuoteParameters): Quote {
  const { offer, terms, facts = "none", signature } = parameters;
  const onchain = onchainTermsOf(terms, deployment);
  if (termsIdOf(onchain) !== offer.terms) {
    throw new TermsError("The offer names other terms than these. Make the offer again from the terms.");
  }
  if (facts !== "none" && facts.digest !== offer.schedule) {
    throw new TermsError("The offer names other facts of the deal than these. Make the offer again from the facts.");
  }
  const { chainId, contracts } = deployment;
  return {
    chainId,
    offers: contracts.offers.address,
    rules: onchain.rules,
    offer,
    terms: normalTerms(terms),
    facts,
    signature: normalSignature(signature),
  };
}

const quoteFormat = documents.quote.format;

const lower = (address: Address) => address.toLowerCase();

/** A quote as the canonical JSON of the format colophon-quote/2: what the file holds. */
export function quoteDocumentOf({ chainId, offers, rules, offer, terms, facts, signature }: Quote): string {
  return canonicalJson({
    format: quoteFormat,
    chainId,
    offers: lower(offers),
    rules: lower(rules),
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
    ...(facts === "none" ? {} : { facts: facts.schedule }),
    signature,
  });
}

/**
 * A quote for a link, after the “#”: base64url of its document. What stands there is not sent to any server. See
 * parseQuoteFragment.
 */
export function quoteFragmentOf(quote: Quote): string {
  return fragmentOf(quoteDocumentOf(quote));
}

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
  format: v.literal(quoteFormat),
  chainId: wholeField(1),
  offers: address,
  rules: address,
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
    starts: whole(0, lastStart),
    schedule: hashField,
  }),
  terms: termsSchema,
  facts: v.optional(scheduleFields),
  signature: hexOf(/^0x(?:[0-9a-f]{2}){1,8192}$/, "this must be 0x and lower-case hexadecimal digits."),
});

/**
 * A quote from its JSON text, bytes or parsed value. Throws a FormatError, also if its terms are not those that the
 * offer names; checkQuote says whether its signature counts.
 */
export function parseQuote(input: unknown): Quote {
  const { chainId, offers, rules, offer, terms, facts, signature } = parseDocument(quoteSchema, input, documents.quote);
  try {
    const normal = normalTerms(terms);
    if (termsIdOf(onchainTermsOf(normal, { contracts: { compliance: { address: rules } } })) !== offer.terms) {
      throw new FormatError(
        quoteFormat,
        "the offer names other terms than these. Ask the licensor for the quote again.",
        {
          path: "terms",
        },
      );
    }
    if (normal.conditions === "none" && !isSameAddress(rules, zeroAddress)) {
      throw new FormatError(quoteFormat, "these terms have no conditions, so no rules keep them.", { path: "rules" });
    }
    return { chainId, offers, rules, offer, terms: normal, facts: factsIn(facts, offer), signature };
  } catch (error) {
    if (error instanceof TermsError)
      throw new FormatError(quoteFormat, error.shortMessage, { path: "terms", cause: error });
    throw error;
  }
}

/** The facts that came with a quote. Throws a FormatError if they are not those that its offer names. */
function factsIn(facts: Schedule | undefined, { schedule }: Pick<Offer, "schedule">): Quote["facts"] {
  if (facts === undefined) return "none";
  const refuse = (reason: string, cause?: unknown) =>
    new FormatError(quoteFormat, reason, { path: "facts", ...(cause ? { cause } : {}) });
  let document: ScheduleDocument;
  try {
    document = scheduleOf(facts);
  } catch (error) {
    if (error instanceof TermsError) throw refuse(error.shortMessage, error);
    throw error;
  }
  if (document.digest === schedule) return document;
  throw refuse("the offer names other facts of the deal than these. Ask the licensor for the quote again.");
}

/** A quote from the part of a link after the “#”. Throws a FormatError. */
export function parseQuoteFragment(fragment: string): Quote {
  return parseQuote(bytesOfFragment(fragment, documents.quote));
}
