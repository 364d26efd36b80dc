import * as v from "valibot";
import { type Address, type Hex, sha256, stringToBytes } from "viem";
import { digestOf, ipfsUriOf } from "../core/cid.ts";
import {
  addressField,
  canonicalJson,
  hashField,
  parseDocument,
  proofField,
  serviceField,
  wholeField,
} from "../core/json.ts";
import { type CategoryId, categories } from "../model/categories.ts";
import { totalUnits } from "../model/constants.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { titleConcern } from "../model/titles.ts";
import { visibleText } from "../model/words.ts";
import { mediaTypeOf } from "./manifest.ts";

export type IpfsUri = `ipfs://${string}`;

export type Credit = {
  name: string;
  /** A role's id, or other words. */
  role: string;
  account?: Address | undefined;
  /** The share that goes with the credit, for people to read; the holders' list is what counts. */
  units?: number | undefined;
};

/** What everybody may know about a work. */
export type Metadata = {
  format: typeof documents.work.format;
  name: string;
  description: string;
  category: CategoryId;
  /** The cover. */
  image?: IpfsUri | undefined;
  image_details?: { type: string; size: number; width?: number | undefined; height?: number | undefined } | undefined;
  /** The cover again, small: what lists show, and what stands there until the cover has come. */
  thumbnail?: { uri: IpfsUri; type: string; size: number; width: number; height: number } | undefined;
  credits: readonly Credit[];
  /** The root registered with the work, and where the list is that it was made from. */
  holders?: { root: Hex; list: IpfsUri } | undefined;
  /** A part or a copy of the work that everybody may see. */
  preview?: { uri: IpfsUri; type: string; size: number } | undefined;
  /** The preview again if it can be played: where marketplaces and wallets look for it (OpenSea's convention). */
  animation_url?: IpfsUri | undefined;
  /** When the commitment was stamped in a batch: the stamped root, and the way to it. */
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** BCP 47, such as "en" or "pt-BR". */
  language?: string | undefined;
  identifiers?: readonly { scheme: string; value: string }[] | undefined;
  /** How licensees get the files: the record of the encrypted files, and the address of who gives the key to them. */
  delivery?: { record?: IpfsUri | undefined; service?: string | undefined } | undefined;
  /** Why this version replaces the one before it; only in a revision's metadata. */
  reason?: string | undefined;
};

export type CreatedMetadata = {
  metadata: Metadata;
  /** Canonical JSON. */
  document: string;
  /** The document in UTF-8: what goes to the content store. */
  bytes: Uint8Array;
  /** SHA-256 of the document: what is registered. */
  digest: Hex;
  uri: IpfsUri;
};

/**
 * The public description of a work. Throws a FormatError that names the field and what to do. What follows from the rest,
 * `animation_url`, is made anew whatever is given.
 */
export function createMetadata({ animation_url: _, ...fields }: Omit<Metadata, "format">): CreatedMetadata {
  const { preview } = fields;
  const draft = {
    ...fields,
    ...(preview && /^(?:audio|video)\//.test(preview.type) && { animation_url: preview.uri }),
    format: documents.work.format,
    name: fields.name.normalize("NFC").trim(),
    description: fields.description.normalize("NFC").replace(/\r\n?/g, "\n").trim(),
    ...(fields.reason !== undefined && {
      reason: fields.reason.normalize("NFC").replace(/\r\n?/g, "\n").trim(),
    }),
    credits: fields.credits.map((credit) => ({
      ...credit,
      name: credit.name.normalize("NFC").trim(),
      ...(credit.account && { account: credit.account.toLowerCase() as Address }),
    })),
  };
  refuseMisleading(draft.name, "name");
  for (const [i, { name }] of draft.credits.entries()) refuseMisleading(name, `credits.${i}.name`);
  const metadata = parseMetadata(draft);
  const document = canonicalJson(metadata);
  // What reading would have to mark, writing refuses: otherwise two readers could see two texts.
  if (document !== canonicalJson(draft)) {
    throw new FormatError(
      documents.work.format,
      "It holds invisible characters that can mislead readers, or unknown fields. Type the text again instead of pasting it.",
    );
  }
  const bytes = stringToBytes(document);
  if (bytes.length > documents.work.maxBytes) {
    throw new FormatError(
      documents.work.format,
      `It has ${bytes.length.toLocaleString("en")} bytes, and ${documents.work.maxBytes.toLocaleString("en")} is the most. Shorten the description or the credits.`,
    );
  }
  const digest = sha256(bytes);
  return { metadata, document, bytes, digest, uri: ipfsUriOf(digest) };
}

/** What others published so is shown with a mark; nobody publishes it with this. */
function refuseMisleading(text: string, path: string): void {
  const concern = titleConcern(text);
  // A missing name is a missing field, which reading says.
  if (concern?.refused && text !== "") throw new FormatError(documents.work.format, concern.sentence, { path });
}

function textField(maxLength: number) {
  return v.pipe(
    v.string(),
    v.maxLength(maxLength, () => `this must be at most ${maxLength.toLocaleString("en")} characters long.`),
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
  format: v.literal(documents.work.format),
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
  animation_url: v.optional(uriField),
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
  delivery: v.optional(v.object({ record: v.optional(uriField), service: v.optional(serviceField) })),
  reason: v.optional(nonEmptyTextField(1_000)),
});

/**
 * Metadata from its JSON text, bytes or parsed value, from anyone. Its texts are safe to show as text, and its links
 * are ipfs:// only, but for the service of a delivery, which is https:// and asked only when a person wants the files.
 * Throws a FormatError.
 */
export function parseMetadata(input: unknown): Metadata {
  return parseDocument(metadataSchema, input, documents.work);
}
