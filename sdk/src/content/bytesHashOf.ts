import { type Hex, keccak256 } from "viem";
import { canonicalBytes } from "../json/canonicalJson.ts";

/** What an entry says of a file's bytes, with a salt of its own. */
export type EntryBytes = { blake3: Hex; size: number; salt: Hex };

/** The half of an entry's blinding that is opened to show a range of the file. */
export function bytesHashOf({ blake3, size, salt }: EntryBytes): Hex {
  return keccak256(canonicalBytes({ blake3, size, salt }));
}
