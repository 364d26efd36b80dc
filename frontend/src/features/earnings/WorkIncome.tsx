import { formatId, percentOf } from "@colophon/sdk";
import type { CurrencyEarnings, WorkEarnings } from "@colophon/sdk/read";
import { type ReactNode, useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { titleOf } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { TakeShare, TransferUnits } from "./PassShare.tsx";
import { RedirectClaim } from "./RedirectClaim.tsx";
import { WhyThisFigure } from "./WhyThisFigure.tsx";

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
              Transfer royalty units
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

      <Dialog open={passing} onOpenChange={setPassing} title="Transfer royalty units">
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
