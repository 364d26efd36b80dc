import type { Offer } from "@colophon/sdk";
import { closeOfferCall } from "@colophon/sdk/calls";
import type { BlockRef, OfferRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { TransactionButton } from "../flow/TransactionButton.tsx";
import { useActiveChain } from "../lib/chain.ts";
import { mayClose, offerStateNow } from "../lib/offers.ts";
import { useActsFor } from "../lib/reads.ts";
import { useNow } from "../lib/time.ts";
import { Card } from "../ui/page.tsx";

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

type OfferClosingProps = { record: OfferRecord; block: BlockRef; title: string };

/** Lets the licensor, whoever may grant now, or an agent of theirs take an offer off the market. */
export function OfferClosing({ record, block, title }: OfferClosingProps) {
  const state = offerStateNow(record, block, useNow() * 1000);
  const { address } = useConnection();
  const { offer, controller } = record;
  const acts = useActsFor(offer.parent === 0n ? offer.work : offer.parent, controller);
  if (state === "closed" || (!acts && !mayClose(record, address))) return null;
  return (
    <Card>
      <details>
        <summary className="font-medium">Close this offer</summary>
        <CloseOffer id={record.id} offer={record.offer} title={title} />
      </details>
    </Card>
  );
}
