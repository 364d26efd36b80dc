import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { Offer } from "./Offer.ts";

const layout = [
  { type: "uint256" },
  { type: "address" },
  { type: "bytes32" },
  { type: "address" },
  { type: "uint256" },
  { type: "uint32" },
  { type: "uint40" },
  { type: "uint40" },
] as const;

/** The hash that names an offer on chain: keccak256(abi.encode(...)) of its fields in their order. */
export function offerIdOf(offer: Offer): Hex {
  const { work, licensor, terms, currency, price, supply, opens, closes } = offer;
  return keccak256(encodeAbiParameters(layout, [work, licensor, terms, currency, price, supply, opens, closes]));
}
