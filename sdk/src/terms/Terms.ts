import type { Address, Hex } from "viem";
import type { SeatMeaningId } from "./seatMeanings.ts";
import type { TerritoryCode } from "./territories.ts";
import type { UseId } from "./uses.ts";

export type Exclusivity = "non-exclusive" | "sole" | "exclusive";

export type Derivatives = "none" | "allowed" | "share-alike";

/** What a person chooses: the one source of the deed, of the policy in ODRL, and of the terms on chain. */
export type Terms = {
  uses: readonly UseId[];
  /** ISO 3166-1 alpha-2 codes, or the whole world. */
  territories: "worldwide" | readonly TerritoryCode[];
  /** How long one period of a licence lasts, in seconds from the sale, or "forever". */
  duration: number | "forever";
  /** Whether others may be licensed for the same. Sole: no other licensee. Exclusive: not even the licensor. */
  exclusivity: Exclusivity;
  /** Whether the licence token may be passed on. */
  transferable: boolean;
  /** How many levels of sublicences may hang below a licence, 0 to 8. */
  sublicensing: number;
  /** Whether the work itself may be changed where a licensed use calls for it, such as cropped, cut or recoloured. */
  changes: boolean;
  /** Whether new works may be made from it and registered as such; share-alike: to be offered on these terms only. */
  derivatives: Derivatives;
  /** What such a new work owes this one of everything it receives, in parts per billion. */
  upstreamShare: number;
  /** How long a licensee has to cure a breach after notice, in seconds, or "irrevocable". */
  cure: number | "irrevocable";
  /** What the licensee owes of the revenue they report, and of the price of sublicences, in parts per billion. */
  revenueShare: number;
  /** How long a reporting period lasts, in seconds, or "none" if nothing is reported. */
  period: number | "none";
  /** What is owed for reports: an ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Owed for each unit reported, in the currency's smallest unit. */
  perUnit: bigint;
  /** Owed at least, for each reporting period. */
  minimum: bigint;
  /** Owed at most, for each reporting period. */
  cap: bigint | "none";
  /** Whether the author must be named. */
  attribution: boolean;
  /** What one seat of a licence is. */
  seats: SeatMeaningId;
};

/** The part that the contracts know, exactly as the Terms contract takes it, with the deed's digest. */
export type OnchainTerms = {
  /** One bit for each use. */
  uses: bigint;
  /** One bit for each territory; all 256 for worldwide. */
  territories: bigint;
  /** In seconds; 2^40 - 1 for ever. */
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
