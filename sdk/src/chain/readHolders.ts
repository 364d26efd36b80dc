import type { Hex } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import type { Holders } from "../holders/Holders.ts";
import { type HolderTree, holderTree } from "../holders/holderTree.ts";
import { parseHolders } from "../holders/parseHolders.ts";
import type { Metadata } from "../metadata/Metadata.ts";
import type { ContentStore } from "../store/createContentStore.ts";
import { digestOf } from "../store/digestOf.ts";
import { maxBlockBytes } from "../store/maxBlockBytes.ts";
import type { ContentFinding } from "./Finding.ts";
import { readContent } from "./readContent.ts";

/** The list of holders that metadata points to, if it makes the root that was registered. */
export async function readHolders(
  store: ContentStore | undefined,
  metadata: ContentFinding<Metadata>,
  holdersRoot: Hex,
): Promise<ContentFinding<{ holders: Holders; tree: HolderTree }>> {
  if (metadata.status !== "found") return metadata;
  const link = metadata.value.holders;
  if (link === undefined)
    return { status: "not-found", sentence: "The metadata does not say where the list of holders is." };
  return readContent(
    store,
    digestOf(link.list),
    (bytes) => {
      const holders = parseHolders(bytes);
      const tree = holderTree(holders);
      if (tree.root !== holdersRoot) {
        throw new FormatError(
          "colophon-holders/1",
          "It is not the list that was registered with the work: its root is another one.",
        );
      }
      return { holders, tree };
    },
    maxBlockBytes,
  );
}
