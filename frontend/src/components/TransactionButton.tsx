import type { ReactNode } from "react";
import { useSwitchChain } from "wagmi";
import { sentenceOf } from "../lib/transactions/sentenceOf.ts";
import type { TransactionCall } from "../lib/transactions/TransactionCall.ts";
import type { TransactionQuote } from "../lib/transactions/TransactionQuote.ts";
import type { TransactionRecord } from "../lib/transactions/TransactionRecord.ts";
import { useTransactionFlow } from "../lib/transactions/useTransactionFlow.ts";
import { walletDialog } from "../lib/wallet/walletDialog.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import { TransactionCost } from "./TransactionCost.tsx";
import { TransactionStatusView } from "./TransactionStatusView.tsx";
import { TransactionSteps } from "./TransactionSteps.tsx";

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
}: TransactionButtonProps) {
  const flow = useTransactionFlow({ intent, title, calls, href, beforeSigning, onConfirmed });
  const switching = useSwitchChain();
  const { latest, done, quote, steps, chain } = flow;

  if (!flow.account) {
    return (
      <div className="grid justify-items-start gap-2">
        <p className="text-soft text-sm">You need a wallet for this step. It signs, and pays the network's fee.</p>
        <Button onClick={() => walletDialog.setOpen(true)}>Connect a wallet</Button>
      </div>
    );
  }

  const sent = latest?.status === "submitted";
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

      {!flow.rightChain && !sent && !done ? (
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

      {calls === undefined && !sent && !done && incomplete ? <p className="text-soft">{incomplete}</p> : null}
      {quote.error && !sent && !done ? (
        <Notice
          tone="warning"
          title="This would not go through now"
          actions={
            <Button size="small" variant="secondary" busy={quote.isFetching} onClick={() => quote.refetch()}>
              Try again
            </Button>
          }
        >
          <p>{sentenceOf(quote.error)}</p>
        </Notice>
      ) : null}

      {!sent && !done ? (
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
      <div aria-live="polite" className="empty:hidden">
        {latest ? <TransactionStatusView record={latest} asking={flow.asking} chain={chain} /> : null}
      </div>
      {done && repeatable ? (
        <div>
          <Button variant="secondary" onClick={flow.startAgain}>
            Do it again
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** A wallet that does several things at once may have its fee paid by somebody else. */
function isShort(quote: TransactionQuote | undefined): boolean {
  return quote !== undefined && quote.balance < quote.value + (quote.together > 1 ? 0n : quote.fee);
}
