import { type ContentStore, FormatError, type Metadata, parseMetadata } from "@colophon/sdk";
import type { Hex } from "viem";

/** 256 KiB: metadata may not be larger. */
const maxBytes = 262_144;

export type FetchedDocument =
  | { state: "fetched"; metadata: Metadata }
  | { state: "invalid"; error: string }
  | { state: "waiting"; error: string };

/**
 * The metadata with a digest. Bytes with another digest are refused, whoever served them, and are asked for again
 * elsewhere and later; bytes that are the right ones and no metadata will never be any.
 */
export async function fetchDocument(store: ContentStore, digest: Hex): Promise<FetchedDocument> {
  const found = await store.get(digest, { maxBytes });
  if (found.status !== "found") return { state: "waiting", error: found.sentence };
  try {
    return { state: "fetched", metadata: parseMetadata(found.bytes) };
  } catch (error) {
    if (error instanceof FormatError) return { state: "invalid", error: error.message };
    throw error;
  }
}
