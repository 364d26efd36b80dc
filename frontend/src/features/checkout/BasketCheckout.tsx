import type { BlockRef, OfferRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { Amount } from "../../flow/Amount.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { deadlineOf, usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { priceInWords, useCurrency } from "../../lib/currency.ts";
import { count, wordFor } from "../../lib/format.ts";
import { formatTime, latestTime, useNow } from "../../lib/time.ts";
import { Card } from "../../ui/page.tsx";
import { toasts } from "../../ui/toasts.tsx";
import { type BasketItem, buysOf } from "./basket.ts";

type BasketCheckoutProps = {
  currency: Address;
  /** All in this currency. */
  offered: readonly NonNullable<BasketItem["offered"]>[];
  block: BlockRef;
};

/** The sum of what is chosen in one currency, and the button that buys all of it or nothing. */
export function BasketCheckout({ currency, offered, block }: BasketCheckoutProps) {
  const { deployment } = useActiveChain();
  const { address: recipient } = useConnection();
  const state = useCurrency(currency);
  const time = latestTime(block, useNow() * 1000);
  const deadline = deadlineOf(time);
  const total = offered.reduce((sum, { record }) => sum + record.offer.price, 0n);
  const ids = offered.map(({ record }) => record.id).join();
  const intent = `basket:${ids}`;
  // Whatever is read anew about the same offers, the plan stays the same.
  const key = `${ids} ${offered.map(({ work }) => work.versions.length).join()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is offered.
  const { pay, also } = useMemo(() => {
    const priceOf = ({ offer }: OfferRecord) => priceInWords(offer.price, currency, state);
    const [first, ...others] = recipient ? buysOf({ deployment, offered, recipient, deadline, priceOf }) : [];
    return { pay: first, also: others };
  }, [deployment, key, recipient, deadline, currency, state.status]);
  const purpose = wordFor(offered.length, "this licence", "these licences");
  const payment = usePayment({ intent, currency, amount: total, purpose, pay, also, time });
  const licences = count(offered.length, "licence");
  return (
    <Card className="grid gap-5">
      <div>
        <h2 className="font-serif text-4xl leading-none">
          {total === 0n ? "Free of charge" : <Amount amount={total} currency={currency} />}
        </h2>
        <p className="mt-2 text-sm text-soft">
          The whole price of {licences}, once. {wordFor(offered.length, "It goes", "They go")} to your account.
        </p>
      </div>
      <PaymentNotices payment={payment} />
      <p className="text-sm">
        By buying you accept the text of each licence, which stands on the page behind its title. You pay exactly this
        price, and only if the network takes it up by {formatTime(deadline)}: all of it together, or nothing happens.
      </p>
      <PaymentPermit
        payment={payment}
        then="Buy, in one transaction: the money is taken and the licences are yours, or nothing happens at all."
      />
      <TransactionButton
        intent={intent}
        title={`${licences} for ${payment.price}`}
        calls={payment.calls}
        label={total === 0n ? `Get ${licences}` : `Buy ${licences} for ${payment.price}`}
        href={`/basket?offers=${ids}`}
        incomplete={payment.todo}
        onConfirmed={() => toasts.show(`Done. ${wordFor(offered.length, "The licence is", "The licences are")} yours.`)}
      />
      <LeftoverAllowance payment={payment} />
    </Card>
  );
}
