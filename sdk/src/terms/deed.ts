import * as v from "valibot";
import { type Hex, sha256, stringToBytes, zeroAddress, zeroHash } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { canonicalJson, parseDocument } from "../core/json.ts";
import { conditionsHashOf, type OnchainConditions } from "../model/conditions.ts";
import { forever } from "../model/constants.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { derivativeRules, exclusivities, furtherRules, type OnchainTerms } from "../model/terms.ts";
import { visibleText } from "../model/words.ts";
import { normalConditions, onchainConditionsOf } from "./conditions.ts";
import { type DeedSection, deedSections, deedText } from "./deedWords.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf, termsSchema } from "./termsDocument.ts";
import { territoriesBitmapOf } from "./territories.ts";
import { fieldHashOf, purposesBitmapOf, usesBitmapOf } from "./uses.ts";
import { licenceWords } from "./words/languages.ts";

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
  const text = deedText(sections, licenceWords(normal.wording.language));
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

/**
 * What a licence text is. Generated: by the words of the format from the terms on chain, and nothing more. Annexes: the
 * same with documents of the parties beside it. Own: a text of the parties, with our cover or without one. Contradicts:
 * a document of the format that speaks of other terms than those on chain.
 */
export type DeedKind = "generated" | "annexes" | "own" | "contradicts";

export type DeedCheck = {
  kind: DeedKind;
  /** What the document of the format says; undefined for one of the parties without our cover. */
  deed: ParsedDeed | undefined;
  /** SHA-256 of the document as it was given. */
  digest: Hex;
  /** What is to be read: the words of the document where it is text, else undefined. */
  text: string | undefined;
  /** Whether all words are those that the terms make, and the terms those on chain; never true of a text of the parties. */
  matches: boolean;
  /** What is other than the terms on chain make it. */
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

/** The words of a document that is text, without what deceives a reader; undefined for other bytes. */
function readableText(bytes: Uint8Array): string | undefined {
  try {
    return visibleText(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const otherText: DeedDifference = {
  part: "text",
  expected: "the words of the format",
  found: "other words",
  sentence:
    "This text was not made from the terms: it is one of the parties' own. The contracts go by the terms, and nobody but the parties sees to the rest.",
};

function kindOf({ terms }: ParsedDeed, differences: readonly DeedDifference[]): DeedKind {
  if (differences.some(({ part }) => part !== "text")) return "contradicts";
  if (differences.length > 0 || terms.wording.own !== "none") return "own";
  return terms.wording.annexes.length > 0 ? "annexes" : "generated";
}

/**
 * Compares a licence text, as its exact bytes or text of a document, with the terms on chain. A text of the parties is
 * no error: any document may be one whose digest the terms have. Throws a FormatError for a document that is neither
 * ours nor the one that the terms name.
 *
 * @param deployment Whose rules are the ones that the text speaks of.
 */
export function checkDeed(document: Uint8Array | string, onchain: OnchainTerms, deployment: RulesOf): DeedCheck {
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  const digest = sha256(bytes);
  let deed: ParsedDeed;
  try {
    deed = parseDeed(bytes);
  } catch (error) {
    if (!(error instanceof FormatError) || digest !== onchain.deed) throw error;
    const text = readableText(bytes);
    return { kind: "own", deed: undefined, digest, text, matches: false, differences: [otherText] };
  }
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
  if (own.text !== deed.text) differences.push({ ...otherText, expected: own.text, found: deed.text });
  const stated = withDeed(deed.terms, digest, deployment);
  for (const [part, name] of Object.entries(fieldNames) as [keyof typeof fieldNames, string][]) {
    const sentence = `${name}: the licence text and the contract do not say the same. The contract goes by its own.`;
    compare(part, String(onchain[part]).toLowerCase(), String(stated[part]).toLowerCase(), sentence);
  }
  const kind = kindOf(deed, differences);
  const matches = differences.length === 0 && kind !== "own";
  return { kind, deed, digest, text: visibleText(deed.text), matches, differences };
}
