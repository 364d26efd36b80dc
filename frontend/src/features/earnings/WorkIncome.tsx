import { formatId, percentOf, type WorkEarnings } from "@colophon/sdk";
import { useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { WorkCover } from "../../components/cover/WorkCover.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Notice } from "../../components/Notice.tsx";
import { titleOf } from "../../lib/work/titleOf.ts";
import { CurrencyIncome } from "./CurrencyIncome.tsx";
import { TakeShare } from "./TakeShare.tsx";
import { TransferUnits } from "./TransferUnits.tsx";

export type WorkIncomeProps = {
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
