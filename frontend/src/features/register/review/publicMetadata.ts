import { ipfsUriOf, type Metadata } from "@colophon/sdk";
import { sha256 } from "viem";
import type { PublicFile } from "../visible/PublicFile.ts";
import type { Upload } from "./Upload.ts";

export type PublicMetadata = {
  fields: Pick<Metadata, "image" | "image_details" | "thumbnail" | "preview">;
  uploads: readonly Upload[];
};

/** What metadata says of cover and preview, and the files that it names. */
export function publicMetadata(cover: PublicFile | undefined, preview: PublicFile | undefined): PublicMetadata {
  const uploads: Upload[] = [];
  const fields: PublicMetadata["fields"] = {};
  if (cover) {
    const { bytes, type, width, height, thumbnail } = cover;
    uploads.push({ name: "cover", bytes });
    fields.image = ipfsUriOf(sha256(bytes));
    fields.image_details = { type, size: bytes.length, ...(width && height ? { width, height } : {}) };
    if (thumbnail) {
      const { bytes: small, ...details } = thumbnail;
      uploads.push({ name: "thumbnail", bytes: small });
      fields.thumbnail = { uri: ipfsUriOf(sha256(small)), size: small.length, ...details };
    }
  }
  if (preview) {
    const { bytes, type } = preview;
    uploads.push({ name: "preview", bytes });
    fields.preview = { uri: ipfsUriOf(sha256(bytes)), type, size: bytes.length };
  }
  return { fields, uploads };
}
