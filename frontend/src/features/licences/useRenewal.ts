import { forever, formatId, unlimitedSupply } from "@colophon/sdk";
import { renewCall } from "@colophon/sdk/calls";
import type { LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import * as v from "valibot";
import { zeroAddress } from "viem";
import { useDraft } from "../../flow/useDraft.ts";
import { deadlineOf, usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePriceInWords } from "../../lib/currency.ts";
import { formatTime } from "../../lib/time.ts";
import { parsePeriods, periodsOf, renewedEnd } from "./renewal.ts";

const RenewalDraft = v.object({ offer: v.string(), periods: v.string() });

/** Which offer and how many periods were chosen, what they cost and lead to, and how that is paid. */
export function useRenewal(licence: LicenceRecord, offers: readonly OfferRecord[], time: number) {
  const { deployment } = useActiveChain();
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
  const price = offer && periods ? offer.price * BigInt(licence.seats) * BigInt(periods) : undefined;
  const end = periods === undefined ? undefined : renewedEnd(licence, periods);

  const deadline = deadlineOf(time);
  const inWords = usePriceInWords(price ?? 0n, offer?.currency ?? zeroAddress);
  const renew = useMemo(() => {
    if (!offer || !periods || price === undefined || end === undefined) return undefined;
    return {
      call: renewCall(deployment, { offer, licence: licence.id, seats: licence.seats, periods, deadline }),
      says: `Renew licence ${licence.serial} ${end === forever ? "for ever" : `until just before ${formatTime(end)}`}${price > 0n ? ` for ${inWords}` : ""}.`,
    };
  }, [offer, periods, price, end, inWords, deployment, licence.id, licence.seats, licence.serial, deadline]);
  const intent = `renew:${id}`;
  const payment = usePayment({
    intent,
    currency: offer?.currency ?? zeroAddress,
    amount: price ?? 0n,
    purpose: "the renewal",
    pay: renew,
    time,
  });
  return { draft, intent, chosen, offer, read, periods, price, end, deadline, renew, payment };
}
