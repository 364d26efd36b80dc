import { type OnchainTerms, territoriesOfBitmap, usesOfBitmap } from "@colophon/sdk";
import { territoriesInWords } from "./territoriesInWords.ts";
import { usesInWords } from "./usesInWords.ts";

/** What two terms have in common, as part of a sentence: "print and editorial in France". */
export function conflictScope(
  one: Pick<OnchainTerms, "uses" | "territories">,
  other: Pick<OnchainTerms, "uses" | "territories">,
): string {
  const uses = usesInWords(usesOfBitmap(one.uses & other.uses).uses) || "the same uses";
  const shared = territoriesOfBitmap(one.territories & other.territories).territories;
  return shared === "worldwide" ? `${uses} worldwide` : `${uses} in ${territoriesInWords(shared)}`;
}
