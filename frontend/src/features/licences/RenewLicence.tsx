import { forever, formatId, isSameAddress } from "@colophon/sdk";
import type { LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import { useId } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { NumberField } from "../../flow/fields.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { Read } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { count } from "../../lib/format.ts";
import { useOffers } from "../../lib/reads.ts";
import { durationText } from "../../lib/terms.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { Checkbox } from "../../ui/field.tsx";
import { renewalOffers } from "./renewal.ts";
import { useRenewal } from "./useRenewal.ts";

export type RenewLicenceProps = { licence: LicenceRecord; title: string };

/** Makes a licence last longer under an open offer of the same terms, if there is one. */
export function RenewLicence({ licence, title }: RenewLicenceProps) {
  const { address } = useConnection();
  const offers = useOffers(licence.work);
  return (
    <Read of={offers} what="the offers to renew it">
      {(records, block) => (
        <Renewal
          licence={licence}
          title={title}
          offers={renewalOffers(records, licence, { block, payer: address })}
          time={latestTime(block)}
        />
      )}
    </Read>
  );
}

type RenewalFormProps = { licence: LicenceRecord; title: string; offers: readonly OfferRecord[]; time: number };

/** The way to renew under one of these offers, or what to do where there is none. */
function Renewal(props: RenewalFormProps) {
  const { licence, offers } = props;
  if (offers.length === 0) {
    return (
      <p className="max-w-prose">
        It can be renewed while an offer of exactly these terms is open, and none is now. Ask the licensor for one in
        good time: once the licence is over, it is bought anew. The{" "}
        <Link href={`/work/${formatId(licence.work, "work")}`} className="link">
          page of the work
        </Link>{" "}
        shows what is on offer.
      </p>
    );
  }
  return <RenewalForm {...props} />;
}

function RenewalForm({ licence, title, offers, time }: RenewalFormProps) {
  const group = useId();
  const { draft, intent, chosen, offer, read, periods, price, end, deadline, renew, payment } = useRenewal(
    licence,
    offers,
    time,
  );
  const perSeat = licence.seats > 0 ? licence.sale.price / BigInt(licence.seats) : 0n;
  return (
    <div className="grid max-w-2xl gap-6">
      <p>
        The new time follows the end of the licence, so renewing early loses no day. Each period is{" "}
        {durationText(licence.terms.onchain.duration)}.
      </p>
      {offers.length > 1 ? (
        <fieldset className="grid gap-3">
          <legend className="mb-2 font-medium">Under which offer</legend>
          {offers.map((record) => (
            <Checkbox
              key={record.id}
              type="radio"
              name={group}
              checked={record === chosen}
              onChange={() => draft.set((before) => ({ ...before, offer: record.id }))}
              label={
                record.offer.price === 0n ? (
                  "Free"
                ) : (
                  <>
                    <Amount amount={record.offer.price} currency={record.offer.currency} /> for each seat and period
                  </>
                )
              }
            />
          ))}
        </fieldset>
      ) : null}
      <DraftNotice of={draft} />
      <NumberField
        label="Periods to add"
        value={draft.value.periods}
        onChange={(periods) => draft.set((before) => ({ ...before, periods }))}
        error={read.ok ? undefined : read.error}
        className="max-w-40"
      />
      <dl className="grid gap-4 rounded-lg bg-sunk px-5 py-4 sm:grid-cols-2">
        <div>
          <dt className="text-sm text-soft">Its end today</dt>
          <dd>{formatTime(licence.end)}</dd>
        </div>
        <div>
          <dt className="text-sm text-soft">Its end if renewed</dt>
          <dd aria-live="polite" className="font-semibold">
            {end === undefined ? "…" : end === forever ? "Never" : formatTime(end)}
          </dd>
        </div>
        <div>
          <dt className="text-sm text-soft">One seat and period cost you then</dt>
          <dd>{perSeat === 0n ? "Nothing" : <Amount amount={perSeat} currency={licence.sale.currency} />}</dd>
        </div>
        <div>
          <dt className="text-sm text-soft">They cost now</dt>
          <dd>
            {offer ? offer.price === 0n ? "Nothing" : <Amount amount={offer.price} currency={offer.currency} /> : "…"}
            {offer ? (
              <Change then={perSeat} now={offer.price} same={isSameAddress(offer.currency, licence.sale.currency)} />
            ) : null}
          </dd>
        </div>
        <div className="border-rule border-t pt-3 sm:col-span-2">
          <dt className="text-sm text-soft">
            Together
            {licence.seats > 1 || (periods ?? 1) > 1
              ? `, for ${count(licence.seats, "seat")} and ${count(periods ?? 0, "period")}`
              : ""}
          </dt>
          <dd aria-live="polite" className="font-serif text-3xl">
            {price === undefined || !offer ? (
              "…"
            ) : price === 0n ? (
              "Free"
            ) : (
              <Amount amount={price} currency={offer.currency} />
            )}
          </dd>
        </div>
      </dl>
      {renew ? (
        <>
          <PaymentNotices payment={payment} />
          <p className="text-sm">
            You pay exactly this price, and only if the network takes it up by {formatTime(deadline)}. Later, nothing
            happens.
          </p>
          <PaymentPermit
            payment={payment}
            then="Renew, in one transaction: the money is taken and the licence lasts longer, or nothing happens at all."
          />
        </>
      ) : null}
      <TransactionButton
        intent={intent}
        title={`Renew licence ${licence.serial} of “${title}”`}
        calls={payment.calls}
        label="Renew it"
        href={`/licence/${formatId(licence.id, "licence")}`}
        incomplete={renew ? payment.todo : "Type how many periods to go on."}
        repeatable
      />
      <LeftoverAllowance payment={payment} />
    </div>
  );
}

function Change({ then, now, same }: { then: bigint; now: bigint; same: boolean }) {
  const words = !same
    ? "in another currency"
    : now > then
      ? "more than then"
      : now < then
        ? "less than then"
        : "as then";
  return <span className="block text-sm text-soft">{words}</span>;
}
