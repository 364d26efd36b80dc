import { explainError } from "@colophon/sdk";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useSwitchChain } from "wagmi";
import type { TransactionCall, TransactionStep } from "../lib/transactions/plan.ts";
import { isShort, type TransactionQuote } from "../lib/transactions/quote.ts";
import type { TransactionRecord } from "../lib/transactions/record.ts";
import { walletDialog } from "../lib/wallet.ts";
import { Button, Spinner } from "../ui/button.tsx";
import { classNames } from "../ui/classNames.ts";
import { Notice } from "../ui/notice.tsx";
import { Money } from "../ui/values.tsx";
import { useBecame, useOutcome } from "./Outcome.tsx";
import { TransactionStatusView } from "./TransactionStatusView.tsx";
import { useTransactionFlow } from "./useTransactionFlow.ts";

export type TransactionButtonProps = {
  /** What it is for, such as `buy:<offer>`: while one is under way, no other with the same intent is sent. */
  intent: string;
  /** What happens, in words. It is kept with the transaction and shown in the list of activity. */
  title: string;
  /** What to do, in order; undefined while the form is not complete. Memoise it. */
  calls: readonly TransactionCall[] | undefined;
  /** The words on the button. */
  label: ReactNode;
  /** The page where the person finds it again. */
  href?: string;
  /** What to say while `calls` is undefined. */
  incomplete?: ReactNode;
  /** What must be safe before anything is signed. If it throws, nothing is sent. Memoise it. */
  beforeSigning?: () => Promise<void>;
  /** Called when the last step is confirmed, also after a reload; so it must bear being called again. */
  onConfirmed?: (record: TransactionRecord) => void;
  /** Allows the same again after it is done. */
  repeatable?: boolean;
  /**
   * It can't be done any more, so there is no button. What was asked or sent before goes on being shown to its end:
   * render it all the same, in the same place, so that nobody loses sight of their own transaction.
   */
  over?: boolean;
};

