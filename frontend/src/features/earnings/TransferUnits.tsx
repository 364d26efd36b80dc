import { formatId, percentOf, transferUnitsCall, type WorkEarnings } from "@colophon/sdk";
import { useMemo } from "react";
import type { Address } from "viem";
import { AddressField } from "../../components/AddressField.tsx";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { Input } from "../../components/Input.tsx";
import { Notice } from "../../components/Notice.tsx";
import { shorten } from "../../components/shorten.ts";
import { TransactionButton } from "../../components/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useDraft } from "../../lib/drafts/useDraft.ts";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import { readUnits } from "./readUnits.ts";

export type TransferUnitsProps = { account: Address; income: WorkEarnings; title: string };

/** Hands a part of a share to somebody else. What it has earned so far stays. */
export function TransferUnits({ account, income, title }: TransferUnitsProps) {
  const { deployment } = useActiveChain();
  const { work, holding } = income;
  const id = formatId(work.id, "work");
  const draft = useDraft({ key: `units:${id}`, initial: { to: "", percent: "" } });
  const held = holding.units + (holding.toTake?.units ?? 0);
  const to = parseAddress(draft.value.to, [
    { address: account, why: "This is your own account." },
    ...Object.values(deployment.contracts).map(({ address }) => ({
      address,
      why: "This is one of Colophon's own contracts. A share sent there would be lost.",
    })),
  ]);
  const amount = readUnits(draft.value.percent, held);
  const receiver = to.ok ? to.address : undefined;
  const units = amount.ok ? amount.units : undefined;
  const { toTake } = holding;
  const calls = useMemo(() => {
    if (!receiver || !units) return undefined;
    const transfer = {
      call: transferUnitsCall(deployment, { work: work.id, to: receiver, units }),
      says: `Pass ${percentOf(units)} % of the income of “${title}” to ${receiver}.`,
    };
    const take = toTake && {
      call: toTake.call,
      says: `Take your ${percentOf(toTake.units)} % of “${title}” first.`,
    };
    return take ? [take, transfer] : [transfer];
  }, [deployment, work.id, receiver, units, title, toTake]);
  return (
    <div className="grid gap-5">
      <Notice title="What happens">
        <ul className="grid list-disc gap-1.5 pl-5">
          <li>Everything earned until now stays yours, withdrawn or not.</li>
          <li>From the next payment on, the new holder earns with what you pass on.</li>
          <li>They can pass it on too. You cannot take it back.</li>
        </ul>
      </Notice>
      <AddressField
        label="New holder"
        value={draft.value.to}
        onChange={(next) => draft.set((before) => ({ ...before, to: next }))}
        error={draft.value.to && !to.ok ? to.error : undefined}
      />
      <div className="flex items-end gap-3">
        <Field
          label="How much"
          hint={`You hold ${percentOf(held)} %.`}
          error={draft.value.percent && !amount.ok ? amount.error : undefined}
          className="grow"
        >
          <Input
            value={draft.value.percent}
            onChange={(event) => draft.set((before) => ({ ...before, percent: event.target.value }))}
            inputMode="decimal"
            autoComplete="off"
            placeholder="12.5"
            suffix="%"
          />
        </Field>
        <Button variant="secondary" onClick={() => draft.set((before) => ({ ...before, percent: percentOf(held) }))}>
          All of it
        </Button>
      </div>
      <TransactionButton
        intent={`units:${id}`}
        title={`Pass on ${units ? `${percentOf(units)} % of` : "a share of"} “${title}”${receiver ? ` to ${shorten(receiver, 6, 4)}` : ""}`}
        calls={calls}
        label="Pass it on"
        href="/earn"
        incomplete="Fill in who receives how much to go on."
        onConfirmed={draft.clear}
      />
    </div>
  );
}
