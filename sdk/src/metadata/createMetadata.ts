import { type Address, type Hex, sha256, stringToBytes } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { ipfsUriOf } from "../store/ipfsUriOf.ts";
import type { IpfsUri, Metadata } from "./Metadata.ts";
import { maxMetadataBytes, parseMetadata } from "./parseMetadata.ts";

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

/** The public description of a work. Throws a FormatError that names the field and what to do. */
export function createMetadata(fields: Omit<Metadata, "format">): CreatedMetadata {
  const draft = {
    ...fields,
    format: "colophon-work/1" as const,
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
  const metadata = parseMetadata(draft);
  const document = canonicalJson(metadata);
  // What reading would have to mark, writing refuses: otherwise two readers could see two texts.
  if (document !== canonicalJson(draft)) {
    throw new FormatError(
      "colophon-work/1",
      "It holds invisible characters that can mislead readers, or unknown fields. Type the text again instead of pasting it.",
    );
  }
  const bytes = stringToBytes(document);
  if (bytes.length > maxMetadataBytes) {
    throw new FormatError(
      "colophon-work/1",
      `It has ${bytes.length.toLocaleString("en")} bytes, and ${maxMetadataBytes.toLocaleString("en")} is the most. Shorten the description or the credits.`,
    );
  }
  const digest = sha256(bytes);
  return { metadata, document, bytes, digest, uri: ipfsUriOf(digest) };
}
