import type { CurrencyEarnings, WorkEarnings } from "@colophon/sdk";
import { type ReactNode, useState } from "react";
import type { Address } from "viem";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { RedirectClaim } from "./redirect/RedirectClaim.tsx";
import { WhyThisFigure } from "./WhyThisFigure.tsx";

export type CurrencyIncomeProps = {
  account: Address;
  income: WorkEarnings;
  figures: CurrencyEarnings;
  title: string;
  onWithdraw: () => void;
};

/** The figures of one work in one currency, and why they are what they are. */
export function CurrencyIncome({ account, income, figures, title, onWithdraw }: CurrencyIncomeProps) {
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
