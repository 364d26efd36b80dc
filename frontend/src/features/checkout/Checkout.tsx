import { forever, formatId, isSameAddress } from "@colophon/sdk";
import { buyCall } from "@colophon/sdk/calls";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { seatMeanings } from "@colophon/sdk/terms";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { useLocation } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { deadlineOf, usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePriceInWords } from "../../lib/currency.ts";
import { count } from "../../lib/format.ts";
import { offerSentence, offerStateNow, offerStateText } from "../../lib/offers.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { useConflict } from "../../lib/reads.ts";
import type { DeedVerdict } from "../../lib/terms.ts";
import { formatTime, latestTime, useNow } from "../../lib/time.ts";
import type { TransactionCall } from "../../lib/transactions/plan.ts";
import type { TransactionRecord } from "../../lib/transactions/record.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { ConflictList } from "../../parts/exclusivity.tsx";
import { MoneyGoes } from "../../parts/MoneyGoes.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Badge, Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { toasts } from "../../ui/toasts.tsx";
import { ForBuyer, HeldAlready, ParentNotice, useHeld } from "./AboutOffer.tsx";
import { ObstacleLines, RecipientField, SeatsField } from "./PurchaseFields.tsx";
import { type CheckoutRecord, obstacles, PurchaseDraft, parseSeats, soldLicence } from "./purchase.ts";

export type CheckoutProps = {
  record: CheckoutRecord;
  block: BlockRef;
  work: WorkRecord | undefined;
  verdict: DeedVerdict;
  claims: "reading" | "none" | "earlier" | "unknown";
  /** What goes before the purchase in the same transaction, such as publishing a quote. Memoise it. */
  before?: readonly TransactionCall[];
  /** How many seats to begin with. */
  seats?: number;
  /** Where the person finds it again. */
  href?: string;
};

const nothingBefore: readonly TransactionCall[] = [];

