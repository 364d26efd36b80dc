import type { Address } from "viem";

/** What the form "Price and sale" holds, as typed. */
export type PriceForm = {
  /** ETH (the zero address), one of the site's tokens, or any other. */
  currency: Address | "other";
  /** The address of another token. */
  token: string;
  price: string;
  /** Said yes to giving it away. */
  free: boolean;
  limited: boolean;
  supply: string;
  /** Whether it can be bought only for a time. */
  timed: boolean;
  /** Date and time in the person's own time zone; empty for no limit. */
  opens: string;
  closes: string;
};
