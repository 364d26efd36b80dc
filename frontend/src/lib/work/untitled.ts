import { formatId } from "@colophon/sdk";

/** What to call a work whose title is not known: the beginning of its number. */
export function untitled(work: bigint): string {
  return `Work ${formatId(work, "work").slice(2, 10)}`;
}
