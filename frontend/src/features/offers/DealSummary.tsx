import type { OnchainTerms, Terms, WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Amount } from "../../components/Amount.tsx";
import { Card } from "../../components/Card.tsx";
import { MoneyGoes } from "../../components/MoneyGoes.tsx";
import { TermsPoints } from "../../components/terms/TermsPoints.tsx";

export type DealSummaryProps = {
  work: WorkRecord;
  terms: Terms;
  onchain: OnchainTerms;
  /** What the buyer pays in all, in the smallest unit of the currency. */
  price: bigint;
  currency: Address;
  /** More to say about the price. */
  priceNote?: ReactNode;
  /** Rows for a list of terms and what they are. */
  children: ReactNode;
};

/** What a buyer gets and for what, and where the money goes: read before an offer or a quote is signed. */
export function DealSummary({ work, terms, onchain, price, currency, priceNote, children }: DealSummaryProps) {
  return (
    <Card className="grid gap-10 md:grid-cols-2">
      <section aria-labelledby="buyer-gets" className="grid content-start gap-4">
        <h3 id="buyer-gets" className="text-xl">
          What the buyer gets
        </h3>
        <TermsPoints onchain={onchain} terms={terms} />
        <dl className="grid gap-3 border-rule border-t pt-4">
          <div>
            <dt className="text-soft text-sm">For</dt>
            <dd className="font-serif text-2xl">
              {price === 0n ? "nothing: free of charge" : <Amount amount={price} currency={currency} />}
            </dd>
            {priceNote ? <dd className="text-soft text-sm">{priceNote}</dd> : null}
          </div>
          {children}
        </dl>
      </section>
      <section aria-labelledby="money-goes" className="grid content-start gap-4">
        <h3 id="money-goes" className="text-xl">
          Where the money goes
        </h3>
        {price === 0n ? (
          <p className="text-soft">There is nothing to divide for a free licence.</p>
        ) : (
          <MoneyGoes work={work} offer={{ currency, parent: 0n, licensor: work.controller }} price={price} most={6} />
        )}
      </section>
    </Card>
  );
}
