import { encodeAbiParameters, type Hex, keccak256, slice } from "viem";
import type { OnchainTerms } from "./terms.ts";

const termsLayout = [
  { type: "uint64" },
  { type: "uint256" },
  { type: "uint40" },
  { type: "uint8" },
  { type: "bool" },
  { type: "uint8" },
  { type: "uint8" },
  { type: "uint32" },
  { type: "uint32" },
  { type: "uint32" },
  { type: "uint32" },
  { type: "address" },
  { type: "uint96" },
  { type: "uint96" },
  { type: "uint96" },
  { type: "bytes32" },
] as const;

/** The name of terms on chain: the first 24 bytes of keccak256(abi.encode(...)) of their fields in their order. */
export function termsIdOf(terms: OnchainTerms): Hex {
  const { uses, territories, duration, exclusivity, transferable, sublicensing, derivatives, upstreamShare } = terms;
  const { cure, revenueShare, period, currency, perUnit, minimum, cap, deed } = terms;
  const encoded = encodeAbiParameters(termsLayout, [
    uses,
    territories,
    duration,
    exclusivity,
    transferable,
    sublicensing,
    derivatives,
    upstreamShare,
    cure,
    revenueShare,
    period,
    currency,
    perUnit,
    minimum,
    cap,
    deed,
  ]);
  return slice(keccak256(encoded), 0, 24);
}

type Scope = Pick<OnchainTerms, "uses" | "territories" | "exclusivity">;

/**
 * Whether licences under these terms exclude each other while both are in force: they share a use and a territory, and
 * one of them is sole or exclusive. Decided as the Licences contract decides it; terms may conflict with themselves.
 */
export function termsConflict(one: Scope, other: Scope): boolean {
  const alone = one.exclusivity !== 0 || other.exclusivity !== 0;
  return alone && (one.uses & other.uses) !== 0n && (one.territories & other.territories) !== 0n;
}

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

/** What is owed for a report under these terms, in their currency's smallest unit, as the contract works it out. */
export function dueForReport(
  { perUnit, revenueShare, minimum, cap }: Pick<OnchainTerms, "perUnit" | "revenueShare" | "minimum" | "cap">,
  { units, revenue }: { units: bigint; revenue: bigint },
): bigint {
  const asked = units * perUnit + (revenue * BigInt(revenueShare)) / 1_000_000_000n;
  const atLeast = asked < minimum ? minimum : asked;
  return cap !== 0n && atLeast > cap ? cap : atLeast;
}
