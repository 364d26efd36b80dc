import {
  commitmentOf,
  createManifest,
  createOpening,
  type DisclosedOpening,
  leafOf,
  type Opening,
} from "@colophon/sdk";
import type { BatchItem } from "./BatchItem.ts";
import type { BatchState } from "./BatchState.ts";

/** An item's own opening, without its way to the root. */
export function openItem(
  { chainId, timestamps, claimant, anchor }: BatchState,
  item: BatchItem,
): Opening | DisclosedOpening {
  const { name, sha256, salt } = item;
  if ("blake3" in item) {
    const { size, blake3, entrySalt } = item;
    const manifest = createManifest({ anchor, files: [{ path: name, size, sha256, blake3, salt: entrySalt }] });
    return createOpening({ chainId, timestamps, claimant, salt, manifest });
  }
  // Of a bare digest nothing else is known: its leaf alone is the content.
  const { blinding } = item;
  const contentRoot = leafOf({ sha256, blinding });
  const parts = { chainId, timestamps, claimant, contentRoot, salt };
  return { ...parts, commitment: commitmentOf(parts), files: [{ digest: sha256, blinding, proof: [] }] };
}
