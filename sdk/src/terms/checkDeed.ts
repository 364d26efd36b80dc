import { type Hex, sha256, stringToBytes } from "viem";
import { deedOf } from "./deedOf.ts";
import { withDeed } from "./onchainTermsOf.ts";
import { type ParsedDeed, parseDeed } from "./parseDeed.ts";
import type { OnchainTerms } from "./Terms.ts";

/** The document as a whole, its words, or a field that the contracts know. */
export type DeedPart = "digest" | "text" | Exclude<keyof OnchainTerms, "deed">;

export type DeedDifference = { part: DeedPart; expected: string; found: string; sentence: string };

export type DeedCheck = {
  deed: ParsedDeed;
  /** SHA-256 of the document as it was given. */
  digest: Hex;
  /** Whether the text is what its terms make, and the terms are those on chain. */
  matches: boolean;
  differences: DeedDifference[];
};

/** What each field is called in a sentence about it. */
const names: Record<Exclude<keyof OnchainTerms, "deed">, string> = {
  uses: "The uses",
  territories: "The territories",
  duration: "The duration",
  exclusivity: "The exclusivity",
  transferable: "Whether the licence may be transferred",
  sublicensing: "The levels of sublicences",
  derivatives: "Whether new works may be made",
  upstreamShare: "The share of new works",
  cure: "The cure period",
  revenueShare: "The share of revenue",
  period: "The reporting period",
  currency: "The currency of reports",
  perUnit: "The amount for each unit",
  minimum: "The least owed for a period",
  cap: "The most owed for a period",
};

/** Compares a deed, as its exact bytes or text, with the terms on chain. Throws a FormatError if it is no deed. */
export function checkDeed(document: Uint8Array | string, onchain: OnchainTerms): DeedCheck {
  const bytes = typeof document === "string" ? stringToBytes(document) : document;
  const deed = parseDeed(bytes);
  const digest = sha256(bytes);
  const own = deedOf(deed.terms);
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
  const stated = withDeed(deed.terms, digest);
  for (const [part, name] of Object.entries(names) as [keyof typeof names, string][]) {
    const sentence = `${name} in the deed and in the contract are not the same. The contract goes by its own.`;
    compare(part, String(onchain[part]).toLowerCase(), String(stated[part]).toLowerCase(), sentence);
  }
  return { deed, digest, matches: differences.length === 0, differences };
}
