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
import { manifestFormats } from "./manifestFormats.ts";

/** An item's own opening, without its way to the root, in the format that the batch was begun in. */
export function openItem(
  { chainId, timestamps, claimant, anchor, manifest: format = manifestFormats[0] }: BatchState,
  item: BatchItem,
): Opening | DisclosedOpening {
  const { name, sha256, salt } = item;
  if ("blake3" in item) {
    const { size, blake3, entrySalt } = item;
    const files = [{ path: name, size, sha256, blake3, salt: entrySalt }];
    const manifest = { ...createManifest({ anchor, files }), format };
    return createOpening({ chainId, timestamps, claimant, salt, manifest });
  }
  // Of a bare digest nothing else is known: its leaf alone is the content.
  const { blinding } = item;
  const contentRoot = leafOf({ sha256, blinding });
  const parts = { chainId, timestamps, claimant, contentRoot, salt };
  return { ...parts, commitment: commitmentOf(parts), files: [{ digest: sha256, blinding, proof: [] }] };
}
