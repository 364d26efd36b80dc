import { type Address, encodeAbiParameters, type Hex, keccak256, slice, zeroAddress } from "viem";

/** Whether others may be licensed for the same, in the order of the contract's enumeration. */
export const exclusivities = ["non-exclusive", "sole", "exclusive"] as const;

export type Exclusivity = (typeof exclusivities)[number];

/** Whether new works may be made from a work, in the order of the contract's enumeration. */
export const derivativeRules = ["none", "allowed", "share-alike"] as const;

export type Derivatives = (typeof derivativeRules)[number];

/** What may be made of a work that is made under a licence, in the order of the contract's enumeration. */
export const furtherRules = ["free", "owes-on", "ends-there"] as const;

export type Further = (typeof furtherRules)[number];

/** The part that the contracts know, exactly as the Terms contract takes it, with the licence text's digest. */
export type OnchainTerms = {
  /** One bit for each act. */
  uses: bigint;
  /** One bit for each purpose. */
  purposes: number;
  /** One bit for each territory; all 256 for worldwide. */
  territories: bigint;
  /** The hash of the field's name; zero for every field. */
  field: Hex;
  /** In seconds; `forever` for ever. */
  duration: number;
  /** 0 non-exclusive, 1 sole, 2 exclusive. */
  exclusivity: number;
  transferable: boolean;
  sublicensing: number;
  /** Of what is paid under a sublicence, what goes up, in parts per billion. */
  sublicenceShare: number;
  /** Whether a sublicence without rules may fall with one above it that has some. */
  fallsWithParent: boolean;
  /** Whether a sublicence must have the same rules and conditions. */
  passesDown: boolean;
  /** 0 none, 1 allowed, 2 share-alike. */
  derivatives: number;
  /** How many works may be made under one licence; 0 for any number. */
  works: number;
  /** Parts per billion. */
  upstreamShare: number;
  /** 0 free, 1 owes on, 2 ends there. */
  further: number;
  /** The contract that says what is owed and may end a licence; the zero address if there are no duties. */
  rules: Address;
  /** The hash of what the rules need to know. */
  conditions: Hex;
  /** SHA-256 of the licence text. */
  deed: Hex;
};

const termsLayout = [
  { name: "uses", type: "uint64" },
  { name: "purposes", type: "uint32" },
  { name: "territories", type: "uint256" },
  { name: "field", type: "bytes32" },
  { name: "duration", type: "uint40" },
  { name: "exclusivity", type: "uint8" },
  { name: "transferable", type: "bool" },
  { name: "sublicensing", type: "uint8" },
  { name: "sublicenceShare", type: "uint32" },
  { name: "fallsWithParent", type: "bool" },
  { name: "passesDown", type: "bool" },
  { name: "derivatives", type: "uint8" },
  { name: "works", type: "uint8" },
  { name: "upstreamShare", type: "uint32" },
  { name: "further", type: "uint8" },
  { name: "rules", type: "address" },
  { name: "conditions", type: "bytes32" },
  { name: "deed", type: "bytes32" },
] as const satisfies readonly { name: keyof OnchainTerms; type: string }[];

/** The name of terms on chain: the first 24 bytes of keccak256(abi.encode(...)) of their fields in their order. */
export function termsIdOf(terms: OnchainTerms): Hex {
  const encoded = encodeAbiParameters([{ type: "tuple", components: termsLayout }], [terms]);
  return slice(keccak256(encoded), 0, 24);
}

/** Whether terms name rules: then a licence has duties, and can be ended. */
export function hasDuties({ rules }: Pick<OnchainTerms, "rules">): boolean {
  return rules.toLowerCase() !== zeroAddress;
}

const isEveryField = (field: Hex) => BigInt(field) === 0n;

type Scope = Pick<OnchainTerms, "uses" | "purposes" | "territories" | "field" | "exclusivity">;

/**
 * Whether licences under these terms exclude each other while both are in force: they share an act, a purpose, a
 * territory and a field, and one of them is sole or exclusive. Decided as the Licences contract decides it; terms may
 * conflict with themselves.
 */
export function termsConflict(one: Scope, other: Scope): boolean {
  const alone = one.exclusivity !== 0 || other.exclusivity !== 0;
  const apart =
    (one.uses & other.uses) === 0n ||
    (one.purposes & other.purposes) === 0 ||
    (one.territories & other.territories) === 0n ||
    (!isEveryField(one.field) && !isEveryField(other.field) && BigInt(one.field) !== BigInt(other.field));
  return alone && !apart;
}

/** What a sublicence would allow beyond the licence above it, by field; empty if it lies within. */
export type BeyondParent = (keyof OnchainTerms)[];

/** Compares terms of a sublicence with those of its parent, as the Licences contract does when it is offered. */
export function beyondParent(terms: OnchainTerms, parent: OnchainTerms): BeyondParent {
  const beyond: BeyondParent = [];
  if ((terms.uses & ~parent.uses) !== 0n) beyond.push("uses");
  if ((terms.purposes & ~parent.purposes) !== 0) beyond.push("purposes");
  if ((terms.territories & ~parent.territories) !== 0n) beyond.push("territories");
  if (!isEveryField(parent.field) && BigInt(terms.field) !== BigInt(parent.field)) beyond.push("field");
  if (terms.exclusivity > parent.exclusivity) beyond.push("exclusivity");
  if (terms.transferable && !parent.transferable) beyond.push("transferable");
  if (terms.sublicensing >= parent.sublicensing) beyond.push("sublicensing");
  if (terms.sublicensing !== 0 && terms.sublicenceShare < parent.sublicenceShare) beyond.push("sublicenceShare");
  // One that falls with its own parent can end early as well as one with rules.
  if ((hasDuties(parent) || parent.fallsWithParent) && !hasDuties(terms) && !terms.fallsWithParent) {
    beyond.push("fallsWithParent");
  }
  if (parent.passesDown && !hasSameRules(terms, parent)) beyond.push("rules");
  if (terms.derivatives === 0) return beyond;
  if (terms.derivatives !== parent.derivatives) beyond.push("derivatives");
  if (terms.upstreamShare < parent.upstreamShare) beyond.push("upstreamShare");
  if (parent.works !== 0 && (terms.works === 0 || terms.works > parent.works)) beyond.push("works");
  if (terms.further < parent.further) beyond.push("further");
  return beyond;
}

function hasSameRules(terms: OnchainTerms, parent: OnchainTerms): boolean {
  return (
    terms.passesDown &&
    terms.rules.toLowerCase() === parent.rules.toLowerCase() &&
    terms.conditions.toLowerCase() === parent.conditions.toLowerCase()
  );
}
