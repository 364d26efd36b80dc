import { concat, type Hex, keccak256 } from "viem";
import { canonicalBytes } from "../json/canonicalJson.ts";
import type { EntryBytes } from "./bytesHashOf.ts";
import type { ManifestEntry } from "./Manifest.ts";

export type EntryParts = {
  /** The hash of what the file is called, which stays closed when its bytes are shown. */
  name: Hex;
  bytes: EntryBytes;
};

/** The two halves of an entry of colophon-manifest/2, each with its own salt: one of them tells nothing of the other. */
export function entryPartsOf({ path, type, size, blake3, salt }: ManifestEntry): EntryParts {
  const name = keccak256(canonicalBytes({ path, type, salt: keccak256(concat([salt, "0x01"])) }));
  return { name, bytes: { blake3, size, salt: keccak256(concat([salt, "0x02"])) } };
}
