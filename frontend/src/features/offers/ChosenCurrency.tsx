import { isSameAddress } from "@colophon/sdk";
import { type Address, isAddress, zeroAddress } from "viem";
import { useActiveChain } from "../../lib/chain.ts";
import { type CurrencyInfo, type CurrencyState, useCurrency } from "../../lib/currency.ts";
import { Spinner } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { AddressView } from "../../ui/values.tsx";
import type { PriceForm } from "./offerForm.ts";

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
    currency === "other" ||
    address === zeroAddress ||
    chain.tokens.some((listed) => isSameAddress(listed.address, address));
  return {
    currency: complete && offered ? known : undefined,
    reading: currency === "other" && complete ? state.status : undefined,
  };
}

/** What another token says of itself, and how far that can be trusted. */
export function TokenNote({ currency, reading }: ChosenCurrency) {
  const chain = useActiveChain();
  if (reading === undefined) return null;
  if (reading === "reading") {
    return (
      <p role="status" className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Asking the token what it is…
      </p>
    );
  }
  if (reading === "unreachable") {
    return (
      <Notice tone="warning">
        <p>{chain.name} does not answer, so this token cannot be read now. It is asked again when you type.</p>
      </Notice>
    );
  }
  if (!currency) {
    return (
      <Notice tone="warning" urgent title="This is no token that can be used for a price">
        <p>
          Nothing at this address on {chain.name} says its name and its decimals. Check the address and the network.
        </p>
      </Notice>
    );
  }
  if (currency.listed) {
    return (
      <Notice tone="ok">
        <p>
          This is {currency.name} ({currency.symbol}), a token that this site lists.
        </p>
      </Notice>
    );
  }
  const symbols = [chain.currency.symbol, ...chain.tokens.map(({ symbol }) => symbol)];
  const posing = symbols.some((symbol) => symbol.toLowerCase() === currency.symbol.trim().toLowerCase());
  return (
    <Notice
      tone="warning"
      urgent={posing}
      title={
        posing ? `This is not the ${currency.symbol} that this site lists` : "This token is not on this site's list"
      }
    >
      <p>
        It calls itself “<bdi>{currency.name}</bdi>” (<bdi>{currency.symbol}</bdi>) and says that it has{" "}
        {currency.decimals} {currency.decimals === 1 ? "decimal" : "decimals"}. Anybody can give a token any name. What
        counts is its address: <AddressView value={currency.address} />
      </p>
      <p>
        A token that takes fees, can be frozen or is worthless takes that with it: you and the buyers would bear it.
      </p>
    </Notice>
  );
}
