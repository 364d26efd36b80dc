import { forever, isSameAddress, type Offer } from "@colophon/sdk";
import { offerTypedData } from "@colophon/sdk/calls";
import type { WorkRecord } from "@colophon/sdk/read";
import {
  createQuote,
  onchainTermsOf,
  quoteDocumentOf,
  type ScheduleDocument,
  type Terms,
  termsIdOf,
} from "@colophon/sdk/terms";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Address } from "viem";
import { Amount } from "../../flow/Amount.tsx";
import { SignButton } from "../../flow/SignButton.tsx";
import { useTypedSignature } from "../../flow/useTypedSignature.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { keepQuote } from "../../lib/quotes.ts";
import { formatTime } from "../../lib/time.ts";
import { useChainClient } from "../../lib/useFinding.ts";
import { Card } from "../../ui/page.tsx";
import { AddressView } from "../../ui/values.tsx";
import { ConflictNotice, DealSummary, FactsRow } from "./OfferSummary.tsx";
import type { OfferedSale, QuoteDeal } from "./offerForm.ts";

export type QuotePanelProps = {
  work: WorkRecord;
  terms: Terms;
  sale: OfferedSale;
  deal: QuoteDeal;
  /** The facts of the deal, which go with the quote; undefined if there are none here. */
  facts: ScheduleDocument | undefined;
  account: Address | undefined;
  onSigned: (document: string) => void;
};

/** What the one buyer gets, where the money goes, and the signature that makes the quote. */
export function QuotePanel({ work, terms, sale, deal, facts, account, onSigned }: QuotePanelProps) {
  const chain = useActiveChain();
  const client = useChainClient();
  const queries = useQueryClient();
  const wallet = useTypedSignature();
  const onchain = useMemo(() => onchainTermsOf(terms, chain.deployment), [terms, chain.deployment]);
  const isController = isSameAddress(account, work.controller);
  const total = sale.price * BigInt(deal.seats);

  const ask = async () => {
    // The chain's own time tells apart quotes that are the same in everything else; a restarted node's may be ahead.
    const { timestamp } = await client.getBlock();
    const offer: Offer = {
      work: work.id,
      parent: 0n,
      licensor: work.controller,
      buyer: deal.buyer,
      terms: termsIdOf(onchain),
      currency: sale.currency,
      price: sale.price,
      supply: deal.seats,
      opens: Number(timestamp),
      closes: deal.closes,
      starts: sale.starts,
      schedule: sale.schedule,
    };
    const signature = await wallet.sign(offerTypedData(chain.deployment, { offer }));
    if (!signature) return;
    const quote = createQuote(chain.deployment, { offer, terms, facts: facts ?? "none", signature });
    await keepQuote(quote);
    await queries.invalidateQueries({ queryKey: ["quotes"] });
    onSigned(quoteDocumentOf(quote));
  };

  return (
    <div className="grid gap-8">
      <DealSummary
        work={work}
        terms={terms}
        onchain={onchain}
        price={total}
        currency={sale.currency}
        priceNote={
          deal.seats > 1 ? (
            <>
              {formatNumber(deal.seats)} seats at <Amount amount={sale.price} currency={sale.currency} />
            </>
          ) : null
        }
      >
        <div>
          <dt className="text-soft text-sm">Only for</dt>
          <dd>
            <AddressView value={deal.buyer} />
          </dd>
        </div>
        {sale.starts === 0 ? null : (
          <div>
            <dt className="text-soft text-sm">Starts</dt>
            <dd>On {formatTime(sale.starts)}, or when it is bought if that is later.</dd>
          </div>
        )}
        <FactsRow facts={facts} sale={sale} />
        <div>
          <dt className="text-soft text-sm">Holds</dt>
          <dd>{deal.closes === forever ? "Until you cancel it." : `Until just before ${formatTime(deal.closes)}.`}</dd>
        </div>
      </DealSummary>
      <Card className="grid gap-4">
        <ConflictNotice work={work.id} starts={sale.starts} terms={onchain} />
        <div className="grid max-w-prose gap-2">
          <p>
            Your wallet asks you to sign the offer. That sends nothing and costs nothing. Then you get a link and a file
            for the buyer, who can buy exactly this without asking you again.
          </p>
          <p className="text-soft text-sm">
            A quote cannot be edited. Until it is used you can cancel it, by a transaction. It also ends if the work
            changes hands.
          </p>
        </div>
        {account && !isController ? (
          <p className="text-soft">Only the account that controls the work can sign this.</p>
        ) : (
          <SignButton wallet={wallet} label="Sign the quote" onSign={ask} />
        )}
      </Card>
    </div>
  );
}
