import type { Hex } from "viem";
import type { Metadata } from "../metadata/Metadata.ts";
import { maxMetadataBytes, parseMetadata } from "../metadata/parseMetadata.ts";
import type { ContentStore } from "../store/createContentStore.ts";
import type { ContentFinding } from "./Finding.ts";
import { readContent } from "./readContent.ts";

/** The metadata with this SHA-256, checked against it. */
export function readMetadata(store: ContentStore | undefined, digest: Hex): Promise<ContentFinding<Metadata>> {
  return readContent(store, digest, parseMetadata, maxMetadataBytes);
}
