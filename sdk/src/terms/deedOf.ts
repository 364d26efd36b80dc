import { type Hex, sha256, stringToBytes } from "viem";
import { canonicalJson } from "../json/canonicalJson.ts";
import { type DeedSection, deedSections } from "./deedSections.ts";
import { deedText } from "./deedText.ts";
import { normalTerms } from "./normalTerms.ts";
import type { Terms } from "./Terms.ts";
import { termsJsonOf } from "./termsJsonOf.ts";

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
  const document = canonicalJson({ format: "colophon-deed/1", terms: termsJsonOf(normal), text });
  const bytes = stringToBytes(document);
  return { text, sections, document, bytes, digest: sha256(bytes) };
}
