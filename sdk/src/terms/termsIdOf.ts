import { encodeAbiParameters, type Hex, keccak256, slice } from "viem";
import type { OnchainTerms } from "./Terms.ts";

const layout = [
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
  const encoded = encodeAbiParameters(layout, [
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
