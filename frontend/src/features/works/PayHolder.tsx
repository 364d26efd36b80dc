import { formatId } from "@colophon/sdk";
import { releaseCall } from "@colophon/sdk/calls";
import { type Claimable, readClaimable, type WorkRecord } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { type Address, zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { CurrencyField } from "../../flow/CurrencyField.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { Read } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { titleOf } from "../../lib/work.ts";

/** Has a holder paid who can receive but not act, such as an immutable split, at their own address. */
export function PayHolder({ work }: { work: WorkRecord }) {
  const { deployment } = useActiveChain();
  const [text, setText] = useState("");
  const [currency, setCurrency] = useState<string>(zeroAddress);
  const parsed = text.trim() === "" ? undefined : parseRecipient(text, deployment, "Income");
  return (
    <details className="group mt-4">
      <summary className="link w-fit cursor-pointer text-sm">Have somebody paid who can’t do it themselves</summary>
      <div className="mt-3 grid gap-4">
        <p className="max-w-prose text-soft text-sm">
          Some holders are contracts that can receive money but not ask for it, such as a split. Anybody may have their
          part sent to them, to their own address and nowhere else.
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <AccountField
            label="Whose part"
            required={false}
            value={text}
            onChange={setText}
            error={parsed && !parsed.ok ? parsed.error : undefined}
          />
          <CurrencyField label="Currency" value={currency} onChange={setCurrency} />
        </div>
        {parsed?.ok ? <Waiting work={work} holder={parsed.address} currency={currency as Address} /> : null}
      </div>
    </details>
  );
}

type WaitingProps = { work: WorkRecord; holder: Address; currency: Address };

function Waiting({ work, holder, currency }: WaitingProps) {
  const waiting = useFinding({
    key: ["claimable", work.id.toString(), currency, holder],
    read: (context) => readClaimable(context, { work: work.id, currency, holder }),
  });
  return (
    <Read of={waiting} what="what waits for them">
      {(value) => <PayNow work={work} holder={holder} currency={currency} waiting={value} />}
    </Read>
  );
}

function PayNow({ work, holder, currency, waiting }: WaitingProps & { waiting: Claimable }) {
  const { deployment } = useActiveChain();
  const { amount, toTake, gap } = waiting;
  const title = titleOf(work);
  const calls = useMemo(
    () => [
      ...(toTake ? [{ call: toTake.call, says: `Claim their units of “${title}” for them first.` }] : []),
      {
        call: releaseCall(deployment, { work: work.id, currency, holder }),
        says: `Send ${holder} their income from “${title}”.`,
      },
    ],
    [deployment, work.id, currency, holder, toTake, title],
  );
  return (
    <div className="grid gap-3">
      <p>
        {amount === 0n ? (
          `Nothing ${gap ? "is known to wait" : "waits"} for them in this currency.`
        ) : (
          <>
            <Amount amount={amount} currency={currency} /> waits for them.
          </>
        )}
      </p>
      {gap ? (
        <p className="max-w-prose text-sm text-warn">
          What units that they have not claimed yet have earned is not in this: it could not be looked at. {gap}
        </p>
      ) : null}
      <TransactionButton
        intent={`release:${formatId(work.id, "work")}:${currency}:${holder}`}
        title={`Have a holder of “${title}” paid`}
        calls={amount === 0n ? undefined : calls}
        label="Send it to them"
        href={`/work/${formatId(work.id, "work")}`}
        over={amount === 0n}
      />
    </div>
  );
}
