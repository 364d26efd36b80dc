import { bytesToHex, type Hex, hexToBytes } from "viem";
import { hashPair } from "../merkle/hashPair.ts";
import { filesTree } from "./filesTree.ts";
import { headOf } from "./headOf.ts";
import type { Manifest } from "./Manifest.ts";

/** The 32 bytes that stand for a manifest on the chain. */
export function contentRootOf(manifest: Manifest): Hex {
  return bytesToHex(hashPair(hexToBytes(filesTree(manifest).root), hexToBytes(headOf(manifest))));
}