/** One button for everything that is signed: it tries it out, says what it costs, asks the wallet, and tells the outcome. */
export function TransactionButton({
  intent,
  title,
  calls,
  label,
  href,
  incomplete,
  beforeSigning,
  onConfirmed,
  repeatable = false,
  over = false,
}: TransactionButtonProps) {
  const flow = useTransactionFlow({ intent, title, calls, href, beforeSigning, onConfirmed });
  const switching = useSwitchChain();
  const { latest, done, quote, steps, chain } = flow;
  const underWay = flow.asking || latest?.status === "submitted";
  const outcome = useOutcome<HTMLDivElement>(useBecame(done ? true : underWay ? false : undefined));

  if (over && !flow.asking && !latest && !flow.problem) return null;
  if (!flow.account) {
    return (
      <div className="grid justify-items-start gap-2">
        <p className="text-soft text-sm">You need a wallet for this step. It signs, and pays the network's fee.</p>
        <Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>
      </div>
    );
  }

  const sent = latest?.status === "submitted" || latest?.status === "unknown";
  const offered = !sent && !done && (!over || flow.asking);
  const closed = latest?.status === "signing" && !flow.asking;
  const several = (steps?.length ?? 0) > 1;
  const together = flow.together > 1;
  const stepLabel =
    several && steps && !together ? `Step ${Math.min(flow.firstStep + 1, steps.length)} of ${steps.length}: ` : "";
  return (
    <div className="grid gap-4">
      {several && steps ? (
        <TransactionSteps
          steps={steps}
          current={done ? steps.length : (quote.data?.step ?? flow.firstStep)}
          together={flow.together}
        />
      ) : null}

      {!flow.rightChain && offered ? (
        <Notice
          tone="warning"
          actions={
            <Button size="small" busy={switching.isPending} onClick={() => switching.mutate({ chainId: chain.id })}>
              Switch to {chain.name}
            </Button>
          }
        >
          <p>Your wallet is on another network. Switch it to {chain.name} to sign.</p>
        </Notice>
      ) : null}

      {calls === undefined && offered && incomplete ? <p className="text-soft">{incomplete}</p> : null}
      {quote.error && offered ? (
        <Notice
          tone="warning"
          title="This would not go through now"
          actions={
            <Button size="small" variant="secondary" busy={quote.isFetching} onClick={() => quote.refetch()}>
              Try again
            </Button>
          }
        >
          <p>{explainError(quote.error).sentence}</p>
        </Notice>
      ) : null}

      {offered ? (
        <>
          <TransactionCost
            quote={quote.data}
            reading={quote.isLoading}
            currency={chain.currency}
            stepsAfter={several && steps && !together ? steps.length - 1 - (quote.data?.step ?? flow.firstStep) : 0}
          />
          <div className="flex flex-wrap items-center gap-3">
            <Button
              busy={flow.asking}
              disabled={!flow.rightChain || !steps || !quote.data || Boolean(quote.error) || isShort(quote.data)}
              onClick={flow.send}
            >
              {flow.asking ? (
                "Look at your wallet"
              ) : closed ? (
                "Ask my wallet again"
              ) : (
                <>
                  {stepLabel}
                  {label}
                </>
              )}
            </Button>
            {together && !flow.asking ? (
              <Button variant="quiet" size="small" onClick={flow.sendAlone}>
                Do it step by step instead
              </Button>
            ) : null}
          </div>
        </>
      ) : null}

      {flow.problem ? (
        <Notice tone="warning" urgent>
          <p>{flow.problem}</p>
        </Notice>
      ) : null}
      <div ref={outcome} tabIndex={-1} aria-live="polite" className="scroll-mt-24 empty:hidden">
        {latest ? <TransactionStatusView record={latest} asking={flow.asking} chain={chain} /> : null}
      </div>
      {done && repeatable && !over ? (
        <div>
          <Button variant="secondary" onClick={flow.startAgain}>
            Do it again
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type TransactionStepsProps = {
  steps: readonly TransactionStep[];
  /** The index of the next step; `steps.length` when all are done. */
  current: number;
  /** How many steps the wallet does at once, from the next one on. */
  together?: number;
};

/** The transactions of a plan that has several, in order, and how often the wallet asks. */
function TransactionSteps({ steps, current, together = 1 }: TransactionStepsProps) {
  const atOnce = together > 1;
  return (
    <div>
      <p className="mb-2 font-medium">
        {atOnce
          ? "Your wallet will ask once, for all of this together:"
          : `Your wallet will ask ${steps.length} times:`}
      </p>
      <ol className="grid gap-2">
        {steps.map((step, index) => {
          const now = atOnce ? index >= current : index === current;
          return (
            <li
              key={step.says.join()}
              aria-current={now ? "step" : undefined}
              className={classNames("flex items-start gap-2", now ? "text-ink" : "text-soft")}
            >
              <span
                aria-hidden="true"
                className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-edge text-xs"
              >
                {index < current ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span>
                {step.says.join(" ")}
                {index < current ? <span className="sr-only"> (done)</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
      {atOnce ? <p className="mt-2 text-sm text-soft">All of it happens, or none of it.</p> : null}
    </div>
  );
}

type TransactionCostProps = {
  quote: TransactionQuote | undefined;
  reading: boolean;
  currency: { symbol: string; decimals: number };
  /** How many more transactions follow, whose fees are not known yet. */
  stepsAfter: number;
};

/** What a transaction costs, before it is signed. */
function TransactionCost({ quote, reading, currency, stepsAfter }: TransactionCostProps) {
  if (reading) {
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Trying it out and asking what it costs…
      </p>
    );
  }
  if (!quote) return null;
  const { symbol, decimals } = currency;
  const short = isShort(quote);
  const { fee, maximumFee, balance } = quote;
  return (
    <div className="grid gap-3">
      <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-1 text-sm">
        {quote.value > 0n ? (
          <>
            <dt className="text-soft">You pay</dt>
            <dd className="text-right">
              <Money amount={quote.value} decimals={decimals} symbol={symbol} />
            </dd>
          </>
        ) : null}
        <dt className="text-soft">Network fee</dt>
        <dd className="text-right">
          {fee === undefined ? (
            "Your wallet will say it"
          ) : (
            <Money amount={fee} decimals={decimals} symbol={symbol} about={8} />
          )}
        </dd>
        {quote.value > 0n && fee !== undefined ? (
          <>
            <dt className="font-medium">Together</dt>
            <dd className="text-right font-medium">
              <Money amount={quote.value + fee} decimals={decimals} symbol={symbol} about={8} />
            </dd>
          </>
        ) : null}
      </dl>
      <p className="text-soft text-sm">
        The fee goes to the network, not to us
        {maximumFee === undefined ? (
          ". This chain does not say here how much it is; read what your wallet shows before you sign."
        ) : (
          <>
            , and is at most <Money amount={maximumFee} decimals={decimals} symbol={symbol} about={8} />.
          </>
        )}
        {stepsAfter > 0 ? " You see the fee of the next step before you sign it." : ""}
        {quote.uncounted > 0 ? " It counts the first of them only; your wallet shows the fee of all." : ""}
      </p>
      {quote.untried ? (
        <Notice tone="warning" title="It could not be tried out before">
          <p>{quote.untried} You can sign it all the same: your wallet says whether it would go through.</p>
        </Notice>
      ) : null}
      {short && balance !== undefined ? (
        <Notice tone="warning">
          <p>
            Your account has <Money amount={balance} decimals={decimals} symbol={symbol} />, which is not enough. Add{" "}
            {symbol} to it, or use another account.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}
