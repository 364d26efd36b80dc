import type { Offer } from "@colophon/sdk";
import { closeOfferCall } from "@colophon/sdk/calls";
import { useMemo } from "react";
import type { Hex } from "viem";
import { TransactionButton } from "../flow/TransactionButton.tsx";
import { useActiveChain } from "../lib/chain.ts";

type CloseOfferProps = {
  id: Hex;
  offer: Offer;
  /** Of the work. */
  title: string;
  /** A quote is an offer too, which only one buyer has. */
  kind?: "offer" | "quote";
};

/** Takes an offer off the market, or makes a quote void: for good, and by the same transaction. */
export function CloseOffer({ id, offer, title, kind = "offer" }: CloseOfferProps) {
  const { deployment } = useActiveChain();
  const quote = kind === "quote";
  const calls = useMemo(
    () => [
      {
        call: closeOfferCall(deployment, { offer }),
        says: quote ? `Cancel this quote for “${title}” for good.` : `Close this offer of “${title}” for good.`,
      },
    ],
    [deployment, offer, title, quote],
  );
  return (
    <div className="mt-4 grid gap-4">
      <p className="text-soft">
        {quote
          ? "The buyer cannot use it from then on, wherever the link and the file have gone. It cannot be taken back."
          : "Nobody can buy under it from then on, and it cannot be opened again. Licences that were sold stay exactly as they are."}
      </p>
      <TransactionButton
        intent={`close:${id}`}
        title={quote ? `Cancel a quote for “${title}”` : `Close an offer of “${title}”`}
        calls={calls}
        label={quote ? "Cancel it for good" : "Close it for good"}
        {...(quote ? {} : { href: `/offer/${id}` })}
      />
    </div>
  );
}
