import type { ParsedDeed, TermsRecord } from "@colophon/sdk";

/** Whether the words of a deed are those that the chain knows and the contract enforces. */
export type DeedVerdict =
  | { status: "verified"; deed: ParsedDeed }
  /** Something does not match: what, in sentences. */
  | { status: "refused"; sentences: string[] }
  /** The deed cannot be read, so its words are not known. */
  | { status: "unreadable"; sentence: string };

export function deedVerdict({ deed }: Pick<TermsRecord, "deed">): DeedVerdict {
  if (deed.status === "found") {
    return deed.value.matches
      ? { status: "verified", deed: deed.value.deed }
      : { status: "refused", sentences: deed.value.differences.map((difference) => difference.sentence) };
  }
  if (deed.status === "invalid") return { status: "refused", sentences: [deed.sentence] };
  return { status: "unreadable", sentence: deed.sentence };
}
