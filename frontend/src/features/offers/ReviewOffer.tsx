import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import type { Terms } from "@colophon/sdk/terms";
import { PenLine } from "lucide-react";
import type { Ref } from "react";
import type { Address, Hex } from "viem";
import { Button } from "../../ui/button.tsx";
import { LoadingState } from "../../ui/states.tsx";
import type { ParsedFacts } from "./factsForm.ts";
import type { OfferedSale, QuoteDeal } from "./offerForm.ts";
import { PublishPanel } from "./PublishPanel.tsx";
import { QuotePanel } from "./QuotePanel.tsx";

export type ReviewOfferProps = {
  work: WorkRecord;
  block: BlockRef;
  /** The offers that the work has; undefined until they are read. */
  currentOffers: readonly OfferRecord[] | undefined;
  account: Address | undefined;
  onPublished: (offer: Hex) => void;
  onSigned: (document: string) => void;
  terms: Terms;
  sale: OfferedSale;
  deal: QuoteDeal | undefined;
  facts: ParsedFacts;
  heading: Ref<HTMLHeadingElement>;
  onChange: () => void;
};

/** What is read once more before it is signed: a quote for one buyer, or an offer for everybody. */
export function ReviewOffer({ heading, onChange, ...offer }: ReviewOfferProps) {
  return (
    <section aria-labelledby="review" className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h2 id="review" ref={heading} tabIndex={-1} className="text-3xl">
          Read it once more, then sign
        </h2>
        <Button variant="quiet" icon={<PenLine aria-hidden="true" className="size-4" />} onClick={onChange}>
          Change something
        </Button>
      </div>
      <Panel {...offer} />
    </section>
  );
}

type PanelProps = Omit<ReviewOfferProps, "heading" | "onChange">;

function Panel({ deal, facts, currentOffers, onPublished, onSigned, block, ...offer }: PanelProps) {
  if (deal) return <QuotePanel {...offer} deal={deal} facts={facts.facts} onSigned={onSigned} />;
  if (!currentOffers) return <LoadingState label="Reading the offers that there are" />;
  return <PublishPanel {...offer} facts={facts} existing={currentOffers} block={block} onPublished={onPublished} />;
}
