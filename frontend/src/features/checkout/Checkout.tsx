import { type BlockRef, buyCall, formatId, type OfferRecord, type WorkRecord } from "@colophon/sdk";
import { type ReactNode, useCallback, useId, useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { useLocation } from "wouter";
import { AddressField } from "../../components/AddressField.tsx";
import { Amount } from "../../components/Amount.tsx";
import { Badge } from "../../components/Badge.tsx";
import { Card } from "../../components/Card.tsx";
import { Checkbox } from "../../components/Checkbox.tsx";
import { formatAmount } from "../../components/formatAmount.ts";
import { Notice } from "../../components/Notice.tsx";
import { shorten } from "../../components/shorten.ts";
import { TransactionButton } from "../../components/TransactionButton.tsx";
import { OfferPrice } from "../../components/terms/OfferPrice.tsx";
import { toasts } from "../../components/toasts.ts";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useBalanceOf } from "../../lib/currency/useBalanceOf.ts";
import { useCurrency } from "../../lib/currency/useCurrency.ts";
import { useDraft } from "../../lib/drafts/useDraft.ts";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import type { DeedVerdict } from "../../lib/terms/deedVerdict.ts";
import { offerSentence, offerStateNow } from "../../lib/terms/offerNow.ts";
import { offerStateText } from "../../lib/terms/offerStateText.ts";
import { useNow } from "../../lib/time/useNow.ts";
import { approvalFor } from "../../lib/transactions/approvalFor.ts";
import type { TransactionRecord } from "../../lib/transactions/TransactionRecord.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { untitled } from "../../lib/work/untitled.ts";
import { CloseOffer } from "./CloseOffer.tsx";
import { HeldAlready } from "./HeldAlready.tsx";
import { MoneyGoes } from "./MoneyGoes.tsx";
import { ObstacleLines } from "./ObstacleLines.tsx";
import { obstacles } from "./obstacles.ts";
import { soldLicence } from "./soldLicence.ts";
import { TokenWarning } from "./TokenWarning.tsx";

export type CheckoutProps = {
  record: OfferRecord;
  block: BlockRef;
  work: WorkRecord | undefined;
  verdict: DeedVerdict;
  claims: "reading" | "none" | "earlier" | "unknown";
};

