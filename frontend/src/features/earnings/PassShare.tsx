import { formatId, percentOf, typeable } from "@colophon/sdk";
import { transferUnitsCall } from "@colophon/sdk/calls";
import type { WorkEarnings } from "@colophon/sdk/read";
import { useMemo } from "react";
import * as v from "valibot";
import type { Address } from "viem";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField, PercentField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { parseUnitsToPass } from "./withdrawals.ts";

/** Says that a share was given at registration and not claimed yet, and takes it. */
export function TakeShare({ income, title }: { income: WorkEarnings; title: string }) {
  const { toTake } = income.holding;
  const id = formatId(income.work.id, "work");
  const calls = useMemo(
    () =>
      toTake ? [{ call: toTake.call, says: `Claim your ${percentOf(toTake.units)} % of “${title}”.` }] : undefined,
    [toTake, title],
  );
  if (!toTake) return null;
  return (
    <details className="mt-4 rounded-lg bg-accent-wash px-4 py-2.5">
      <summary className="py-0.5">
        <span className="font-medium">{percentOf(toTake.units)}&nbsp;% are yours and not claimed yet.</span>{" "}
        <span className="link">Claim them</span>
      </summary>
      <div className="mt-3 grid gap-4 pb-1.5">
        <p>
          Nothing is lost by waiting: they earn from the beginning. Withdrawing takes them along in the same
          transaction, so you need this only to hold them in your account without withdrawing.
        </p>
        <TransactionButton
          intent={`take:${id}`}
          title={`Claim ${percentOf(toTake.units)} % of “${title}”`}
          calls={calls}
          label="Claim my units"
          href="/earn"
        />
      </div>
    </details>
  );
}

const PassedOn = v.object({ to: v.string(), percent: v.string() });

type TransferUnitsProps = { account: Address; income: WorkEarnings; title: string };

/** Hands a part of a share to somebody else. What it has earned so far stays. */
export function TransferUnits({ account, income, title }: TransferUnitsProps) {
  const { deployment } = useActiveChain();
  const { work, holding } = income;
  const id = formatId(work.id, "work");
  const draft = useDraft({
    key: `units:${id}:${account}`,
    version: 1,
    schema: PassedOn,
    initial: { to: "", percent: "" },
  });
  const patch = (change: Partial<typeof draft.value>) => draft.set((before) => ({ ...before, ...change }));
  const held = holding.units + (holding.toTake?.units ?? 0);
  const to = parseRecipient(draft.value.to, deployment, "A share", [
    { address: account, why: "This is your own account." },
  ]);
  const amount = parseUnitsToPass(draft.value.percent, held);
  const receiver = to.ok ? to.address : undefined;
  const units = amount.ok ? amount.units : undefined;
  const { toTake } = holding;
  const calls = useMemo(() => {
    if (!receiver || !units) return undefined;
    const transfer = {
      call: transferUnitsCall(deployment, { work: work.id, to: receiver, units }),
      says: `Transfer ${percentOf(units)} % of the income of “${title}” to ${receiver}.`,
    };
    const take = toTake && {
      call: toTake.call,
      says: `Claim your ${percentOf(toTake.units)} % of “${title}” first.`,
    };
    return take ? [take, transfer] : [transfer];
  }, [deployment, work.id, receiver, units, title, toTake]);
  return (
    <div className="grid gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>Everything earned until now stays yours, withdrawn or not.</li>
          <li>From the next payment on, the new holder earns with what you transfer.</li>
          <li>They can transfer them too. You cannot take it back.</li>
        </ul>
      </Notice>
      <DraftNotice of={draft} />
      <AccountField
        label="New holder"
        value={draft.value.to}
        onChange={(next) => patch({ to: next })}
        error={draft.value.to && !to.ok ? to.error : undefined}
      />
      <div className="flex items-end gap-3">
        <PercentField
          label="How much"
          hint={`You hold ${percentOf(held)} %.`}
          value={draft.value.percent}
          onChange={(percent) => patch({ percent })}
          error={draft.value.percent && !amount.ok ? amount.error : undefined}
          className="grow"
        />
        <Button variant="secondary" onClick={() => patch({ percent: typeable(percentOf(held)) })}>
          All of it
        </Button>
      </div>
      <TransactionButton
        intent={`units:${id}`}
        title={`Transfer ${units ? `${percentOf(units)} % of` : "a share of"} “${title}”${receiver ? ` to ${shorten(receiver, 6, 4)}` : ""}`}
        calls={calls}
        label="Transfer them"
        href="/earn"
        incomplete="Fill in who receives how much to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}
