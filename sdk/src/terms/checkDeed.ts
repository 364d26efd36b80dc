import { type Hex, sha256, stringToBytes } from "viem";
import { deedOf } from "./deedOf.ts";
import { forever } from "./forever.ts";
import { type ParsedDeed, parseDeed } from "./parseDeed.ts";
import type { OnchainTerms } from "./Terms.ts";
import { usesBitmapOf } from "./usesBitmapOf.ts";

export type DeedPart = "digest" | "text" | "uses" | "duration" | "transferable";

export type DeedDifference = { part: DeedPart; expected: string; found: string; sentence: string };

export type DeedCheck = {
  deed: ParsedDeed;
  /** SHA-256 of the document as it was given. */
  digest: Hex;
  /** Whether the text is what its terms make, and the terms are those on chain. */
  matches: boolean;
  differences: DeedDifference[];
};

/** Compares a deed, as its exact bytes or text, with the terms on chain. Throws a FormatError if it is no deed. */
export function checkDeed(document: Uint8Array | string, onchain: OnchainTerms): DeedCheck {
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  const deed = parseDeed(bytes);
  const digest = sha256(bytes);
  const own = deedOf(deed.terms);
  const duration = deed.terms.duration === "forever" ? forever : deed.terms.duration;
  const bitmap = usesBitmapOf(deed.terms.uses);
  const differences: DeedDifference[] = [];
  const compare = (part: DeedPart, expected: string, found: string, sentence: string) => {
    if (expected !== found) differences.push({ part, expected, found, sentence });
  };
  compare("digest", onchain.deed, digest, "This is not the deed that was published: its digest is another one.");
  compare(
    "text",
    own.text,
    deed.text,
    "The words of this deed are not those that its terms make. Somebody changed them.",
  );
  compare(
    "uses",
    `0x${onchain.uses.toString(16)}`,
    `0x${bitmap.toString(16)}`,
    "The uses in the deed are not those that the contract enforces.",
  );
  compare(
    "duration",
    String(onchain.duration),
    String(duration),
    "The duration in the deed is not the one that the contract enforces.",
  );
  compare(
    "transferable",
    String(onchain.transferable),
    String(deed.terms.transferable),
    "The deed and the contract disagree about whether the licence may be transferred.",
  );
  return { deed, digest, matches: differences.length === 0, differences };
}
