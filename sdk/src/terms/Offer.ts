import type { Address, Hex } from "viem";

/** A standing offer, exactly as the Licences contract takes it. */
export type Offer = {
  work: bigint;
  licensor: Address;
  /** The hash of the terms. */
  terms: Hex;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** In the currency's smallest unit. */
  price: bigint;
  supply: number;
  /** Seconds since 1970: from, and up to but not including. */
  opens: number;
  closes: number;
};
