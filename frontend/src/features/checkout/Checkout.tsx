import { forever } from "@colophon/sdk";
import { type OnchainTerms, seatMeanings } from "@colophon/sdk/terms";
import type { ReactNode } from "react";
import { OfferPrice } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { count } from "../../lib/format.ts";
import { offerSentence, offerStateText } from "../../lib/offers.ts";
import { formatTime } from "../../lib/time.ts";
import { ConflictList } from "../../parts/exclusivity.tsx";
import { MoneyGoes } from "../../parts/MoneyGoes.tsx";
import { Fold, FoldLink } from "../../ui/Fold.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { Badge, Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { ForBuyer, HeldAlready, OwnSale, ParentNotice } from "./AboutOffer.tsx";
import { DealFacts } from "./DealFacts.tsx";
import { ObstacleLines, RecipientField, SeatsField } from "./PurchaseFields.tsx";
import { type Purchase, type PurchaseParameters, usePurchase } from "./usePurchase.ts";

export type CheckoutProps = PurchaseParameters & {
  /** Where the person finds it again. */
  href?: string;
};

/** The price, where it goes, who receives the licence, and the button that buys it. */
export function Checkout({ href, ...parameters }: CheckoutProps) {
  const { record, work, verdict, claims } = parameters;
  const { offer, terms } = record;
  const purchase = usePurchase(parameters);
  const { state, buyable, conflicts, total, held, heldRead, setHeldRead, draft, account } = purchase;
  const meaning = verdict.status === "verified" ? verdict.deed.terms.seats : undefined;
  return (
    <Card className="grid gap-6">
      <Price of={record} purchase={purchase} />
      <ForBuyer offer={offer} account={account} />
      <ParentNotice offer={offer} />
      <DealFacts offer={offer} time={purchase.time} known={parameters.facts} />
      {conflicts ? <Conflict conflicts={conflicts} terms={terms.onchain} /> : null}
      {held && (state === "open" || state === "not open yet") ? (
        <HeldAlready licence={held} read={heldRead} onRead={setHeldRead} />
      ) : null}

      {purchase.own && buyable && !conflicts && !draft.value.other ? (
        <OwnSale own={purchase.own} read={purchase.ownRead} onRead={purchase.setOwnRead} />
      ) : null}

      {buyable && !conflicts && offer.supply !== 1 ? (
        <Part title="How many seats">
          <DraftNotice of={draft} />
          <SeatsField
            meaning={seatMeanings.find(({ id }) => id === meaning)?.sentence ?? ""}
            text={draft.value.seats}
            parsed={purchase.parsedSeats}
            onChange={(text) => draft.set((value) => ({ ...value, seats: text }))}
          />
        </Part>
      ) : null}

      {total > 0n && work ? (
        <Fold
          late
          title="Where the money goes"
          note="All of it to those who have a share in the work; nobody takes a fee."
          className="border-rule border-t pt-4"
        >
          <MoneyGoes work={work} offer={offer} price={total} />
        </Fold>
      ) : null}

      {buyable && !conflicts ? (
        <>
          <Part title="Who receives it">
            <RecipientField
              value={draft.value}
              parsed={purchase.parsed}
              transferable={terms.onchain.transferable}
              duties={purchase.duties}
              onChange={(patch) => draft.set((value) => ({ ...value, ...patch }))}
            />
          </Part>

          {claims === "earlier" || claims === "unknown" ? (
            <OtherClaims claims={claims} read={purchase.claimsRead} onRead={purchase.setClaimsRead} />
          ) : null}
          {purchase.ownWords ? (
            <Notice
              title={
                verdict.status === "unreadable" ? "You buy by a text that is not shown here" : "Words of the parties"
              }
            >
              <p>
                What the contracts enforce stands in the short version. The rest of what was agreed is in words that
                nobody but the licensor and you enforces.
              </p>
              <Checkbox
                label="I have read these words, and know that only the licensor and I enforce them."
                checked={purchase.wordsRead}
                onChange={(event) => purchase.setWordsRead(event.target.checked)}
              />
            </Notice>
          ) : null}
          {purchase.duties && !draft.value.other ? (
            <Notice title="It has duties">
              <p>
                What you report and pay later, and how it can be ended for a breach, stands in the short version and in
                the licence text. You take it on with your account.
              </p>
              <Checkbox
                label="I have read the duties of this licence and accept them."
                checked={purchase.dutiesRead}
                onChange={(event) => purchase.setDutiesRead(event.target.checked)}
              />
            </Notice>
          ) : null}
          <Agreement {...purchase} />
        </>
      ) : conflicts ? null : (
        <Notice tone={verdict.status === "refused" ? "danger" : "info"} title="This licence cannot be bought">
          <p>
            {state === "open"
              ? "Its text speaks of other terms than the contract enforces. Ask the licensor for a new offer."
              : offerSentence(record, state)}
          </p>
        </Notice>
      )}
      <TransactionButton
        intent={purchase.intent}
        title={`Licence of “${purchase.title}” for ${purchase.price}`}
        calls={purchase.obstacles.length === 0 ? purchase.payment.calls : undefined}
        label={total === 0n ? "Get this licence" : `Buy for ${purchase.price}`}
        href={href ?? `/offer/${record.id}`}
        incomplete={<ObstacleLines obstacles={purchase.obstacles} />}
        beforeSigning={purchase.keep}
        onConfirmed={purchase.onConfirmed}
        over={!buyable || conflicts !== undefined}
      />
      <LeftoverAllowance payment={purchase.payment} />
    </Card>
  );
}

