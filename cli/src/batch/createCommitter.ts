import { canonicalBytes } from "@colophon/sdk";
import { bytesToHex, concat, hexToBytes, numberToBytes, pad, stringToBytes } from "viem";
import type { BatchItem } from "./BatchItem.ts";
import type { BatchState } from "./BatchState.ts";
import type { Keccak256 } from "./createKeccak256.ts";
import { joinNodes } from "./joinNodes.ts";
import { manifestFormats } from "./manifestFormats.ts";

const type = "Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)";

/**
 * The commitments of a batch's items, as openItem makes them one by one, only faster. See docs/formats.md; whoever uses
 * it compares some of them with openItem's.
 */
export function createCommitter(
  { chainId, timestamps, claimant, anchor, manifest = manifestFormats[0] }: BatchState,
  keccak: Keccak256,
): (item: BatchItem) => Uint8Array {
  const head = keccak(canonicalBytes({ format: manifest, ...(anchor && { anchor }) }));
  const parts = new Uint8Array(192);
  parts.set(keccak(stringToBytes(type)), 0);
  parts.set(concat([numberToBytes(chainId, { size: 32 }), hexToBytes(pad(timestamps)), hexToBytes(pad(claimant))]), 32);
  const pair = new Uint8Array(64);
  const halves = new Uint8Array(64);
  const salted = new Uint8Array(33);
  const leafOf = (sha256: `0x${string}`, blinding: Uint8Array) => {
    pair.set(hexToBytes(sha256), 0);
    pair.set(blinding, 32);
    return keccak(keccak(pair));
  };
  const contentRootOf = (item: BatchItem) => {
    if ("blinding" in item) return leafOf(item.sha256, hexToBytes(item.blinding));
    const { name, size, blake3, entrySalt } = item;
    const saltOf = (part: 1 | 2) => {
      salted.set(hexToBytes(entrySalt), 0);
      salted[32] = part;
      return bytesToHex(keccak(salted));
    };
    const [path, type] = [name.normalize("NFC"), "application/octet-stream"];
    if (manifest === "colophon-manifest/1") {
      const blinding = keccak(canonicalBytes({ path, size, type, blake3, salt: entrySalt }));
      return joinNodes(leafOf(item.sha256, blinding), head, keccak);
    }
    halves.set(keccak(canonicalBytes({ path, type, salt: saltOf(1) })), 0);
    halves.set(keccak(canonicalBytes({ blake3, size, salt: saltOf(2) })), 32);
    return joinNodes(leafOf(item.sha256, keccak(halves)), head, keccak);
  };
  return (item) => {
    parts.set(contentRootOf(item), 128);
    parts.set(hexToBytes(item.salt), 160);
    return keccak(parts);
  };
}
