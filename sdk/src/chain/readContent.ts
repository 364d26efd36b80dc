import type { Hex } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import type { ContentStore } from "../store/createContentStore.ts";
import type { ContentFinding } from "./Finding.ts";

/** Reads a document from the content store and parses it. */
export async function readContent<value>(
  store: ContentStore | undefined,
  digest: Hex,
  parse: (bytes: Uint8Array) => value,
  maxBytes: number,
): Promise<ContentFinding<value>> {
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
