import { concat, type Hex, keccak256 } from "viem";
import { canonicalBytes } from "../json/canonicalJson.ts";
import { bytesHashOf } from "./bytesHashOf.ts";
import { entryPartsOf } from "./entryPartsOf.ts";
import type { Manifest, ManifestEntry } from "./Manifest.ts";

/** The hash of everything in an entry but its SHA-256: what is published beside the digest of a disclosed file. */
export function blindingOf(entry: ManifestEntry, format: Manifest["format"]): Hex {
  if (format === "colophon-manifest/1") return keccak256(canonicalBytes({ ...entry, sha256: undefined }));
  const { name, bytes } = entryPartsOf(entry);
  return keccak256(concat([name, bytesHashOf(bytes)]));
}
