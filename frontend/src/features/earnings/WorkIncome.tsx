import { formatId, percentOf, typeable } from "@colophon/sdk";
import { transferUnitsCall } from "@colophon/sdk/calls";
import type { CurrencyEarnings, WorkEarnings } from "@colophon/sdk/read";
import { type ReactNode, useMemo, useState } from "react";
import * as v from "valibot";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { AccountField, PercentField } from "../../flow/fields.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { shorten } from "../../lib/format.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { titleOf } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { RedirectClaim } from "./RedirectClaim.tsx";
import { WhyThisFigure } from "./WhyThisFigure.tsx";
import { parseUnitsToPass } from "./withdrawals.ts";

type WorkIncomeProps = {
  account: Address;
  income: WorkEarnings;
  onWithdraw: (currency: Address) => void;
};

/** What one work has brought in for the account. */
export function WorkIncome({ account, income, onWithdraw }: WorkIncomeProps) {
  const { work, holding, currencies } = income;
  const [passing, setPassing] = useState(false);
  const id = formatId(work.id, "work");
  const title = titleOf(work);
  const waiting = holding.toTake?.units ?? 0;
  const quiet = currencies.length === 0;
  const Heading = quiet ? "h3" : "h2";
  return (
    <Card className={quiet ? "h-full p-4 sm:p-5" : undefined}>
      <div className="flex items-start gap-5">
        <WorkCover work={work} className={quiet ? "w-12 shrink-0" : "w-16 shrink-0 sm:w-20"} />
        <div className="min-w-0 grow">
          <Heading className={`line-clamp-3 leading-tight [overflow-wrap:anywhere] ${quiet ? "text-lg" : "text-2xl"}`}>
            <Link href={`/work/${id}`} className="rounded-sm text-ink no-underline hover:text-accent">
              <bdi>{title}</bdi>
            </Link>
          </Heading>
          <p className="mt-1">
            {holding.units + waiting === 0 ? (
              "You hold no share any more"
            ) : (
              <>
                Your share: <strong className="font-semibold">{percentOf(holding.units + waiting)}&nbsp;%</strong>
              </>
            )}
          </p>
          {holding.units + waiting > 0 ? (
            <Button
              variant="quiet"
              size="small"
              className="-ml-3 mt-1"
              aria-haspopup="dialog"
              onClick={() => setPassing(true)}
            >
              Pass on a part of it
              <span className="sr-only"> ({title})</span>
            </Button>
          ) : null}
        </div>
      </div>

      {holding.toTake ? <TakeShare income={income} title={title} /> : null}
      {holding.gap ? (
        <Notice tone="warning" className="mt-5">
          <p>Whether you were given a share at registration is not known right now. {holding.gap}</p>
        </Notice>
      ) : null}

      {currencies.map((currency) => (
        <CurrencyIncome
          key={currency.currency}
          account={account}
          income={income}
          figures={currency}
          title={title}
          onWithdraw={() => onWithdraw(currency.currency)}
        />
      ))}

      <Dialog open={passing} onOpenChange={setPassing} title="Pass on a part of your share">
        <TransferUnits account={account} income={income} title={title} />
      </Dialog>
    </Card>
  );
}

type CurrencyIncomeProps = {
  account: Address;
  income: WorkEarnings;
  figures: CurrencyEarnings;
  title: string;
  onWithdraw: () => void;
};

/** The figures of one work in one currency, and why they are what they are. */
function CurrencyIncome({ account, income, figures, title, onWithdraw }: CurrencyIncomeProps) {
  const [open, setOpen] = useState(false);
  const [redirecting, setRedirecting] = useState(false);
  const { currency, received, entitled, claimed, claimable, notYetTaken } = figures;
  const waiting = claimable + notYetTaken;
  return (
    <section className="mt-5 border-rule border-t pt-5">
      <h3 className="sr-only">
        Income of {title} in <Amount amount={received} currency={currency} />
      </h3>
      <dl className="grid gap-x-6 gap-y-4 min-[26rem]:grid-cols-2 lg:grid-cols-4">
        <Figure label="The work received">
          <Amount amount={received} currency={currency} />
        </Figure>
        <Figure label="Your part of it">
          <Amount amount={entitled + notYetTaken} currency={currency} />
        </Figure>
        <Figure label="Withdrawn">
          <Amount amount={claimed} currency={currency} />
        </Figure>
        <Figure label="Waiting" strong>
          <Amount amount={waiting} currency={currency} />
        </Figure>
      </dl>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {waiting > 0n ? (
          <Button variant="secondary" size="small" aria-haspopup="dialog" onClick={onWithdraw}>
            Withdraw
            <span className="sr-only">
              {" "}
              from {title}: <Amount amount={waiting} currency={currency} />
            </span>
          </Button>
        ) : null}
        {waiting > 0n ? (
          <Button variant="quiet" size="small" aria-haspopup="dialog" onClick={() => setRedirecting(true)}>
            Let somebody else send it
          </Button>
        ) : null}
        <button type="button" aria-expanded={open} className="link min-h-9 text-sm" onClick={() => setOpen(!open)}>
          {open ? "Hide the payments" : "Why this figure"}
        </button>
      </div>
      <Dialog open={redirecting} onOpenChange={setRedirecting} title="Let somebody else send it">
        <RedirectClaim account={account} income={income} currency={currency} waiting={waiting} />
      </Dialog>
      {open ? <WhyThisFigure account={account} income={income} figures={figures} /> : null}
    </section>
  );
}

function Figure({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-soft">{label}</dt>
      <dd className={strong ? "font-semibold" : undefined}>{children}</dd>
    </div>
  );
}

/** Says that a share was given at registration and not taken yet, and takes it. */
function TakeShare({ income, title }: { income: WorkEarnings; title: string }) {
  const { toTake } = income.holding;
  const id = formatId(income.work.id, "work");
  const calls = useMemo(
    () => (toTake ? [{ call: toTake.call, says: `Take your ${percentOf(toTake.units)} % of “${title}”.` }] : undefined),
    [toTake, title],
  );
  if (!toTake) return null;
  return (
    <details className="mt-4 rounded-lg bg-accent-wash px-4 py-2.5">
      <summary className="py-0.5">
        <span className="font-medium">{percentOf(toTake.units)}&nbsp;% are yours and not taken yet.</span>{" "}
        <span className="link">Take them</span>
      </summary>
      <div className="mt-3 grid gap-4 pb-1.5">
        <p>
          Nothing is lost by waiting: they earn from the beginning. Withdrawing takes them along in the same
          transaction, so you need this only to hold them in your account without withdrawing.
        </p>
        <TransactionButton
          intent={`take:${id}`}
          title={`Take ${percentOf(toTake.units)} % of “${title}”`}
          calls={calls}
          label="Take my share"
          href="/earn"
        />
      </div>
    </details>
  );
}

const PassedOn = v.object({ to: v.string(), percent: v.string() });

type TransferUnitsProps = { account: Address; income: WorkEarnings; title: string };

/** Hands a part of a share to somebody else. What it has earned so far stays. */
function TransferUnits({ account, income, title }: TransferUnitsProps) {
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
