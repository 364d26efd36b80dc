import { isSameAddress } from "@colophon/sdk";
import { useId, useMemo, useState } from "react";
import * as v from "valibot";
import { type Address, zeroAddress } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency } from "../../lib/currency.ts";
import { count, formatAmount, formatNumber, shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { titleOf } from "../../lib/work.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Checkbox } from "../../ui/field.tsx";
import { mostLines, type WithdrawalLine, waitingTotals, withdrawalCalls } from "./withdrawals.ts";

export type WithdrawDialogProps = {
  account: Address;
  /** What waited when the dialog was opened. */
  lines: readonly WithdrawalLine[];
  onClose: () => void;
};

const WhereTo = v.object({ other: v.boolean(), text: v.string() });

/** Takes income out, to the holder or to another account: one work and currency, or everything at once. */
export function WithdrawDialog({ account, lines, onClose }: WithdrawDialogProps) {
  const chain = useActiveChain();
  // A token that nobody here knows may refuse and hold up the rest, so it is left out unless it is asked for.
  const [chosen, setChosen] = useState(
    () =>
      new Set(lines.filter((line) => lines.length === 1 || listedCurrency(chain, line.currency)).map(({ key }) => key)),
  );
  const draft = useDraft({
    key: `withdraw:${account}`,
    version: 1,
    schema: WhereTo,
    initial: { other: false, text: "" },
  });
  const { other, text } = draft.value;
  const patch = (change: Partial<typeof draft.value>) => draft.set((before) => ({ ...before, ...change }));
  const parsed = other ? parseRecipient(text, chain.deployment, "Money") : undefined;
  const to = parsed ? (parsed.ok ? parsed.address : undefined) : account;
  const selected = useMemo(() => lines.filter(({ key }) => chosen.has(key)), [lines, chosen]);
  const names = useMemo(() => new Map(lines.map(({ work }) => [work.work.id, titleOf(work.work)])), [lines]);
  const calls = useMemo(() => {
    if (!to || selected.length === 0) return undefined;
    return withdrawalCalls({
      deployment: chain.deployment,
      lines: selected,
      to,
      titles: names,
      amount: ({ amount, currency }) => {
        const known = listedCurrency(chain, currency);
        return known
          ? `${formatAmount(amount, known.decimals)} ${known.symbol}`
          : `everything in ${shorten(currency, 6, 4)}`;
      },
    });
  }, [chain, selected, to, names]);

  const withdrawn = selected.slice(0, mostLines);
  const toggle = (key: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  const [single] = lines;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Withdraw">
      <div className="grid gap-6">
        {lines.length === 1 && single ? (
          <p className="text-lg">
            <strong className="font-semibold">
              <Amount amount={single.amount} currency={single.currency} />
            </strong>{" "}
            from “<bdi>{names.get(single.work.work.id)}</bdi>”
          </p>
        ) : (
          <WhatToWithdraw lines={lines} names={names} chosen={chosen} onToggle={toggle} />
        )}

        <DraftNotice of={draft} />
        <WhereItGoes account={account} value={draft.value} parsed={parsed} onChange={patch} />

        {selected.length > 1 ? (
          <p>
            Together:{" "}
            {waitingTotals(withdrawn).map(({ currency, amount }, index) => (
              <span key={currency}>
                {index === 0 ? "" : ", "}
                <strong className="font-semibold">
                  <Amount amount={amount} currency={currency} />
                </strong>
              </span>
            ))}
          </p>
        ) : null}
        <TransactionButton
          intent={`withdraw:${account}:${lines.map(({ key }) => key).join()}`}
          title={
            selected.length === 1 && selected[0]
              ? `Withdraw from “${names.get(selected[0].work.work.id)}”`
              : `Withdraw from ${count(new Set(selected.map(({ work }) => work.work.id)).size, "work")}`
          }
          calls={calls}
          label={
            withdrawn.length <= 1
              ? "Withdraw"
              : withdrawn.length === lines.length
                ? "Withdraw them all"
                : `Withdraw these ${formatNumber(withdrawn.length)}`
          }
          href="/earn"
          // An address from last time must not be the choice of next time.
          onConfirmed={draft.clear}
          incomplete={
            selected.length === 0
              ? "Choose at least one line."
              : "Paste the address of the account that receives the money."
          }
        />
      </div>
    </Dialog>
  );
}

type WhatToWithdrawProps = {
  lines: readonly WithdrawalLine[];
  names: ReadonlyMap<bigint, string>;
  chosen: ReadonlySet<string>;
  onToggle: (key: string) => void;
};

/** Which works and currencies are withdrawn together. */
function WhatToWithdraw({ lines, names, chosen, onToggle }: WhatToWithdrawProps) {
  const chain = useActiveChain();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">What to withdraw</legend>
      {lines.map((line) => (
        <Checkbox
          key={line.key}
          checked={chosen.has(line.key)}
          onChange={() => onToggle(line.key)}
          label={<Amount amount={line.amount} currency={line.currency} />}
          hint={
            <>
              from “<bdi className="[overflow-wrap:anywhere]">{names.get(line.work.work.id)}</bdi>”
              {line.work.holding.toTake ? ", after your units are claimed" : ""}
            </>
          }
        />
      ))}
      {lines.some(({ currency }) => currency !== zeroAddress && !listedCurrency(chain, currency)) ? (
        <p className="text-sm text-soft">
          Unlisted tokens are left out at first: one that refuses would stop the others. Withdraw them by themselves.
        </p>
      ) : null}
      {chosen.size > mostLines ? (
        <p className="text-sm text-warn">
          The first {mostLines} fit into one transaction. Withdraw the others afterwards.
        </p>
      ) : null}
    </fieldset>
  );
}

type WhereItGoesProps = {
  account: Address;
  value: v.InferOutput<typeof WhereTo>;
  parsed: ReturnType<typeof parseRecipient> | undefined;
  onChange: (change: Partial<v.InferOutput<typeof WhereTo>>) => void;
};

/** To the holder's own account, or to another. */
function WhereItGoes({ account, value: { other, text }, parsed, onChange }: WhereItGoesProps) {
  const group = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium">Where it goes</legend>
      <Checkbox
        type="radio"
        name={group}
        label="To my account"
        hint={shorten(account, 6, 4)}
        checked={!other}
        onChange={() => onChange({ other: false })}
      />
      <Checkbox
        type="radio"
        name={group}
        label="To another account"
        checked={other}
        onChange={() => onChange({ other: true })}
      />
      {other ? (
        <AccountField
          label="Account that receives the money"
          hint={
            parsed?.ok && isSameAddress(parsed.address, account)
              ? "This is your own account."
              : "Check it twice: it cannot be called back."
          }
          value={text}
          onChange={(next) => onChange({ text: next })}
          error={text && parsed && !parsed.ok ? parsed.error : undefined}
        />
      ) : null}
    </fieldset>
  );
}
