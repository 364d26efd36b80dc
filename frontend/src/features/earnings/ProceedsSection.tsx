import { withdrawProceedsCall } from "@colophon/sdk/calls";
import { readProceeds } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { CannotRead, foundOf, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";

/** What an account earned by selling sublicences, and the way to take it out. Nothing if it never sold one. */
export function ProceedsSection({ account }: { account: Address }) {
  const { deployment } = useActiveChain();
  const [chosen, setChosen] = useState<Address>();
  const proceeds = useFinding({ key: ["proceeds", account], read: (context) => readProceeds(context, account) });
  const calls = useMemo(
    () =>
      chosen
        ? [
            {
              call: withdrawProceedsCall(deployment, { currency: chosen, to: account }),
              says: "Withdraw what your sublicences brought in to your account.",
            },
          ]
        : undefined,
    [deployment, chosen, account],
  );
  const unknown = unknownOf(proceeds);
  if (unknown) {
    return (
      <div className="mb-8">
        <CannotRead what="what your sublicences brought in" sentence={unknown} onRetry={proceeds.refetch}>
          <p>Your money is not affected.</p>
        </CannotRead>
      </div>
    );
  }
  const list = foundOf(proceeds) ?? [];
  if (list.length === 0) return null;
  return (
    <Card className="mb-10">
      <h2 className="mb-2 text-2xl">From sublicences you sold</h2>
      <p className="mb-4 max-w-prose text-soft">
        What is left to you of their price, after the share that goes to the work.
      </p>
      <ul className="grid gap-3">
        {list.map(({ currency, waiting, withdrawn }) => (
          <li key={currency} className="grid gap-4 border-rule border-t pt-3">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span>
                {waiting === 0n ? (
                  "Nothing waits"
                ) : (
                  <>
                    <strong className="font-semibold">
                      <Amount amount={waiting} currency={currency} />
                    </strong>{" "}
                    waits
                  </>
                )}
                <span className="text-soft">
                  , <Amount amount={withdrawn} currency={currency} /> withdrawn
                </span>
              </span>
              {waiting > 0n && chosen !== currency ? (
                <Button variant="secondary" size="small" onClick={() => setChosen(currency)}>
                  Withdraw proceeds
                </Button>
              ) : null}
            </div>
            {chosen === currency ? (
              <TransactionButton
                intent={`proceeds:${account}:${currency}`}
                title="Withdraw what your sublicences brought in"
                calls={calls}
                label="Withdraw"
                href="/earn"
                over={waiting === 0n}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
