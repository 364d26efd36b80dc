import type { Address } from "viem";

/** What a price is in. */
export type Currency = {
  /** The zero address for ETH. */
  address: Address;
  symbol: string;
  name: string;
  decimals: number;
  /** Whether this site vouches for what it is called; other tokens say so themselves. */
  listed: boolean;
};
