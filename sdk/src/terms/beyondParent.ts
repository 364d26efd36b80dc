import type { OnchainTerms } from "./Terms.ts";

/** What a sublicence would allow beyond the licence above it, by field; empty if it lies within. */
export type BeyondParent = (
  | "uses"
  | "territories"
  | "exclusivity"
  | "transferable"
  | "sublicensing"
  | "derivatives"
  | "upstreamShare"
  | "revenueShare"
)[];

/** Compares terms of a sublicence with those of its parent, as the Licences contract does when it is offered. */
export function beyondParent(terms: OnchainTerms, parent: OnchainTerms): BeyondParent {
  const beyond: BeyondParent = [];
  if ((terms.uses & ~parent.uses) !== 0n) beyond.push("uses");
  if ((terms.territories & ~parent.territories) !== 0n) beyond.push("territories");
  if (terms.exclusivity > parent.exclusivity) beyond.push("exclusivity");
  if (terms.transferable && !parent.transferable) beyond.push("transferable");
  if (terms.sublicensing >= parent.sublicensing) beyond.push("sublicensing");
  if (terms.derivatives !== 0 && terms.derivatives !== parent.derivatives) beyond.push("derivatives");
  if (terms.derivatives !== 0 && terms.upstreamShare < parent.upstreamShare) beyond.push("upstreamShare");
  if (terms.sublicensing !== 0 && terms.revenueShare < parent.revenueShare) beyond.push("revenueShare");
  return beyond;
}
