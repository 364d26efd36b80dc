import * as v from "valibot";
import { mediaTypeOf } from "../content/mediaTypeOf.ts";
import { addressField, hashField, proofField, wholeField } from "../json/fields.ts";
import { parseDocument } from "../json/parseDocument.ts";
import { digestOf } from "../store/digestOf.ts";
import { totalUnits } from "../units/totalUnits.ts";
import { type CategoryId, categories } from "./categories.ts";
import type { IpfsUri, Metadata } from "./Metadata.ts";
import { visibleText } from "./visibleText.ts";

export const maxMetadataBytes = 256 * 1024;

const format = "colophon-work/1";

function textField(maxLength: number) {
  return v.pipe(
    v.string(),
    v.maxLength(maxLength, `this must be at most ${maxLength.toLocaleString("en")} characters long.`),
    v.transform(visibleText),
  );
}

function nonEmptyTextField(maxLength: number) {
  return v.pipe(
    textField(maxLength),
    v.check((text) => text.trim() !== "", "this must not be empty."),
  );
}

const uriField = v.custom<IpfsUri>((value) => {
  if (typeof value !== "string" || !value.startsWith("ipfs://")) return false;
  try {
    digestOf(value);
    return true;
  } catch {
    return false;
  }
}, "this must be an ipfs:// link of raw bytes with SHA-256; other links are refused.");

const typeField = v.pipe(
  v.string(),
  v.check((type) => type === mediaTypeOf(type), "this must be a media type in lower case, such as image/png."),
);

/** Only what is listed gets through; later versions may add fields, which this one drops. */
const metadataSchema = v.object({
  format: v.literal(format),
  name: nonEmptyTextField(200),
  description: textField(10_000),
  category: v.picklist<readonly CategoryId[]>(categories.map(({ id }) => id)),
  image: v.optional(uriField),
  image_details: v.optional(
    v.object({
      type: typeField,
      size: wholeField(1),
      width: v.optional(wholeField(1)),
      height: v.optional(wholeField(1)),
    }),
  ),
  thumbnail: v.optional(
    v.object({ uri: uriField, type: typeField, size: wholeField(1), width: wholeField(1), height: wholeField(1) }),
  ),
  credits: v.pipe(
    v.array(
      v.object({
        name: nonEmptyTextField(200),
        role: nonEmptyTextField(60),
        account: v.optional(addressField),
        units: v.optional(v.pipe(wholeField(0), v.maxValue(totalUnits))),
      }),
    ),
    v.maxLength(1_000, "there must be at most 1,000 credits."),
  ),
  holders: v.optional(v.object({ root: hashField, list: uriField })),
  preview: v.optional(v.object({ uri: uriField, type: typeField, size: wholeField(1) })),
  batch: v.optional(v.object({ root: hashField, proof: proofField })),
  language: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, "this must be a language tag, such as en.")),
  ),
  identifiers: v.optional(
    v.pipe(
      v.array(v.object({ scheme: nonEmptyTextField(40), value: nonEmptyTextField(200) })),
      v.maxLength(100, "there must be at most 100 identifiers."),
    ),
  ),
  reason: v.optional(nonEmptyTextField(1_000)),
});

/**
 * Metadata from its JSON text, bytes or parsed value, from anyone. Its texts are safe to show as text, and its links
 * are ipfs:// only. Throws a FormatError.
 */
export function parseMetadata(input: unknown): Metadata {
  return parseDocument(metadataSchema, input, { format, maxBytes: maxMetadataBytes });
}
