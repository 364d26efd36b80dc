import { type ContentFinding, formatId, type Metadata } from "@colophon/sdk";

/** What to call a work: its title, or its number where the metadata cannot be read. */
export function titleOf(work: { id: bigint; metadata: ContentFinding<Metadata> }): string {
  return work.metadata.status === "found"
    ? work.metadata.value.name
    : `Work ${formatId(work.id, "work").slice(0, 10)}…`;
}
