import type { TransactionQuote } from "../lib/transactions/TransactionQuote.ts";
import { Money } from "./Money.tsx";
import { Notice } from "./Notice.tsx";
import { Spinner } from "./Spinner.tsx";

export type TransactionCostProps = {
  quote: TransactionQuote | undefined;
  reading: boolean;
  currency: { symbol: string; decimals: number };
  /** How many more transactions follow, whose fees are not known yet. */
  stepsAfter: number;
};

/** What a transaction costs, before it is signed. */
export function TransactionCost({ quote, reading, currency, stepsAfter }: TransactionCostProps) {
  if (reading) {
    return (
      <p className="flex items-center gap-2 text-soft text-sm">
        <Spinner /> Trying it out and asking what it costs…
      </p>
    );
  }
  if (!quote) return null;
  const { symbol, decimals } = currency;
  // A wallet that does several things at once may have its fee paid by somebody else.
  const short = quote.balance < quote.value + (quote.together > 1 ? 0n : quote.fee);
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
          <Money amount={quote.fee} decimals={decimals} symbol={symbol} about={8} />
        </dd>
        {quote.value > 0n ? (
          <>
            <dt className="font-medium">Together</dt>
            <dd className="text-right font-medium">
              <Money amount={quote.value + quote.fee} decimals={decimals} symbol={symbol} about={8} />
            </dd>
          </>
        ) : null}
      </dl>
      <p className="text-soft text-sm">
        The fee goes to the network, not to us, and is at most{" "}
        <Money amount={quote.maximumFee} decimals={decimals} symbol={symbol} about={8} />.
        {stepsAfter > 0 ? " You see the fee of the next step before you sign it." : ""}
        {quote.uncounted > 0 ? " It counts the first of them only; your wallet shows the fee of all." : ""}
      </p>
      {short ? (
        <Notice tone="warning">
          <p>
            Your account has <Money amount={quote.balance} decimals={decimals} symbol={symbol} />, which is not enough.
            Add {symbol} to it, or use another account.
          </p>
        </Notice>
      ) : null}
    </div>
  );
}
