import * as v from "valibot";
import { type Hex, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { canonicalJson, parseDocument } from "../core/json.ts";
import { conditionsHashOf, type OnchainConditions } from "../model/conditions.ts";
import { forever } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { derivativeRules, exclusivities, furtherRules, type OnchainTerms } from "../model/terms.ts";
import { normalConditions, onchainConditionsOf } from "./conditions.ts";
import { type DeedSection, deedSections, deedText } from "./deedWords.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf, termsSchema } from "./termsDocument.ts";
import { territoriesBitmapOf } from "./territories.ts";
import { fieldHashOf, purposesBitmapOf, usesBitmapOf } from "./uses.ts";

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

/** The licence text that terms make. Throws a TermsError if they make no licence. */
export function deedOf(terms: Terms): Deed {
  const normal = normalTerms(terms);
  const sections = deedSections(normal);
  const text = deedText(sections);
  const document = canonicalJson({ format: documents.deed.format, terms: termsJsonOf(normal), text });
  const bytes = stringToBytes(document);
  return { text, sections, document, bytes, digest: sha256(bytes) };
}

/** What the rules are told of terms; undefined if they have no conditions. Throws a TermsError if they make no licence. */
export function conditionsOf({ conditions }: Pick<Terms, "conditions">): OnchainConditions | undefined {
  return conditions === "none" ? undefined : onchainConditionsOf(normalConditions(conditions));
}

/** Where the rules of this release are: those that terms with conditions name. */
export type RulesOf = { contracts: { compliance: Pick<Deployment["contracts"]["compliance"], "address"> } };

/** What the Terms contract is told of normal terms, with the digest of a given licence text. */
export function withDeed(terms: Terms, deed: Hex, { contracts }: RulesOf): OnchainTerms {
  const conditions = conditionsOf(terms);
  return {
    uses: usesBitmapOf(terms.uses),
    purposes: purposesBitmapOf(terms.purposes),
    territories: territoriesBitmapOf(terms.territories),
    field: fieldHashOf(terms.field),
    duration: terms.duration === "forever" ? forever : terms.duration,
    exclusivity: exclusivities.indexOf(terms.exclusivity),
    transferable: terms.transferable,
    sublicensing: terms.sublicensing,
    sublicenceShare: terms.sublicenceShare,
    fallsWithParent: terms.fallsWithParent,
    passesDown: terms.passesDown,
    derivatives: derivativeRules.indexOf(terms.derivatives),
    works: terms.works === "any" ? 0 : terms.works,
    upstreamShare: terms.upstreamShare,
    further: furtherRules.indexOf(terms.further),
    rules: conditions ? contracts.compliance.address : zeroAddress,
    conditions: conditions ? conditionsHashOf(conditions) : zeroHash,
    deed,
  };
}

/**
 * What the Terms contract is told of terms: with conditions, they name the rules of the deployment. Throws a TermsError
 * if they make no licence.
 */
export function onchainTermsOf(terms: Terms, deployment: RulesOf): OnchainTerms {
  return withDeed(normalTerms(terms), deedOf(terms).digest, deployment);
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
  purposes: "The purposes",
  territories: "The territories",
  field: "The field",
  duration: "The duration",
  exclusivity: "The exclusivity",
  transferable: "Whether the licence may be transferred",
  sublicensing: "The levels of sublicences",
  sublicenceShare: "The share of sublicences",
  fallsWithParent: "Whether the licence may fall with one above it",
  passesDown: "Whether conditions are passed down",
  derivatives: "Whether new works may be made",
  works: "The number of new works",
  upstreamShare: "The share of new works",
  further: "What may be made of new works",
  rules: "The contract that keeps the conditions",
  conditions: "What is owed, reported and cured",
};

/**
 * Compares a licence text, as its exact bytes or text of a document, with the terms on chain. Throws a FormatError if it
 * is none.
 *
 * @param deployment Whose rules are the ones that the text speaks of.
 */
export function checkDeed(document: Uint8Array | string, onchain: OnchainTerms, deployment: RulesOf): DeedCheck {
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  const deed = parseDeed(bytes);
  const digest = sha256(bytes);
  const own = deedOf(deed.terms);
  const differences: DeedDifference[] = [];
  const compare = (part: DeedPart, expected: string, found: string, sentence: string) => {
    if (expected !== found) differences.push({ part, expected, found, sentence });
  };
  compare(
    "digest",
    onchain.deed,
    digest,
    "This is not the licence text that was published: its digest is another one.",
  );
  compare(
    "text",
    own.text,
    deed.text,
    "The words of this licence text are not those that its terms make. Somebody changed them.",
  );
  const stated = withDeed(deed.terms, digest, deployment);
  for (const [part, name] of Object.entries(fieldNames) as [keyof typeof fieldNames, string][]) {
    const sentence = `${name}: the licence text and the contract do not say the same. The contract goes by its own.`;
    compare(part, String(onchain[part]).toLowerCase(), String(stated[part]).toLowerCase(), sentence);
  }
  return { deed, digest, matches: differences.length === 0, differences };
}
