import * as v from "valibot";
import { type Address, getAddress, type Hex, sha256, stringToBytes } from "viem";
import { canonicalJson, parseDocument } from "../core/json.ts";
import { forever } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { derivativeRules, exclusivities, type OnchainTerms } from "../model/terms.ts";
import { type DeedSection, deedSections, deedText } from "./deedWords.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf, termsSchema } from "./termsDocument.ts";
import { territoriesBitmapOf } from "./territories.ts";
import { usesBitmapOf } from "./uses.ts";

export type Deed = {
  /** What people read. */
  text: string;
  /** The same in parts, for a page. */
  sections: readonly DeedSection[];
  /** The canonical JSON of terms and text. */
  document: string;
  /** The document in UTF-8: what goes to the content store. */
  bytes: Uint8Array;
  /** SHA-256 of the document: what goes into the terms on chain. */
  digest: Hex;
};

/** The deed that terms make. Throws a TermsError if they make no licence. */
export function deedOf(terms: Terms): Deed {
  const normal = normalTerms(terms);
  const sections = deedSections(normal);
  const text = deedText(sections);
  const document = canonicalJson({ format: documents.deed.format, terms: termsJsonOf(normal), text });
  const bytes = stringToBytes(document);
  return { text, sections, document, bytes, digest: sha256(bytes) };
}

/** What the Terms contract is told of terms, with the digest of a given deed. */
export function withDeed(terms: Terms, deed: Hex): OnchainTerms {
  return {
    uses: usesBitmapOf(terms.uses),
    territories: territoriesBitmapOf(terms.territories),
    duration: terms.duration === "forever" ? forever : terms.duration,
    exclusivity: exclusivities.indexOf(terms.exclusivity),
    transferable: terms.transferable,
    sublicensing: terms.sublicensing,
    derivatives: derivativeRules.indexOf(terms.derivatives),
    upstreamShare: terms.upstreamShare,
    cure: terms.cure === "irrevocable" ? 0 : terms.cure,
    revenueShare: terms.revenueShare,
    period: terms.period === "none" ? 0 : terms.period,
    currency: getAddress(terms.currency) as Address,
    perUnit: terms.perUnit,
    minimum: terms.minimum,
    cap: terms.cap === "none" ? 0n : terms.cap,
    deed,
  };
}

/** What the Terms contract is told of terms. Throws a TermsError if they make no licence. */
export function onchainTermsOf(terms: Terms): OnchainTerms {
  return withDeed(normalTerms(terms), deedOf(terms).digest);
}

const deedFormat = documents.deed.format;

const deedSchema = v.strictObject({ format: v.literal(deedFormat), terms: termsSchema, text: v.string() });

export type ParsedDeed = { terms: Terms; text: string };

/** A deed from its JSON text, bytes or parsed value. Throws a FormatError; checkDeed says whether its text is true. */
export function parseDeed(input: unknown): ParsedDeed {
  const { terms, text } = parseDocument(deedSchema, input, documents.deed);
  try {
    return { terms: normalTerms(terms), text };
  } catch (error) {
    if (error instanceof TermsError)
      throw new FormatError(deedFormat, error.shortMessage, { path: "terms", cause: error });
    throw error;
  }
}

/** The document as a whole, its words, or a field that the contracts know. */
export type DeedPart = "digest" | "text" | Exclude<keyof OnchainTerms, "deed">;

export type DeedDifference = { part: DeedPart; expected: string; found: string; sentence: string };

export type DeedCheck = {
  deed: ParsedDeed;
  /** SHA-256 of the document as it was given. */
  digest: Hex;
  /** Whether the text is what its terms make, and the terms are those on chain. */
  matches: boolean;
  differences: DeedDifference[];
};

/** What each field is called in a sentence about it. */
const fieldNames: Record<Exclude<keyof OnchainTerms, "deed">, string> = {
  uses: "The uses",
  territories: "The territories",
  duration: "The duration",
  exclusivity: "The exclusivity",
  transferable: "Whether the licence may be transferred",
  sublicensing: "The levels of sublicences",
  derivatives: "Whether new works may be made",
  upstreamShare: "The share of new works",
  cure: "The cure period",
  revenueShare: "The share of revenue",
  period: "The reporting period",
  currency: "The currency of reports",
  perUnit: "The amount for each unit",
  minimum: "The least owed for a period",
  cap: "The most owed for a period",
};

/** Compares a deed, as its exact bytes or text, with the terms on chain. Throws a FormatError if it is no deed. */
export function checkDeed(document: Uint8Array | string, onchain: OnchainTerms): DeedCheck {
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  const deed = parseDeed(bytes);
  const digest = sha256(bytes);
  const own = deedOf(deed.terms);
  const differences: DeedDifference[] = [];
  const compare = (part: DeedPart, expected: string, found: string, sentence: string) => {
    if (expected !== found) differences.push({ part, expected, found, sentence });
  };
  compare("digest", onchain.deed, digest, "This is not the deed that was published: its digest is another one.");
  compare(
    "text",
    own.text,
    deed.text,
    "The words of this deed are not those that its terms make. Somebody changed them.",
  );
  const stated = withDeed(deed.terms, digest);
  for (const [part, name] of Object.entries(fieldNames) as [keyof typeof fieldNames, string][]) {
    const sentence = `${name} in the deed and in the contract are not the same. The contract goes by its own.`;
    compare(part, String(onchain[part]).toLowerCase(), String(stated[part]).toLowerCase(), sentence);
  }
  return { deed, digest, matches: differences.length === 0, differences };
}
