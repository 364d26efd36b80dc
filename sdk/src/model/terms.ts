import { type Address, encodeAbiParameters, type Hex, keccak256, slice } from "viem";
import { shareOf } from "./units.ts";

/** Whether others may be licensed for the same, in the order of the contract's enumeration. */
export const exclusivities = ["non-exclusive", "sole", "exclusive"] as const;

export type Exclusivity = (typeof exclusivities)[number];

/** Whether new works may be made from a work, in the order of the contract's enumeration. */
export const derivativeRules = ["none", "allowed", "share-alike"] as const;

export type Derivatives = (typeof derivativeRules)[number];

/** The part that the contracts know, exactly as the Terms contract takes it, with the deed's digest. */
export type OnchainTerms = {
  /** One bit for each use. */
  uses: bigint;
  /** One bit for each territory; all 256 for worldwide. */
  territories: bigint;
  /** In seconds; `forever` for ever. */
  duration: number;
  /** 0 non-exclusive, 1 sole, 2 exclusive. */
  exclusivity: number;
  transferable: boolean;
  sublicensing: number;
  /** 0 none, 1 allowed, 2 share-alike. */
  derivatives: number;
  /** Parts per billion. */
  upstreamShare: number;
  /** In seconds; 0 if irrevocable. */
  cure: number;
  /** Parts per billion. */
  revenueShare: number;
  /** In seconds; 0 if nothing is reported. */
  period: number;
  currency: Address;
  perUnit: bigint;
  minimum: bigint;
  /** 0 for none. */
  cap: bigint;
  /** SHA-256 of the deed. */
  deed: Hex;
};

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
  const asked = units * perUnit + shareOf(revenue, revenueShare);
  const atLeast = asked < minimum ? minimum : asked;
  return cap !== 0n && atLeast > cap ? cap : atLeast;
}
