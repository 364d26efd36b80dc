import { type Hex, keccak256 } from "viem";
import { canonicalBytes } from "../json/canonicalJson.ts";
import type { Manifest } from "./Manifest.ts";

/** The hash of a manifest without its files: the last sibling of every file's proof. */
export function headOf(manifest: Manifest): Hex {
  return keccak256(canonicalBytes({ ...manifest, files: undefined }));
}