/** The price, where it goes, who receives the licence, and the button that buys it. */
export function Checkout({
  record,
  block,
  work,
  verdict,
  claims,
  before = nothingBefore,
  seats: firstSeats = 1,
  href = `/offer/${record.id}`,
}: CheckoutProps) {
  const { deployment } = useActiveChain();
  const [, navigate] = useLocation();
  const { address } = useConnection();
  const { offer, terms } = record;
  const intent = `buy:${record.id}`;
  const draft = useDraft({
    key: intent,
    initial: { other: false, text: "", seats: String(firstSeats) },
    version: 1,
    schema: PurchaseDraft,
  });
  const [claimsRead, setClaimsRead] = useState(false);
  const [heldRead, setHeldRead] = useState(false);
  const held = useHeld(record, address);

  const now = useNow();
  const state = offerStateNow(record, block, now * 1000);
  const sentence = offerSentence(record, state);
  const buyable = state === "open" && verdict.status === "verified";
  const conflict = useConflict(buyable ? offer : undefined, terms.onchain);
  const conflicts =
    conflict.data?.status === "found" && conflict.data.value.until !== undefined ? conflict.data.value : undefined;
  const time = latestTime(block, now * 1000);
  const deadline = deadlineOf(time);
  const parsedSeats = parseSeats(draft.value.seats, { supply: offer.supply, sold: record.sold });
  const seats = parsedSeats.ok ? parsedSeats.seats : 1;
  const total = offer.price * BigInt(seats);
  const parsed = draft.value.other ? parseRecipient(draft.value.text, deployment, "A licence") : undefined;
  const recipient = parsed ? (parsed.ok ? parsed.address : undefined) : address;
  const open = offer.buyer === zeroAddress;
  const title = work ? titleOf(work) : untitled(offer.work);
  const price = usePriceInWords(total, offer.currency);
  const buy = useMemo(() => {
    if (!recipient) return undefined;
    const licence = seats === 1 ? "one licence" : `one licence with ${count(seats, "seat")}`;
    return {
      call: buyCall(deployment, { offer, recipient, seats, deadline }),
      says: `Buy ${licence} of “${title}” for ${price}${recipient === address ? "" : `, received by ${recipient}`}.`,
    };
  }, [recipient, seats, deployment, offer, deadline, title, price, address]);
  const payment = usePayment({
    intent,
    currency: offer.currency,
    amount: total,
    purpose: "this licence",
    pay: buy,
    before,
    time,
  });
  const found = obstacles({
    state,
    verdict: verdict.status,
    price: total,
    balance: payment.balance.data,
    recipient: parsed ?? { ok: true },
    seats: parsedSeats,
    buyer: !address ? "not connected" : open || isSameAddress(offer.buyer, address) ? "may" : "another",
    conflict: conflicts
      ? "some"
      : conflict.isLoading
        ? "reading"
        : conflict.data?.status === "found"
          ? "none"
          : "unknown",
    claims,
    claimsRead,
    listed: payment.listed,
    tokenRead: payment.tokenRead,
    held: held !== undefined,
    heldRead,
  });
  const ready = found.length === 0;

  const { clear } = draft;
  const onConfirmed = useCallback(
    (transaction: TransactionRecord) => {
      const licence = soldLicence(deployment, transaction.inclusion?.logs ?? []);
      if (licence === undefined) return;
      clear();
      toasts.show("Done. This is your licence.");
      navigate(`/licence/${formatId(licence, "licence")}`);
    },
    [deployment, navigate, clear],
  );
  const meaning = verdict.status === "verified" ? verdict.deed.terms.seats : undefined;
  const oneSeat = offer.supply === 1;

  return (
    <Card className="grid gap-6">
      <div>
        <h2 className="sr-only">Buy this licence</h2>
        <p className="flex flex-wrap items-center justify-between gap-3">
          <span className="font-serif text-4xl leading-none">
            <OfferPrice offer={{ ...offer, price: total }} />
          </span>
          {conflicts && state === "open" ? (
            <Badge tone="warning">Not now</Badge>
          ) : (
            <Badge tone={offerStateText[state].tone}>{offerStateText[state].label}</Badge>
          )}
        </p>
        <p className="mt-2 text-sm text-soft">
          {total === 0n ? (
            "There is no price; the network still takes its fee."
          ) : seats === 1 ? (
            oneSeat ? (
              "The whole price, once."
            ) : (
              "The whole price, once, for one seat."
            )
          ) : (
            <>
              The whole price, once: {count(seats, "seat")} at <OfferPrice offer={offer} />.
            </>
          )}{" "}
          {sentence}
        </p>
      </div>

      <ForBuyer offer={offer} account={address} />
      <ParentNotice offer={offer} />
      {conflicts ? (
        <Notice tone="warning" title="Somebody has this right already">
          <ConflictList conflicts={{ ...conflicts, offers: [] }} terms={terms.onchain} />
          <p>
            The contract refuses to sell it twice.{" "}
            {conflicts.until === forever
              ? "What stands in the way has no end, so this cannot be bought any more."
              : `It can be bought again from ${formatTime(conflicts.until ?? 0)} on, unless somebody else comes first.`}
          </p>
        </Notice>
      ) : null}
      {held && (state === "open" || state === "not open yet") ? (
        <HeldAlready licence={held} read={heldRead} onRead={setHeldRead} />
      ) : null}

      {buyable && !conflicts && !oneSeat ? (
        <Part title="How many seats">
          <DraftNotice of={draft} />
          <SeatsField
            meaning={seatMeanings.find(({ id }) => id === meaning)?.sentence ?? ""}
            text={draft.value.seats}
            parsed={parsedSeats}
            onChange={(text) => draft.set((value) => ({ ...value, seats: text }))}
          />
        </Part>
      ) : null}

      {total > 0n && work ? (
        <Part title="Where the money goes">
          <MoneyGoes work={work} offer={offer} price={total} />
        </Part>
      ) : null}

      {buyable && !conflicts ? (
        <>
          <Part title="Who receives it">
            <RecipientField
              value={draft.value}
              parsed={parsed}
              transferable={terms.onchain.transferable}
              onChange={(patch) => draft.set((value) => ({ ...value, ...patch }))}
            />
          </Part>

          {claims === "earlier" || claims === "unknown" ? (
            <Notice tone={claims === "earlier" ? "danger" : "warning"}>
              <Checkbox
                label={
                  claims === "earlier"
                    ? "I have read that somebody else has an earlier proven claim to this content, and I want this licence all the same."
                    : "Other claims could not be looked up. I want this licence all the same."
                }
                checked={claimsRead}
                onChange={(event) => setClaimsRead(event.target.checked)}
              />
            </Notice>
          ) : null}

          <PaymentNotices payment={payment} />
          <p className="text-sm">
            By buying you accept{" "}
            <a href="#deed" className="link">
              the deed
            </a>
            . Read it first. You pay exactly this price, and only if the network takes it up by {formatTime(deadline)}.
            Later, nothing happens.
          </p>
          {ready ? (
            <PaymentPermit
              payment={payment}
              then="Buy, in one transaction: the money is taken and the licence is yours, or nothing happens at all."
            />
          ) : null}
        </>
      ) : conflicts ? null : (
        <Notice tone={verdict.status === "verified" ? "info" : "danger"} title="This licence cannot be bought">
          <p>
            {state === "open"
              ? "Its deed is not what the contract enforces, or cannot be read. Ask the licensor for a new offer."
              : sentence}
          </p>
        </Notice>
      )}
      <TransactionButton
        intent={intent}
        title={`Licence of “${title}” for ${price}`}
        calls={ready ? payment.calls : undefined}
        label={total === 0n ? "Get this licence" : `Buy for ${price}`}
        href={href}
        incomplete={<ObstacleLines obstacles={found} />}
        onConfirmed={onConfirmed}
        over={!buyable || conflicts !== undefined}
      />
      <LeftoverAllowance payment={payment} />
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-rule border-t pt-5">
      <h3 className="mb-3 text-lg">{title}</h3>
      {children}
    </section>
  );
}
