import { percentOf } from "@colophon/sdk";
import { readHolding } from "@colophon/sdk/read";
import { useMemo } from "react";
import type { Address } from "viem";
import { foundOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useFinding } from "../../lib/useFinding.ts";
import { Notice } from "../../ui/notice.tsx";

/** What the seller holds of a work's shares, and a way to claim those that wait: only what was claimed can be sold. */
export function ClaimUnits({ work, account }: { work: bigint; account: Address }) {
  const found = useFinding({
    key: ["holding", work.toString(), account],
    read: (context) => readHolding(context, { work, account }),
  });
  const holding = foundOf(found);
  const toTake = holding?.toTake;
  const calls = useMemo(() => toTake && [{ call: toTake.call, says: "Claim your units of this work." }], [toTake]);
  if (!holding) return null;
  if (!toTake)
    return (
      <p className="text-soft">
        {holding.units === 0
          ? "Your account holds no shares of its income."
          : `Your account holds ${percentOf(holding.units)} % of its income.`}
      </p>
    );
  return (
    <Notice title={`${percentOf(toTake.units)} % of its income waits for you`}>
      <p>You were given these shares when the work was registered. Claim them first if you want to sell some.</p>
      <TransactionButton
        intent={`take:${work}:${account}`}
        title="Claim your units"
        calls={calls}
        label="Claim your units"
        onConfirmed={() => void found.refetch()}
      />
    </Notice>
  );
}
