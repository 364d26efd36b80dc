import type { ContentFinding, Metadata } from "@colophon/sdk";
import { untitled } from "./untitled.ts";

/** What to call a work: its title, or its number where the metadata cannot be read. */
export function titleOf(work: { id: bigint; metadata: ContentFinding<Metadata> }): string {
  return work.metadata.status === "found" ? work.metadata.value.name : untitled(work.id);
}
