import type { Explanation } from "../errors/explainError.ts";
import type { BlockRef } from "./BlockRef.ts";

/**
 * What a read of the chain found. A failure to look is "unknown", never "not found"; `block` is the one that the
 * answer holds for.
 */
export type Finding<value> =
  | { status: "found"; value: value; block: BlockRef }
  | { status: "not-found"; block: BlockRef }
  | { status: "unknown"; problem: Explanation; cause: unknown };

/** What a read of the content store found. Something that isn't what it should be is "invalid". */
export type ContentFinding<value> =
  | { status: "found"; value: value }
  | { status: "not-found" | "unknown" | "invalid"; sentence: string };
