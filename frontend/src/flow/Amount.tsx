import type { Offer } from "@colophon/sdk";
import type { Address } from "viem";
import { useCurrency } from "../lib/currency.ts";
import { shorten } from "../lib/format.ts";
import { Money } from "../ui/values.tsx";

type AmountProps = {
  /** In the currency's smallest unit; with `extra`, in that much smaller parts of it. */
  amount: bigint;
  currency: Address;
  /** Decimals beyond the currency's own, for exact parts of its smallest unit. */
  extra?: number;
  about?: number;
};

/** An amount in any currency, with the token's address where its name is not to be taken at its word. */
export function Amount({ amount, currency, extra = 0, about }: AmountProps) {
  const state = useCurrency(currency);
  if (state.status === "known") {
    const { decimals, symbol, listed } = state.currency;
    return (
      <>
        <Money
          amount={amount}
          decimals={decimals + extra}
          symbol={symbol}
          {...(about === undefined ? {} : { about })}
        />
        {listed ? null : <UnlistedMark address={currency} />}
      </>
    );
  }
  return (
    <>
      <Money amount={amount} decimals={extra} symbol={state.status === "reading" ? "…" : "smallest units"} />
      {state.status === "reading" ? null : <UnlistedMark address={currency} />}
    </>
  );
}

function UnlistedMark({ address }: { address: Address }) {
  return (
    <span
      className="ml-1.5 inline-block font-sans text-sm text-warn tracking-normal"
      title={`Not on this site's list of tokens: ${address}`}
    >
      unlisted token{" "}
      <code translate="no" className="font-mono">
        {shorten(address, 6, 4)}
      </code>
    </span>
  );
}

export function OfferPrice({ offer }: { offer: Pick<Offer, "price" | "currency"> }) {
  return offer.price === 0n ? <>Free</> : <Amount amount={offer.price} currency={offer.currency} />;
}
