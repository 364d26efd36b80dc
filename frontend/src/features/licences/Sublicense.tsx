import { forever, formatId, type Offer, offerIdOf, percentOfShare, shareOf } from "@colophon/sdk";
import { defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import type { BlockRef, LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import { deedOf, onchainTermsOf, type Terms } from "@colophon/sdk/terms";
import { useCallback, useMemo, useState } from "react";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency } from "../../lib/currency.ts";
import { allOf, count, formatAmount, formatNumber } from "../../lib/format.ts";
import { freshOffer, storeDeed } from "../../lib/publishOffer.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { DeedSections } from "../../parts/deed.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SublicenceFields } from "./SublicenceFields.tsx";
import { daysLeft, newSublicenceForm, parseSublicenceForm, SublicenceForm } from "./sublicence.ts";

export type SublicenseProps = {
  licence: LicenceRecord;
  /** Its terms, by its verified deed. */
  terms: Terms;
  passedOn: number;
  offers: readonly OfferRecord[];
  block: BlockRef;
  title: string;
};

/** What the form means so far: the offer that it makes, its deed and its calls, or what is missing. */
function useSublicence({ licence, terms, passedOn, offers, block, title }: SublicenseProps) {
  const { deployment } = useActiveChain();
  const { store } = useReadContext();
  // The day is enough here; the contract counts the seconds.
  const [time] = useState(() => latestTime(block));
  const seatsLeft = licence.seats - passedOn;
  const bounds = useMemo(
    () => ({ terms, licence, deployment, seatsLeft, time }),
    [terms, licence, deployment, seatsLeft, time],
  );
  const draft = useDraft({
    key: `sublicense:${formatId(licence.id, "licence")}`,
    version: 2,
    schema: SublicenceForm,
    initial: newSublicenceForm(bounds),
  });
  const state = useCurrency(draft.value.currency);
  const currency = state.status === "known" ? state.currency : undefined;
  const { errors, ready } = useMemo(
    () => parseSublicenceForm(draft.value, bounds, currency?.decimals),
    [draft.value, bounds, currency?.decimals],
  );
  const fresh = useMemo(() => (ready ? freshOffer(ready.offer, offers) : undefined), [ready, offers]);
  const offer = fresh && "offer" in fresh ? fresh.offer : undefined;
  const same = fresh && "same" in fresh ? fresh.same : undefined;
  const deed = useMemo(() => (ready ? deedOf(ready.terms) : undefined), [ready]);
  const calls = useMemo(() => {
    if (!ready || !offer) return undefined;
    const price = currency ? `${formatAmount(offer.price, currency.decimals)} ${currency.symbol}` : "the price";
    return [
      {
        call: defineTermsCall(deployment, { terms: onchainTermsOf(ready.terms, deployment) }),
        says: "Record the terms of the sublicence.",
      },
      {
        call: publishOfferCall(deployment, { offer }),
        says: `Offer sublicences of licence ${licence.serial} of “${title}” for ${offer.price === 0n ? "free" : `${price} each`}.`,
      },
    ];
  }, [ready, offer, currency, deployment, licence.serial, title]);
  const beforeSigning = useCallback(() => storeDeed(store, deed), [store, deed]);
  const most = daysLeft({ licence, time });
  return { draft, seatsLeft, most, symbol: currency?.symbol, errors, ready, offer, same, deed, calls, beforeSigning };
}

/** An offer of a part of one's own licence to others. */
export function Sublicense(props: SublicenseProps) {
  const { licence, terms, title } = props;
  const { draft, seatsLeft, most, symbol, errors, ready, offer, same, deed, calls, beforeSigning } =
    useSublicence(props);
  const [published, setPublished] = useState<string>();
  const id = formatId(licence.id, "licence");
  if (seatsLeft <= 0) {
    return (
      <p>
        {allOf(licence.seats, "seat of your licence is", "seats of your licence are")} passed on. None is left to offer.
      </p>
    );
  }
  return (
    <div className="grid max-w-2xl gap-7">
      <p>
        You offer a part of what you may do yourself, never more, and not for longer. {formatNumber(seatsLeft)} of your{" "}
        {count(licence.seats, "seat is", "seats are")} left to pass on. A sublicence ends with your licence, also if
        yours is ended for a breach. While one is in force you cannot give yours back.
      </p>
      <DraftNotice of={draft} />
      <SublicenceFields
        value={draft.value}
        onChange={(change) => draft.set((before) => ({ ...before, ...change }))}
        errors={errors}
        terms={terms}
        most={most}
        seatsLeft={seatsLeft}
        symbol={symbol}
      />
      {ready ? <Shares licence={licence} offer={ready.offer} terms={ready.terms} /> : null}
      {errors.terms ? (
        <Notice tone="warning">
          <p>{errors.terms}</p>
        </Notice>
      ) : null}
      {deed ? (
        <details className="rounded-lg border border-rule px-5 py-3">
          <summary className="link w-fit py-1">Read the licence text that this makes</summary>
          <DeedSections sections={deed.sections} className="mt-4" />
        </details>
      ) : null}
      {same && !published ? (
        <Notice tone="info" title="This offer is open already">
          <p>
            You published exactly this before.{" "}
            <Link href={`/offer/${same.id}`} className="link">
              See it
            </Link>
            , or change something about this one.
          </p>
        </Notice>
      ) : null}
      {published ? (
        <Notice tone="ok" title="Your offer is open">
          <p>
            Send its{" "}
            <Link href={`/offer/${published}`} className="link">
              page
            </Link>{" "}
            to whoever should have it. What it brings in waits for you under Earn.
          </p>
        </Notice>
      ) : null}
      <TransactionButton
        intent={`sublicense:${offer ? offerIdOf(offer) : id}`}
        title={`Offer sublicences of licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Publish the offer"
        href={`/licence/${id}`}
        incomplete={same ? undefined : "Fill in everything above to go on."}
        beforeSigning={beforeSigning}
        onConfirmed={() => {
          if (!offer) return;
          setPublished(offerIdOf(offer));
          draft.clear();
        }}
      />
      {ready && ready.offer.closes !== forever ? (
        <p className="text-sm text-soft">
          The offer closes by itself at {formatTime(ready.offer.closes)}: a sublicence bought later would outlive your
          licence. With fewer days it stays open longer. You can close it before.
        </p>
      ) : null}
    </div>
  );
}

/** What of each price goes up and what stays, and what those below have to report. */
function Shares({ licence, offer, terms }: { licence: LicenceRecord; offer: Offer; terms: Terms }) {
  const { sublicenceShare } = licence.terms.onchain;
  const up = shareOf(offer.price, sublicenceShare);
  return (
    <>
      <dl className="grid gap-3 rounded-lg bg-sunk px-5 py-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-soft">Goes up to whoever granted yours, {percentOfShare(sublicenceShare)} %</dt>
          <dd>
            <Amount amount={up} currency={offer.currency} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-soft">Is yours, for each seat</dt>
          <dd className="font-semibold">
            <Amount amount={offer.price - up} currency={offer.currency} />
          </dd>
        </div>
      </dl>
      {terms.conditions === "none" ? null : (
        <p className="text-sm text-soft">
          Those who buy from you report and owe what your own terms ask of you. Of what they pay, the same share goes
          up.
        </p>
      )}
    </>
  );
}
