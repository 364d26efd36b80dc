import type { Address } from "viem";

/** What the page knows of a currency. */
export type CurrencyInfo = {
  /** An ERC-20 token, or the zero address for the chain's own coin. */
  address: Address;
  symbol: string;
  name: string;
  decimals: number;
  /**
   * Whether the name can be taken at its word: the chain's coin and the tokens that this site lists. Anybody can make
   * another token with the same name.
   */
  listed: boolean;
};
