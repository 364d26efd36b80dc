import { type BlockRef, type OfferRecord, usesOfBitmap } from "@colophon/sdk";
import { Link } from "wouter";
import { Badge } from "../../../components/Badge.tsx";
import { buttonClasses } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { DeedProblem } from "../../../components/terms/DeedProblem.tsx";
import { OfferPrice } from "../../../components/terms/OfferPrice.tsx";
import { TermsPoints } from "../../../components/terms/TermsPoints.tsx";
import { deedVerdict } from "../../../lib/terms/deedVerdict.ts";
import { offerSentence, offerStateNow } from "../../../lib/terms/offerNow.ts";
import { offerStateText } from "../../../lib/terms/offerStateText.ts";
import { usesInWords } from "../../../lib/terms/usesInWords.ts";

/** An offer in plain words. */
export function OfferCard({ record, block }: { record: OfferRecord; block: BlockRef }) {
  const { offer, terms } = record;
  const verdict = deedVerdict(terms);
  const state = offerStateNow(record, block);
  const sentence = offerSentence(record, state);
  const buyable = state === "open" && verdict.status === "verified";
  const title = `Licence for ${usesInWords(usesOfBitmap(terms.onchain.uses).uses) || "uses unknown here"}`;
  return (
    <Card className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid content-start gap-4">
        <h3 className="sr-only">{title}</h3>
        <TermsPoints onchain={terms.onchain} terms={verdict.status === "verified" ? verdict.deed.terms : undefined} />
        <DeedProblem verdict={verdict} />
      </div>
      <div className="grid content-start justify-items-start gap-3 border-rule border-t pt-4 sm:w-48 sm:justify-items-end sm:border-t-0 sm:border-l sm:pt-0 sm:pl-5 sm:text-right">
        <p className="font-serif text-2xl leading-tight">
          <OfferPrice offer={offer} />
        </p>
        {state === "open" ? null : <Badge tone={offerStateText[state].tone}>{offerStateText[state].label}</Badge>}
        {sentence ? <p className="text-sm text-soft">{sentence}</p> : null}
        <Link href={`/offer/${record.id}`} className={buttonClasses(buyable ? "primary" : "secondary", "small")}>
          {buyable ? (offer.price === 0n ? "Read and get it" : "Read and buy") : "Look at it"}
          <span className="sr-only">: {title}</span>
        </Link>
      </div>
    </Card>
  );
}
