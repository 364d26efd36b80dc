import * as v from "valibot";
import { manifestSchema } from "../content/manifestSchema.ts";
import { addressField, hashField, proofField, wholeField } from "../json/fields.ts";
import { parseDocument } from "../json/parseDocument.ts";
import type { Opening } from "./Opening.ts";

const openingSchema = v.strictObject({
  format: v.literal("colophon-opening/1"),
  chainId: wholeField(1),
  timestamps: addressField,
  claimant: addressField,
  contentRoot: hashField,
  salt: hashField,
  commitment: hashField,
  manifest: manifestSchema,
  batch: v.optional(v.strictObject({ root: hashField, proof: proofField })),
  stamp: v.optional(v.strictObject({ transaction: hashField, block: wholeField(0), time: wholeField(0) })),
});

/** An opening from its JSON text, bytes or parsed value. Throws a FormatError; whether it opens is another question. */
export function parseOpening(input: unknown): Opening {
  return parseDocument(openingSchema, input, { format: "colophon-opening/1", maxBytes: 512 * 1024 * 1024 });
}
