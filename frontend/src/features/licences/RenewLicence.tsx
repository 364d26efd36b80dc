import { forever, formatId, unlimitedSupply } from "@colophon/sdk";
import { renewCall } from "@colophon/sdk/calls";
import type { LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import { useId, useMemo } from "react";
import * as v from "valibot";
import { isAddressEqual, zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { approvalFor } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency } from "../../lib/currency.ts";
import { formatAmount } from "../../lib/format.ts";
import { useOffers } from "../../lib/reads.ts";
import { durationText } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { Checkbox, Field, Input } from "../../ui/field.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { parsePeriods, periodsOf, renewalOffers, renewedEnd } from "./renewal.ts";

export type RenewLicenceProps = { licence: LicenceRecord; title: string };

const RenewalDraft = v.object({ offer: v.string(), periods: v.string() });

/** Makes a licence last longer under an open offer of the same terms, if there is one. */
export function RenewLicence({ licence, title }: RenewLicenceProps) {
  const { address } = useConnection();
  const offers = useOffers(licence.work);
  if (offers.isPending) return <LoadingState label="Looking for an offer to renew it" />;
  if (offers.data?.status !== "found") {
    return (
      <ErrorState title="The offers cannot be read right now" onRetry={() => offers.refetch()}>
        <p>{offers.data?.status === "unknown" ? offers.data.problem.sentence : "Something unexpected happened."}</p>
      </ErrorState>
    );
  }
  const { value, block } = offers.data;
  const open = renewalOffers(value, licence, { block, payer: address });
  if (open.length === 0) {
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
  return <RenewalForm licence={licence} title={title} offers={open} />;
}

type RenewalFormProps = { licence: LicenceRecord; title: string; offers: readonly OfferRecord[] };

function RenewalForm({ licence, title, offers }: RenewalFormProps) {
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const group = useId();
  const id = formatId(licence.id, "licence");
  const draft = useDraft({
    key: `renew:${id}`,
    version: 1,
    schema: RenewalDraft,
    initial: { offer: "", periods: "1" },
  });
  const chosen = offers.find((record) => record.id === draft.value.offer) ?? offers[0];
  const offer = chosen?.offer;
  const now = periodsOf(licence);
  const left = !chosen
    ? 0
    : chosen.offer.supply === unlimitedSupply
      ? Number.MAX_SAFE_INTEGER
      : Math.floor((chosen.offer.supply - chosen.sold) / licence.seats);
  const read = parsePeriods(draft.value.periods, now, left);
  const periods = read.ok ? read.periods : undefined;
  const state = useCurrency(offer?.currency ?? zeroAddress);
  const currency = state.status === "known" ? state.currency : undefined;
  const price = offer && periods ? offer.price * BigInt(licence.seats) * BigInt(periods) : undefined;
  const end = periods === undefined ? undefined : renewedEnd(licence, periods);

  const calls = useMemo(() => {
    if (!offer || !periods || price === undefined || end === undefined || !address) return undefined;
    const amount = currency
      ? `${formatAmount(price, currency.decimals)} ${currency.symbol}`
      : `${price} smallest units`;
    const renew = {
      call: renewCall(deployment, { offer, licence: licence.id, seats: licence.seats, periods }),
      says: `Renew licence ${licence.serial} ${end === forever ? "for ever" : `until just before ${formatTime(end)}`}${price > 0n ? ` for ${amount}` : ""}.`,
    };
    if (price === 0n || isAddressEqual(offer.currency, zeroAddress)) return [renew];
    return [
      approvalFor({
        deployment,
        owner: address,
        currency: offer.currency,
        amount: price,
        says: `Allow exactly ${amount} to be taken for the renewal.`,
      }),
      renew,
    ];
  }, [offer, periods, price, end, address, currency, deployment, licence.id, licence.seats, licence.serial]);

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
      <Field label="Periods to add" error={read.ok ? undefined : read.error} className="max-w-40">
        <Input
          value={draft.value.periods}
          onChange={(event) => draft.set((before) => ({ ...before, periods: event.target.value }))}
          inputMode="numeric"
          autoComplete="off"
        />
      </Field>
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
              <Change then={perSeat} now={offer.price} same={isAddressEqual(offer.currency, licence.sale.currency)} />
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
      <TransactionButton
        intent={`renew:${id}`}
        title={`Renew licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Renew it"
        href={`/licence/${id}`}
        incomplete="Type how many periods to go on."
        repeatable
      />
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

function count(value: number, unit: string): string {
  return `${value.toLocaleString("en-GB")} ${unit}${value === 1 ? "" : "s"}`;
}