/** The price, where it goes, who receives the licence, and the button that buys it. */
export function Checkout({ record, block, work, verdict, claims }: CheckoutProps) {
  const { deployment } = useActiveChain();
  const [, navigate] = useLocation();
  const { address } = useConnection();
  const { offer } = record;
  const currency = useCurrency(offer.currency);
  const balance = useBalanceOf(address, offer.currency);
  const recipients = useId();
  const draft = useDraft({ key: `buy:${record.id}`, initial: { other: false, text: "" } });
  const [claimsRead, setClaimsRead] = useState(false);
  const [tokenRead, setTokenRead] = useState(false);

  const state = offerStateNow(record, block, useNow() * 1000);
  const sentence = offerSentence(record, state);
  const listed = currency.status === "known" && currency.currency.listed;
  const parsed = draft.value.other ? parseAddress(draft.value.text) : undefined;
  const recipient = parsed ? (parsed.ok ? parsed.address : undefined) : address;
  const found = obstacles({
    state,
    verdict: verdict.status,
    price: offer.price,
    balance: balance.data,
    recipient: parsed ?? { ok: true },
    claims,
    claimsRead,
    listed: listed || offer.price === 0n,
    tokenRead,
  });

  const title = work ? titleOf(work) : untitled(offer.work);
  const price =
    offer.price === 0n
      ? "nothing"
      : currency.status === "known"
        ? `${formatAmount(offer.price, currency.currency.decimals)} ${currency.currency.symbol}${
            // A name alone could be anybody's.
            listed ? "" : ` (token ${shorten(offer.currency, 6, 4)})`
          }`
        : `${offer.price} of the smallest unit of ${offer.currency}`;
  const ready = found.length === 0 && recipient !== undefined && address !== undefined;
  const calls = useMemo(() => {
    if (!ready || !recipient || !address) return undefined;
    const buy = {
      call: buyCall(deployment, { offer, recipient }),
      says: `Buy one licence of “${title}” for ${price}${recipient === address ? "" : `, received by ${recipient}`}.`,
    };
    if (offer.currency === zeroAddress || offer.price === 0n) return [buy];
    const says = `Allow exactly ${price} to be taken for this licence, and not more.`;
    return [approvalFor({ deployment, owner: address, currency: offer.currency, amount: offer.price, says }), buy];
  }, [ready, recipient, address, deployment, offer, title, price]);

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

  return (
    <div className="grid gap-4">
      <Card className="grid gap-6">
        <div>
          <h2 className="sr-only">Buy this licence</h2>
          <p className="flex flex-wrap items-center justify-between gap-3">
            <span className="font-serif text-4xl leading-none">
              <OfferPrice offer={offer} />
            </span>
            <Badge tone={offerStateText[state].tone}>{offerStateText[state].label}</Badge>
          </p>
          <p className="mt-2 text-sm text-soft">
            {offer.price === 0n ? "There is no price; the network still takes its fee." : "The whole price, once."}{" "}
            {sentence}
          </p>
        </div>

        {state === "open" || state === "not open yet" ? <HeldAlready record={record} account={address} /> : null}

        {offer.price > 0n && work ? (
          <Part title="Where the money goes">
            <MoneyGoes work={work} offer={offer} />
          </Part>
        ) : null}

        {state === "open" && verdict.status === "verified" ? (
          <>
            <Part title="Who receives it">
              <fieldset className="grid gap-3">
                <legend className="sr-only">Who receives the licence</legend>
                <Checkbox
                  type="radio"
                  name={recipients}
                  label="I do"
                  checked={!draft.value.other}
                  onChange={() => draft.set((before) => ({ ...before, other: false }))}
                />
                <Checkbox
                  type="radio"
                  name={recipients}
                  label="Somebody else"
                  hint={
                    record.terms.onchain.transferable
                      ? "Only the account that holds it is licensed."
                      : "Only the account that holds it is licensed, and this one can never be passed on."
                  }
                  checked={draft.value.other}
                  onChange={() => draft.set((before) => ({ ...before, other: true }))}
                />
                {draft.value.other ? (
                  <AddressField
                    label="Account that receives the licence"
                    value={draft.value.text}
                    onChange={(text) => draft.set((before) => ({ ...before, text }))}
                    error={draft.value.text && parsed && !parsed.ok ? parsed.error : undefined}
                  />
                ) : null}
              </fieldset>
            </Part>

            {!listed && offer.price > 0n ? (
              <TokenWarning currency={currency} address={offer.currency} read={tokenRead} onRead={setTokenRead} />
            ) : null}

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

            {address && offer.price > 0n && balance.data !== undefined ? (
              balance.data < offer.price ? (
                <Notice tone="warning" title="Your account does not have enough">
                  <p>
                    You have <Amount amount={balance.data} currency={offer.currency} />, and this costs{" "}
                    <Amount amount={offer.price} currency={offer.currency} />. Add to it, or use another account.
                  </p>
                </Notice>
              ) : (
                <p className="text-sm text-soft">
                  You have <Amount amount={balance.data} currency={offer.currency} about={6} />.
                </p>
              )
            ) : null}
            {address && balance.isError ? (
              <p className="text-sm text-warn">What you have of this currency could not be read.</p>
            ) : null}
          </>
        ) : null}

        {state === "open" && verdict.status === "verified" ? (
          <p className="text-sm">
            By buying you accept{" "}
            <a href="#deed" className="link">
              the deed
            </a>
            . Read it first.
          </p>
        ) : null}
        {state === "open" && verdict.status === "verified" ? (
          <TransactionButton
            intent={`buy:${record.id}`}
            title={`Licence of “${title}” for ${price}`}
            calls={calls}
            label={offer.price === 0n ? "Get this licence" : `Buy for ${price}`}
            href={`/offer/${record.id}`}
            incomplete={<ObstacleLines obstacles={found} />}
            onConfirmed={onConfirmed}
          />
        ) : (
          <Notice tone={verdict.status === "verified" ? "info" : "danger"} title="This licence cannot be bought">
            <p>
              {state === "open"
                ? "Its deed is not what the contract enforces, or cannot be read. Ask the licensor for a new offer."
                : sentence}
            </p>
          </Notice>
        )}
      </Card>
      <CloseOffer record={record} state={state} title={title} />
    </div>
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
