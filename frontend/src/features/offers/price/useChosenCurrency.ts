import { type Address, isAddress, zeroAddress } from "viem";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import type { CurrencyInfo } from "../../../lib/currency/CurrencyInfo.ts";
import { type CurrencyState, useCurrency } from "../../../lib/currency/useCurrency.ts";
import type { PriceForm } from "./PriceForm.ts";

export type ChosenCurrency = {
  /** What the price can be understood in; undefined while another token is not known. */
  currency: CurrencyInfo | undefined;
  /** How reading another token stands, once its address is complete. */
  reading: CurrencyState["status"] | undefined;
};

/** The currency that a form names. Another token is asked on the chain what it is called and how it is divided. */
export function useChosenCurrency({ currency, token }: Pick<PriceForm, "currency" | "token">): ChosenCurrency {
  const chain = useActiveChain();
  const text = token.trim();
  const complete = currency !== "other" || (isAddress(text) && text !== zeroAddress);
  const address = currency === "other" ? (complete ? (text as Address) : zeroAddress) : currency;
  const state = useCurrency(address);
  const known = state.status === "known" ? state.currency : undefined;
  // A site may stop listing a token that a draft names.
  const offered =
    currency === "other" || address === zeroAddress || chain.tokens.some((listed) => same(listed.address, address));
  return {
    currency: complete && offered ? known : undefined,
    reading: currency === "other" && complete ? state.status : undefined,
  };
}

function same(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