/** What all seats cost, and whether the offer is open. */
function Price({ of: record, purchase }: { of: PurchaseParameters["record"]; purchase: Purchase }) {
  const { offer } = record;
  const { state, conflicts, seats, total } = purchase;
  return (
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
          offer.supply === 1 ? (
            "The whole price, once."
          ) : (
            "The whole price, once, for one seat."
          )
        ) : (
          <>
            The whole price, once: {count(seats, "seat")} at <OfferPrice offer={offer} />.
          </>
        )}{" "}
        {offerSentence(record, state)}
      </p>
    </div>
  );
}

type ConflictProps = { conflicts: NonNullable<Purchase["conflicts"]>; terms: OnchainTerms };

/** Who has an exclusive right that stands in the way, and until when. */
function Conflict({ conflicts, terms }: ConflictProps) {
  return (
    <Notice tone="warning" title="Somebody has this right already">
      <ConflictList conflicts={{ ...conflicts, offers: [] }} terms={terms} />
      <p>
        The contract refuses a second licence with the same use, purpose, place, field and time while this one runs.{" "}
        {conflicts.until === forever
          ? "What stands in the way has no end, so this cannot be bought any more."
          : `It can be bought again from ${formatTime(conflicts.until ?? 0)} on, unless somebody else comes first.`}
      </p>
    </Notice>
  );
}

type OtherClaimsProps = { claims: "earlier" | "unknown"; read: boolean; onRead: (read: boolean) => void };

/** Wants it read that somebody else may be the author. */
function OtherClaims({ claims, read, onRead }: OtherClaimsProps) {
  return (
    <Notice tone={claims === "earlier" ? "danger" : "warning"}>
      <Checkbox
        label={
          claims === "earlier"
            ? "I have read that somebody else has an earlier proven claim to this content, and I want this licence all the same."
            : "Other claims could not be looked up. I want this licence all the same."
        }
        checked={read}
        onChange={(event) => onRead(event.target.checked)}
      />
    </Notice>
  );
}

/** What is agreed to and paid. */
function Agreement({ deadline, payment, obstacles, version }: Purchase) {
  return (
    <>
      <PaymentNotices payment={payment} />
      <p className="text-sm">
        By buying you accept <FoldLink to="licence-text">the licence text</FoldLink>. Read it first.
        {version ? ` You buy it for version ${version} of the work, which is shown here, and later ones.` : ""} You pay
        exactly this price, and only if the network takes it up by {formatTime(deadline)}. Later, nothing happens.
      </p>
      {obstacles.length === 0 ? (
        <PaymentPermit
          payment={payment}
          then="Buy, in one transaction: the money is taken and the licence is yours, or nothing happens at all."
        />
      ) : null}
    </>
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
