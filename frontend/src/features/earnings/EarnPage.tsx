import type { Earnings } from "@colophon/sdk/read";
import { HandCoins } from "lucide-react";
import { useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { Read } from "../../flow/Read.tsx";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { useEarnings } from "../../lib/reads.ts";
import { walletDialog } from "../../lib/wallet.ts";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { ArrivingSection } from "./ArrivingSection.tsx";
import { ProceedsSection } from "./ProceedsSection.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";
import { WorkIncome } from "./WorkIncome.tsx";
import { type WithdrawalLine, waitingTotals, withdrawalLines } from "./withdrawals.ts";

/** What the connected account has earned, why, and the way to take it out. */
export function EarnPage() {
  const { address } = useConnection();
  const found = useEarnings(address);
  return (
    <>
      <PageHeader eyebrow="Yours" title="Earnings">
        <p>
          What your works and shares have brought in. The contract divides every payment by the shares; you take out
          your part whenever you like, and nobody can hold it back. For your books and your taxes there are{" "}
          <Link href="/statements" className="link">
            statements
          </Link>
          .
        </p>
      </PageHeader>

      {!address ? (
        <EmptyState
          title="Connect a wallet to see your earnings"
          actions={<Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>}
        >
          <p>Income belongs to accounts. Connecting only shows this page your address.</p>
        </EmptyState>
      ) : null}
      {address ? (
        <Read of={found} what="your earnings" meanwhile={<p>Your money is not affected. It waits in the contract.</p>}>
          {(earnings, block) => <Income account={address} earnings={earnings} block={block.number} />}
        </Read>
      ) : null}
    </>
  );
}

type IncomeProps = { account: Address; earnings: Earnings; block: number };

function Income({ account, earnings, block }: IncomeProps) {
  const [withdrawing, setWithdrawing] = useState<readonly WithdrawalLine[]>();
  const { works, gaps } = earnings;
  const lines = withdrawalLines(earnings);
  const paid = works.filter(({ currencies }) => currencies.length > 0);
  const quiet = works.filter(({ currencies }) => currencies.length === 0);
  return (
    <>
      {gaps.length > 0 ? (
        <Notice tone="warning" title="Something may be missing here" className="mb-6">
          {gaps.slice(0, 3).map((gap) => (
            <p key={gap}>{gap}</p>
          ))}
          {gaps.length > 3 ? <p>And {formatNumber(gaps.length - 3)} more of the kind.</p> : null}
          <p>Shares you were given there would not show until it can be read. They are not lost.</p>
        </Notice>
      ) : null}

      {works.length === 0 ? (
        <EmptyState
          title="This account has no share in any work"
          actions={
            <Link href="/register" className={buttonClasses()}>
              Register a work
            </Link>
          }
        >
          <p>Register a work, or be given a share of one, and its income appears here.</p>
        </EmptyState>
      ) : (
        <Waiting lines={lines} onWithdraw={() => setWithdrawing(lines)} />
      )}

      <ArrivingSection account={account} earnings={earnings} block={block} />
      <ProceedsSection account={account} />

      <ul className="grid gap-8">
        {paid.map((work) => (
          <li key={work.work.id.toString()}>
            <WorkIncome
              account={account}
              income={work}
              onWithdraw={(currency) =>
                setWithdrawing(lines.filter((line) => line.work === work && line.currency === currency))
              }
            />
          </li>
        ))}
      </ul>
      {quiet.length > 0 ? (
        <section className={paid.length > 0 ? "mt-12" : undefined}>
          <h2 className="mb-4 text-2xl">Works that have received nothing yet</h2>
          <ul className="grid gap-4 md:grid-cols-2">
            {quiet.map((work) => (
              <li key={work.work.id.toString()}>
                <WorkIncome account={account} income={work} onWithdraw={() => undefined} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {works.length > 0 ? <p className="mt-8 text-sm text-soft">Read at block {formatNumber(block)}.</p> : null}
      {withdrawing ? (
        <WithdrawDialog account={account} lines={withdrawing} onClose={() => setWithdrawing(undefined)} />
      ) : null}
    </>
  );
}

/** What waits in each currency, and the way to take all of it out. */
function Waiting({ lines, onWithdraw }: { lines: readonly WithdrawalLine[]; onWithdraw: () => void }) {
  const totals = waitingTotals(lines);
  return (
    <Card className="mb-10 flex flex-wrap items-end justify-between gap-x-10 gap-y-6">
      <div>
        <h2 className="eyebrow mb-2 font-sans">Waiting for you</h2>
        {totals.length === 0 ? (
          <p className="font-serif text-3xl text-soft">Nothing at the moment</p>
        ) : (
          <ul className="flex flex-wrap gap-x-8 gap-y-2">
            {totals.map(({ currency, amount }) => (
              <li key={currency} className="font-serif text-3xl sm:text-4xl">
                <Amount amount={amount} currency={currency} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {lines.length > 0 ? (
        <Button icon={<HandCoins aria-hidden="true" className="size-4" />} aria-haspopup="dialog" onClick={onWithdraw}>
          {wordFor(lines.length, "Withdraw it", "Withdraw everything")}
        </Button>
      ) : null}
    </Card>
  );
}
