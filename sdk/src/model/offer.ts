import { type Address, type Hex, hashStruct, zeroAddress } from "viem";
import { isSameAddress } from "./ids.ts";

/** An offer, published or as a quote, exactly as the Offers contract takes it. */
export type Offer = {
  work: bigint;
  /** The licence under which this is a sublicence; 0 if the controller of the work offers it. */
  parent: bigint;
  /** The work's controller, or the holder of `parent`. */
  licensor: Address;
  /** The only account that may buy or be bought for; the zero address for anyone. */
  buyer: Address;
  /** The name of the terms, 24 bytes. */
  terms: Hex;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** For one seat and one period, in the currency's smallest unit. */
  price: bigint;
  /** How many seats and periods may be sold; 2^32 - 1 means no limit. */
  supply: number;
  /** Seconds since 1970: from, and up to but not including. */
  opens: number;
  closes: number;
  /** The first second of the licences; 0 if they start when they are sold, as they do if that is later. */
  starts: number;
  /** SHA-256 of the facts of this deal; the zero hash if there are none. */
  schedule: Hex;
};

/**
 * Whether a licence is renewed under an offer, once it is open, by this account: it is of the same work, parent and
 * terms, and for anybody or for them.
 */
export function renewsUnder(
  offer: Offer,
  licence: { work: bigint; parent: bigint | undefined; terms: { id: Hex } },
  payer: Address | undefined,
): boolean {
  return (
    offer.work === licence.work &&
    offer.parent === (licence.parent ?? 0n) &&
    offer.terms.toLowerCase() === licence.terms.id.toLowerCase() &&
    (isSameAddress(offer.buyer, zeroAddress) || isSameAddress(offer.buyer, payer))
  );
}

/** The hash that names an offer on chain: its EIP-712 struct hash. */
export function offerIdOf(offer: Offer): Hex {
  return hashStruct({ data: offer, primaryType: "Offer", types: { Offer: offerFields } });
}

/** The fields of an offer in EIP-712: what its licensor signs, and what names it. */
export const offerFields = [
  { name: "work", type: "uint256" },
  { name: "parent", type: "uint256" },
  { name: "licensor", type: "address" },
  { name: "buyer", type: "address" },
  { name: "terms", type: "bytes24" },
  { name: "currency", type: "address" },
  { name: "price", type: "uint256" },
  { name: "supply", type: "uint32" },
  { name: "opens", type: "uint40" },
  { name: "closes", type: "uint40" },
  { name: "starts", type: "uint40" },
  { name: "schedule", type: "bytes32" },
] as const;

/** The fields of an acceptance in EIP-712: what somebody signs who gets a licence with duties that another buys. */
export const acceptFields = [
  { name: "offer", type: "bytes32" },
  { name: "recipient", type: "address" },
  { name: "seats", type: "uint16" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;
