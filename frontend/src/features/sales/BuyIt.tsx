import { formatId, isSameAddress, percentOf, unitsFromPercent } from "@colophon/sdk";
import { priceOfPart, type SignedOrder } from "@colophon/sdk/assignments";
import { settleCall, takeOrderCall } from "@colophon/sdk/calls";
import type { OrderOnChain } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { PercentField } from "../../flow/fields.tsx";
import { PaymentNotices } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePriceInWords } from "../../lib/currency.ts";
import { parsePercent } from "../../lib/parse.ts";
import { Notice } from "../../ui/notice.tsx";

type BuyItProps = { signed: SignedOrder; check: OrderOnChain; time: number; onDone: () => void };

/** Pays the price and gets what is sold, in one transaction, or nothing happens. */
export function BuyIt({ signed, check, time, onDone }: BuyItProps) {
  const { order } = signed;
  const { deployment } = useActiveChain();
  const [part, setPart] = useState("");
  const inParts = !order.control && check.left > 0;
  const read = part.trim() === "" ? undefined : parsePercent(part, unitsFromPercent);
  const units = !inParts || read === undefined ? check.left : read.ok ? read.part : 0;
  const fits = units <= check.left && (units > 0 || order.control);
  const amount = check.state === "open" && fits ? priceOfPart(order, { taken: check.taken, units }) : 0n;
  const price = usePriceInWords(amount, order.currency);
  const what = [...(order.control ? ["the work"] : []), ...(units > 0 ? [`${percentOf(units)} % of its income`] : [])];
  const says = `Pay ${price} and get ${what.join(" and ")}.`;
  const here = signed.chainId === deployment.chainId;
  const pay = useMemo(
    () =>
      here && check.ready && fits
        ? { call: takeOrderCall(deployment, signed, { units, price: amount }), says }
        : undefined,
    [here, check.ready, fits, deployment, signed, units, amount, says],
  );
  const payment = usePayment({
    ...{ intent: `sale:${check.id}:${check.taken}`, currency: order.currency, amount, purpose: "this sale", pay, time },
    spender: deployment.contracts.assignments.address,
  });
  const named = isSameAddress(order.buyer, zeroAddress) || isSameAddress(order.buyer, payment.account);
  const error =
    read && (!read.ok ? read.error : fits ? undefined : `Choose more than 0 and at most ${percentOf(check.left)} %.`);
  return (
    <section aria-label="Buy it" className="grid gap-4">
      {check.changes.some((change) => change.error === "Assignments_OwesMore") ? (
        <Settle signed={signed} onDone={onDone} />
      ) : null}
      {check.ready ? (
        <>
          {inParts ? (
            <PercentField
              label="How much of its income"
              hint={`Empty for all that is left: ${percentOf(check.left)} %.`}
              value={part}
              onChange={setPart}
              error={error}
              optional
            />
          ) : null}
          <p className="text-soft">
            {order.control
              ? "From then on you control the work: you decide about licences, and are the licensor of those that live on. "
              : ""}
            {units > 0
              ? "Income that comes in after the sale is yours in this part; what came in before is the seller’s. "
              : ""}
            You see the price in your wallet. It is taken only if you get all of this.
          </p>
          {payment.account && !named ? (
            <Notice tone="warning">
              <p>Only the account that the deed names as buyer can buy. Switch to it.</p>
            </Notice>
          ) : null}
          <PaymentNotices payment={payment} />
        </>
      ) : null}
      <TransactionButton
        intent={`sale:${check.id}:${check.taken}`}
        title={`Buy ${what.join(" and ")} for ${price}`}
        calls={named ? payment.calls : undefined}
        label={amount === 0n ? "Take it" : `Pay ${price}`}
        href={`/work/${formatId(order.work, "work")}`}
        incomplete={payment.todo}
        onConfirmed={onDone}
        over={!check.ready}
      />
    </section>
  );
}

/** Clears what the work owes earlier works, which stands in the way and which anybody may clear. */
function Settle({ signed: { order }, onDone }: Pick<BuyItProps, "signed" | "onDone">) {
  const { deployment } = useActiveChain();
  const calls = useMemo(
    () => [
      {
        call: settleCall(deployment, { works: [order.work], currency: order.currency }),
        says: "Move what the work owes to the works it is made from.",
      },
    ],
    [deployment, order.work, order.currency],
  );
  return (
    <TransactionButton
      intent={`settle:${order.work}:${order.currency}`}
      title="Settle what the work owes earlier works"
      calls={calls}
      label="Settle it"
      onConfirmed={onDone}
      repeatable
    />
  );
}
