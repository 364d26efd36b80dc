import { type BlockRef, closeOfferCall, type OfferRecord, type OfferState, usesOfBitmap } from "@colophon/sdk";
import { useMemo } from "react";
import { type Address as AccountAddress, zeroAddress } from "viem";
import { Link } from "wouter";
import { Address } from "../../../components/Address.tsx";
import { Badge } from "../../../components/Badge.tsx";
import { Card } from "../../../components/Card.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Time } from "../../../components/Time.tsx";
import { TransactionButton } from "../../../components/TransactionButton.tsx";
import { OfferPrice } from "../../../components/terms/OfferPrice.tsx";
import { useActiveChain } from "../../../lib/chain/useActiveChain.ts";
import { durationText } from "../../../lib/terms/durationText.ts";
import { offerSentence, offerStateNow } from "../../../lib/terms/offerNow.ts";
import { offerStateText } from "../../../lib/terms/offerStateText.ts";
import { usesInWords } from "../../../lib/terms/usesInWords.ts";
import { useNow } from "../../../lib/time/useNow.ts";

export type OffersOfWorkProps = {
  title: string;
  offers: readonly OfferRecord[];
  block: BlockRef;
  account: AccountAddress | undefined;
};

/** The offers that a work has and had, with what their licensor can do about them. */
export function OffersOfWork({ title, offers, block, account }: OffersOfWorkProps) {
  const now = useNow();
  if (offers.length === 0) {
    return (
      <EmptyState title="No offers yet">
        <p>What you publish here is listed with its sales, and can be closed.</p>
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-4">
      {offers.map((record) => (
        <li key={record.id}>
          <OfferCard record={record} state={offerStateNow(record, block, now * 1000)} title={title} account={account} />
        </li>
      ))}
    </ul>
  );
}

type OfferCardProps = { record: OfferRecord; state: OfferState; title: string; account: AccountAddress | undefined };

function OfferCard({ record, state, title, account }: OfferCardProps) {
  const { deployment } = useActiveChain();
  const { offer, terms, sold, published } = record;
  const { label, tone } = offerStateText[state];
  const sentence = offerSentence(record, state);
  const me = account?.toLowerCase();
  const mayClose =
    state !== "closed" && (me === offer.licensor.toLowerCase() || me === record.controller.toLowerCase());
  const calls = useMemo(
    () => [{ call: closeOfferCall(deployment, { offer }), says: `Close this offer of “${title}” for good.` }],
    [deployment, offer, title],
  );
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="font-serif text-2xl">
          <OfferPrice offer={offer} />
        </p>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className="first-letter:uppercase">
        <span className="font-medium">{usesInWords(usesOfBitmap(terms.onchain.uses).uses)}</span>,{" "}
        {durationText(terms.onchain.duration)}
        {offer.buyer === zeroAddress ? null : (
          <>
            , only for <Address value={offer.buyer} />
          </>
        )}
        {offer.parent === 0n ? "" : `, as a sublicence under licence ${Number(offer.parent & 0xffff_ffffn)}`}
      </p>
      <p className="text-soft text-sm">
        {sold === 0 ? "None sold yet" : `${sold.toLocaleString("en-GB")} sold`}. Published{" "}
        <Time seconds={published.time} block={published.block} />
        {state === "lapsed" ? (
          <>
            {" "}
            by <Address value={offer.licensor} />
          </>
        ) : null}
        . {sentence}
      </p>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <Link href={`/offer/${record.id}`} className="link">
          See the offer
        </Link>
        {mayClose ? (
          <details className="grow">
            <summary className="link w-fit">Close it</summary>
            <div className="mt-4 grid gap-4">
              <p className="text-soft">
                Nobody can buy under it from then on, and it cannot be opened again. Licences that were sold stay
                exactly as they are.
              </p>
              <TransactionButton
                intent={`close:${record.id}`}
                title={`Close an offer of “${title}”`}
                calls={calls}
                label="Close it for good"
                href={`/offer/${record.id}`}
              />
            </div>
          </details>
        ) : null}
      </div>
    </Card>
  );
}
