import type { Hex } from "viem";
import { type Metadata, parseMetadata } from "../content/metadata.ts";
import { digestOf, maxBlockBytes } from "../core/cid.ts";
import { type Holders, type HolderTree, holderTree, parseHolders } from "../core/holders.ts";
import type { ContentStore } from "../core/store.ts";
import { FormatError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import type { ContentFinding } from "./finding.ts";

/** Reads a document from the content store and parses it. */
export async function readContent<Value>(
  store: ContentStore | undefined,
  digest: Hex,
  parse: (bytes: Uint8Array) => Value,
  maxBytes: number,
): Promise<ContentFinding<Value>> {
  if (store === undefined) return { status: "unknown", sentence: "No content store is configured to read it from." };
  const result = await store.get(digest, { maxBytes });
  if (result.status !== "found") return { status: result.status, sentence: result.sentence };
  try {
    return { status: "found", value: parse(result.bytes) };
  } catch (error) {
    if (error instanceof FormatError) return { status: "invalid", sentence: error.shortMessage };
    throw error;
  }
}

/** The metadata with this SHA-256, checked against it. */
export function readMetadata(store: ContentStore | undefined, digest: Hex): Promise<ContentFinding<Metadata>> {
  return readContent(store, digest, parseMetadata, documents.work.maxBytes);
}

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
          documents.holders.format,
          "It is not the list that was registered with the work: its root is another one.",
        );
      }
      return { holders, tree };
    },
    maxBlockBytes,
  );
}
