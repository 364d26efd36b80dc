import { percentOf } from "@colophon/sdk";
import { claimCall, settleCall } from "@colophon/sdk/calls";
import type { Earnings } from "@colophon/sdk/read";
import { Waypoints } from "lucide-react";
import { useMemo, useState } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { CannotRead, foundOf, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency } from "../../lib/currency.ts";
import { count, formatAmount, shorten, wordFor } from "../../lib/format.ts";
import { titleOf } from "../../lib/work.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Card } from "../../ui/page.tsx";
import { type ArrivingLine, useArriving } from "./arriving.ts";

export type ArrivingSectionProps = {
  account: Address;
  earnings: Earnings;
  /** The block that the earnings were read at. */
  block: number;
};

/** What works made from the account's works owe it and have not settled, with the way to settle and take it out. */
export function ArrivingSection({ account, earnings, block }: ArrivingSectionProps) {
  const arriving = useArriving(account, earnings, block);
  const [chosen, setChosen] = useState<ArrivingLine>();
  const unknown = unknownOf(arriving);
  if (unknown && !chosen) {
    return (
      <div className="mb-8">
        <CannotRead what="what is arriving" sentence={unknown} onRetry={arriving.refetch}>
          <p>Nothing is lost: what works made from yours owe stays owed.</p>
        </CannotRead>
      </div>
    );
  }
  const lines = foundOf(arriving) ?? [];
  if (lines.length === 0 && !chosen) return null;
  return (
    <Card className="mb-10">
      <h2 className="mb-2 flex items-center gap-2.5 text-2xl">
        <Waypoints aria-hidden="true" strokeWidth={1.5} className="size-6 text-accent" /> Arriving
      </h2>
      <p className="mb-4 max-w-prose text-soft">
        Works made from yours have earned, and owe yours a share. It is on its way until somebody settles it; anybody
        may, at any time. Here it is settled and withdrawn at once.
      </p>
      <ul className="grid gap-3">
        {lines.map((line) => (
          <li key={line.key} className="flex flex-wrap items-center justify-between gap-3 border-rule border-t pt-3">
            <span>
              <strong className="font-semibold">
                <Amount amount={line.arriving} currency={line.currency} />
              </strong>{" "}
              for your share of <WorkLink id={line.work.work.id} />
            </span>
            <Button variant="secondary" size="small" aria-haspopup="dialog" onClick={() => setChosen(line)}>
              Settle and withdraw
              <span className="sr-only"> from {titleOf(line.work.work)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {chosen ? <SettleDialog account={account} line={chosen} onClose={() => setChosen(undefined)} /> : null}
    </Card>
  );
}

function SettleDialog({ account, line, onClose }: { account: Address; line: ArrivingLine; onClose: () => void }) {
  const chain = useActiveChain();
  const title = titleOf(line.work.work);
  const calls = useMemo(() => {
    const { work, currency, order, total } = line;
    const { toTake } = work.holding;
    const known = listedCurrency(chain, currency);
    const amount = known
      ? `${formatAmount(total, known.decimals)} ${known.symbol}`
      : `everything in ${shorten(currency, 6, 4)}`;
    return [
      ...(toTake ? [{ call: toTake.call, says: `Claim your ${percentOf(toTake.units)} % of “${title}”.` }] : []),
      {
        call: settleCall(chain.deployment, { works: order, currency }),
        says: `Settle what ${count(order.length, "work")} made from it ${wordFor(order.length, "owes", "owe")}.`,
      },
      {
        call: claimCall(chain.deployment, { work: work.work.id, currency, to: account }),
        says: `Withdraw ${amount} from “${title}” to your account.`,
      },
    ];
  }, [line, chain, title, account]);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Settle and withdraw">
      <div className="grid gap-5">
        <p>
          <Amount amount={line.arriving} currency={line.currency} /> arrives, and with what waited already you get{" "}
          <strong className="font-semibold">
            <Amount amount={line.total} currency={line.currency} />
          </strong>
          . Settling also moves what those works owe to others; all that you pay is the network’s fee.
        </p>
        <TransactionButton
          intent={`settle:${account}:${line.key}`}
          title={`Settle and withdraw from “${title}”`}
          calls={calls}
          label="Settle and withdraw"
          href="/earn"
        />
      </div>
    </Dialog>
  );
}
