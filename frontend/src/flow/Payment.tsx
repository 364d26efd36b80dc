import { approveCall } from "@colophon/sdk/calls";
import { useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { useActiveChain } from "../lib/chain.ts";
import { priceInWords } from "../lib/currency.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { Hash } from "../ui/values.tsx";
import { Amount } from "./Amount.tsx";
import { PermitStep } from "./PermitStep.tsx";
import { TransactionButton } from "./TransactionButton.tsx";
import type { Payment } from "./usePayment.ts";

/** What to know of a payment before it is made: whether the token is what it seems, and whether there is enough. */
export function PaymentNotices({ payment }: { payment: Payment }) {
  const { currency, amount, balance, short, listed, arriving, account } = payment;
  return (
    <>
      {listed ? null : <TokenWarning payment={payment} />}
      {arriving === undefined ? null : (
        <Notice tone="warning" title="This token keeps a part for itself">
          <p>
            Of <Amount amount={amount} currency={currency} /> only <Amount amount={arriving} currency={currency} />{" "}
            arrive. You pay the whole; those who share it get less.
          </p>
        </Notice>
      )}
      {account && amount > 0n && balance.data !== undefined ? (
        short ? (
          <Notice tone="warning" title="Your account does not have enough">
            <p>
              You have <Amount amount={balance.data} currency={currency} />, and this costs{" "}
              <Amount amount={amount} currency={currency} />. Add to it, or use another account.
            </p>
          </Notice>
        ) : (
          <p className="text-sm text-soft">
            You have <Amount amount={balance.data} currency={currency} about={6} />.
          </p>
        )
      ) : null}
      {account && balance.isError ? (
        <p className="text-sm text-warn">What you have of this currency could not be read.</p>
      ) : null}
    </>
  );
}

/** Says that a token's name proves nothing, where it is none of those that this site lists. */
function TokenWarning({ payment }: { payment: Payment }) {
  const chain = useActiveChain();
  const { state, currency, tokenRead, setTokenRead } = payment;
  const name = state.status === "known" ? state.currency.symbol : undefined;
  const namesake =
    name !== undefined &&
    [chain.currency.symbol, ...chain.tokens.map((token) => token.symbol)].some(
      (symbol) => symbol.toLowerCase() === name.toLowerCase(),
    );
  return (
    <Notice tone="warning" title="Check the currency">
      <p>
        {name === undefined
          ? "The price is in a token that does not say its name or its decimals."
          : namesake
            ? `The price is in a token that calls itself “${name}”, but it is not the ${name} that this site lists. Anybody can make a token with that name.`
            : `The price is in a token that calls itself “${name}”. It is not on this site's list, and anybody can make a token with that name.`}
      </p>
      <p>
        Its address is <Hash value={currency} label="the token's address" full />.
      </p>
      <Checkbox
        label="I know this token and want to pay with it."
        checked={tokenRead}
        onChange={(event) => setTokenRead(event.target.checked)}
      />
    </Notice>
  );
}

/** The signature that lets exactly the amount be taken, where the token takes one (ERC-2612). */
export function PaymentPermit({ payment, then }: { payment: Payment; then: string }) {
  const { permittable, account, amount, price, purpose, deadline, permit, underWay } = payment;
  if (!permittable || !account || underWay || payment.todo) return null;
  return (
    <PermitStep
      permit={permittable}
      owner={account}
      amount={amount}
      price={price}
      purpose={purpose}
      then={then}
      deadline={deadline}
      signed={permit !== undefined}
      onSigned={payment.setSigned}
      instead={payment.insteadOfPermit}
      onInstead={payment.onInsteadOfPermit}
    />
  );
}

/** What is allowed to be taken of a token from a payment that was not made, and the way to take that back. */
export function LeftoverAllowance({ payment }: { payment: Payment }) {
  const { deployment } = useActiveChain();
  const { currency, state, allowed = 0n, underWay } = payment;
  const [open, setOpen] = useState(false);
  const words = priceInWords(allowed, currency, state);
  const calls = useMemo(
    () => [{ call: approveCall(deployment, { currency, amount: 0n }), says: "Set what may be taken back to 0." }],
    [deployment, currency],
  );
  if (currency === zeroAddress || underWay || (allowed === 0n && !open)) return null;
  if (!open) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        Colophon’s contract may take {words} from your account, from a payment that was not finished.
        <Button variant="quiet" size="small" onClick={() => setOpen(true)}>
          Take that back
        </Button>
      </p>
    );
  }
  return (
    <Notice title="Take the allowance back">
      <p>After this nothing may be taken from your account any more until you allow it again.</p>
      <TransactionButton
        intent={`allowance:${currency}`}
        title={`Take back the allowance${allowed > 0n ? ` of ${words}` : ""}`}
        calls={calls}
        label="Set it back to 0"
        repeatable
      />
    </Notice>
  );
}
