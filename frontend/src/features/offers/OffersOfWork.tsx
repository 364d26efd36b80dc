import { isSameAddress, type OfferState, serialOf } from "@colophon/sdk";
import type { BlockRef, OfferRecord } from "@colophon/sdk/read";
import { type Address, zeroAddress } from "viem";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { formatNumber } from "../../lib/format.ts";
import { mayClose, offerSentence, offerStateNow, offerStateText } from "../../lib/offers.ts";
import { durationText, licensedInWords } from "../../lib/terms.ts";
import { useNow } from "../../lib/time.ts";
import { CloseOffer } from "../../parts/CloseOffer.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressView, Time } from "../../ui/values.tsx";

type OffersOfWorkProps = {
  title: string;
  offers: readonly OfferRecord[];
  block: BlockRef;
  account: Address | undefined;
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

type OfferCardProps = { record: OfferRecord; state: OfferState; title: string; account: Address | undefined };

function OfferCard({ record, state, title, account }: OfferCardProps) {
  const { offer, terms, sold, published } = record;
  const { label, tone } = offerStateText[state];
  const sentence = offerSentence(record, state);
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="font-serif text-2xl">
          <OfferPrice offer={offer} />
        </p>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <p className="first-letter:uppercase">
        <span className="font-medium">{licensedInWords(terms.onchain)}</span>, {durationText(terms.onchain.duration)}
        {isSameAddress(offer.buyer, zeroAddress) ? null : (
          <>
            , only for <AddressView value={offer.buyer} />
          </>
        )}
        {offer.parent === 0n ? "" : `, as a sublicence under licence ${serialOf(offer.parent)}`}
      </p>
      <p className="text-soft text-sm">
        {sold === 0 ? "None sold yet" : `${formatNumber(sold)} sold`}. Published{" "}
        <Time seconds={published.time} block={published.block} />
        {state === "lapsed" ? (
          <>
            {" "}
            by <AddressView value={offer.licensor} />
          </>
        ) : null}
        . {sentence}
      </p>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <Link href={`/offer/${record.id}`} className="link">
          See the offer
        </Link>
        {state !== "closed" && mayClose(record, account) ? (
          <details className="grow">
            <summary className="link w-fit">Close it</summary>
            <CloseOffer id={record.id} offer={offer} title={title} />
          </details>
        ) : null}
      </div>
    </Card>
  );
}
