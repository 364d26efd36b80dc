import { type Exclusivity, forever, formatId, offerIdOf, percentOfShare, shareOf } from "@colophon/sdk";
import { defineTermsCall, publishOfferCall } from "@colophon/sdk/calls";
import type { BlockRef, LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import { uses as allUses, deedOf, onchainTermsOf, type Terms, type UseId } from "@colophon/sdk/terms";
import { useCallback, useMemo, useState } from "react";
import { type Address, zeroAddress } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { AddressField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency } from "../../lib/currency.ts";
import { formatAmount } from "../../lib/format.ts";
import { freshOffer, storeDeed } from "../../lib/publishOffer.ts";
import { latestTime } from "../../lib/time.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { DeedSections } from "../../parts/deed.tsx";
import { Checkbox, Field, FieldError, Input, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CountriesField } from "./CountriesField.tsx";
import { daysLeft, parseSublicenceForm, type SublicenceForm, usesWithin } from "./sublicence.ts";

export type SublicenseProps = {
  licence: LicenceRecord;
  /** Its terms, by its verified deed. */
  terms: Terms;
  passedOn: number;
  offers: readonly OfferRecord[];
  block: BlockRef;
  title: string;
};

const exclusivities: readonly { id: Exclusivity; label: string }[] = [
  { id: "non-exclusive", label: "Others may be licensed for the same" },
  { id: "sole", label: "Nobody else, except you" },
  { id: "exclusive", label: "Nobody else, not even you" },
];

/** An offer of a part of one's own licence to others. */
export function Sublicense({ licence, terms, passedOn, offers, block, title }: SublicenseProps) {
  const chain = useActiveChain();
  const { store } = useReadContext();
  const id = formatId(licence.id, "licence");
  const seatsLeft = licence.seats - passedOn;
  // The day is enough here; the contract counts the seconds.
  const [time] = useState(() => latestTime(block));
  const most = daysLeft({ licence, time });
  const [published, setPublished] = useState<string>();
  const draft = useDraft<SublicenceForm>({
    key: `sublicense:${id}`,
    initial: {
      uses: usesWithin(terms, false),
      countries: [],
      days: String(Math.min(365, most ?? 365)),
      endless: false,
      exclusivity: "non-exclusive",
      transferable: false,
      derivatives: false,
      currency: zeroAddress,
      price: "",
      seats: String(Math.min(1, seatsLeft)),
      buyer: "",
    },
  });
  const { value, set } = draft;
  const patch = (change: Partial<SublicenceForm>) => set((before) => ({ ...before, ...change }));
  const state = useCurrency(value.currency);
  const currency = state.status === "known" ? state.currency : undefined;
  const { errors, ready } = useMemo(
    () => parseSublicenceForm(value, { terms, licence, seatsLeft, time }, currency?.decimals),
    [value, terms, licence, seatsLeft, time, currency?.decimals],
  );
  const fresh = useMemo(() => (ready ? freshOffer(ready.offer, offers) : undefined), [ready, offers]);
  const offer = fresh && "offer" in fresh ? fresh.offer : undefined;
  const same = fresh && "same" in fresh ? fresh.same : undefined;
  const deed = useMemo(() => (ready ? deedOf(ready.terms) : undefined), [ready]);
  const forWork = ready ? shareOf(ready.offer.price, licence.terms.onchain.revenueShare) : undefined;
  const calls = useMemo(() => {
    if (!ready || !offer) return undefined;
    const price = currency ? `${formatAmount(offer.price, currency.decimals)} ${currency.symbol}` : "the price";
    return [
      {
        call: defineTermsCall(chain.deployment, { terms: onchainTermsOf(ready.terms) }),
        says: "Record the terms of the sublicence.",
      },
      {
        call: publishOfferCall(chain.deployment, { offer }),
        says: `Offer sublicences of licence ${licence.serial} of “${title}” for ${offer.price === 0n ? "free" : `${price} each`}.`,
      },
    ];
  }, [ready, offer, currency, chain.deployment, licence.serial, title]);
  const beforeSigning = useCallback(() => storeDeed(store, deed), [store, deed]);

  const offered = usesWithin(terms, value.derivatives);
  const toggle = (use: UseId, on: boolean) =>
    patch({ uses: offered.filter((each) => (each === use ? on : value.uses.includes(each))) });
  if (seatsLeft <= 0) {
    return (
      <p>All {licence.seats.toLocaleString("en-GB")} seats of your licence are passed on. None is left to offer.</p>
    );
  }
  return (
    <div className="grid max-w-2xl gap-7">
      <p>
        You offer a part of what you may do yourself, never more, and not for longer.{" "}
        {seatsLeft.toLocaleString("en-GB")} of your {licence.seats.toLocaleString("en-GB")}{" "}
        {licence.seats === 1 ? "seat is" : "seats are"} left to pass on. A sublicence ends with your licence, also if
        yours is ended for a breach.
      </p>
      <fieldset
        tabIndex={-1}
        {...(errors.uses ? { "data-invalid": true } : {})}
        className="grid gap-x-6 gap-y-3 sm:grid-cols-2"
      >
        <legend className="mb-3 font-medium">What they may use it for</legend>
        {offered.map((use) => (
          <Checkbox
            key={use}
            checked={value.uses.includes(use)}
            onChange={(event) => toggle(use, event.target.checked)}
            label={allUses.find((known) => known.id === use)?.label ?? use}
          />
        ))}
        {errors.uses ? <FieldError>{errors.uses}</FieldError> : null}
      </fieldset>
      <CountriesField
        within={terms.territories}
        value={value.countries}
        onChange={(countries) => patch({ countries })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="How long, in days"
          hint={most === undefined ? undefined : `At most ${most.toLocaleString("en-GB")}: your licence ends then.`}
          error={value.endless ? undefined : errors.days}
        >
          <Input
            value={value.days}
            disabled={value.endless && most === undefined}
            onChange={(event) => patch({ days: event.target.value })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
        <Field label="Seats on offer" hint={`1 to ${seatsLeft.toLocaleString("en-GB")}.`} error={errors.seats}>
          <Input
            value={value.seats}
            onChange={(event) => patch({ seats: event.target.value })}
            inputMode="numeric"
            autoComplete="off"
          />
        </Field>
      </div>
      <div className="grid gap-4">
        {most === undefined ? (
          <Checkbox
            label="For ever"
            checked={value.endless}
            onChange={(event) => patch({ endless: event.target.checked })}
          />
        ) : null}
        {terms.transferable ? (
          <Checkbox
            label="They may pass it on to somebody else"
            checked={value.transferable}
            onChange={(event) => patch({ transferable: event.target.checked })}
          />
        ) : null}
        {terms.derivatives === "none" ? null : (
          <Checkbox
            label="They may make new works and register them"
            hint={`Such a work owes the original ${percentOfShare(terms.upstreamShare)} % of everything it receives${terms.derivatives === "share-alike" ? ", and may be offered under the same terms only" : ""}.`}
            checked={value.derivatives}
            onChange={(event) => patch({ derivatives: event.target.checked })}
          />
        )}
        {terms.exclusivity === "non-exclusive" ? null : (
          <Field label="Who else may be licensed for the same" className="max-w-md">
            <Select
              value={value.exclusivity}
              onChange={(event) => patch({ exclusivity: event.target.value as Exclusivity })}
            >
              {exclusivities.slice(0, terms.exclusivity === "sole" ? 2 : 3).map(({ id: each, label }) => (
                <option key={each} value={each}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Price of one seat" hint="0 gives it away." error={value.price ? errors.price : undefined}>
          <Input
            value={value.price}
            onChange={(event) => patch({ price: event.target.value })}
            inputMode="decimal"
            autoComplete="off"
            suffix={currency ? <bdi>{currency.symbol}</bdi> : undefined}
          />
        </Field>
        <Field label="Currency" hint="What buyers pay in.">
          <Select value={value.currency} onChange={(event) => patch({ currency: event.target.value as Address })}>
            <option value={zeroAddress}>
              {chain.currency.name} ({chain.currency.symbol})
            </option>
            {chain.tokens.map(({ address, name, symbol }) => (
              <option key={address} value={address}>
                {name} ({symbol})
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <AddressField
        label="Only for this account, if it is for one"
        hint="Leave it empty for anybody."
        value={value.buyer}
        onChange={(buyer) => patch({ buyer })}
        error={value.buyer ? errors.buyer : undefined}
        required={false}
      />
      {ready && forWork !== undefined ? (
        <dl className="grid gap-3 rounded-lg bg-sunk px-5 py-4 sm:grid-cols-2">
          <div>
            <dt className="text-sm text-soft">
              Goes to the work’s holders, {percentOfShare(licence.terms.onchain.revenueShare)} %
            </dt>
            <dd>
              <Amount amount={forWork} currency={value.currency} />
            </dd>
          </div>
          <div>
            <dt className="text-sm text-soft">Is yours, for each seat</dt>
            <dd className="font-semibold">
              <Amount amount={ready.offer.price - forWork} currency={value.currency} />
            </dd>
          </div>
        </dl>
      ) : null}
      {ready && ready.terms.revenueShare > 0 ? (
        <p className="text-sm text-soft">
          The work’s terms ask {percentOfShare(ready.terms.revenueShare)} % of revenue, so those who buy from you report
          their revenue and owe the same share to the work.
        </p>
      ) : null}
      {errors.terms ? (
        <Notice tone="warning">
          <p>{errors.terms}</p>
        </Notice>
      ) : null}
      {deed ? (
        <details className="rounded-lg border border-rule px-5 py-3">
          <summary className="link w-fit py-1">Read the deed that this makes</summary>
          <DeedSections sections={deed.sections} className="mt-4" />
        </details>
      ) : null}
      {same ? (
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
        onConfirmed={() => offer && setPublished(offerIdOf(offer))}
      />
      {licence.end === forever ? null : (
        <p className="text-sm text-soft">
          The offer closes by itself when a sublicence bought then would outlive your licence. You can close it before.
        </p>
      )}
    </div>
  );
}
