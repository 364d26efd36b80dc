import * as v from "valibot";
import { FormatError } from "../errors/FormatError.ts";
import { parseDocument } from "../json/parseDocument.ts";
import { normalTerms } from "./normalTerms.ts";
import type { Terms } from "./Terms.ts";
import { TermsError } from "./TermsError.ts";
import { termsSchema } from "./termsSchema.ts";

const format = "colophon-deed/1";

const deedSchema = v.strictObject({ format: v.literal(format), terms: termsSchema, text: v.string() });

export type ParsedDeed = { terms: Terms; text: string };

/** A deed from its JSON text, bytes or parsed value. Throws a FormatError; checkDeed says whether its text is true. */
export function parseDeed(input: unknown): ParsedDeed {
  const { terms, text } = parseDocument(deedSchema, input, { format, maxBytes: 64 * 1024 });
  try {
    return { terms: normalTerms(terms), text };
  } catch (error) {
    if (error instanceof TermsError) throw new FormatError(format, error.shortMessage, { path: "terms", cause: error });
    throw error;
  }
}
