import { type Hex, keccak256 } from "viem";
import { canonicalBytes } from "../json/canonicalJson.ts";
import type { ManifestEntry } from "./Manifest.ts";

/** The hash of everything in an entry but its SHA-256: what is published beside the digest of a disclosed file. */
export function blindingOf(entry: ManifestEntry): Hex {
  return keccak256(canonicalBytes({ ...entry, sha256: undefined }));
}
