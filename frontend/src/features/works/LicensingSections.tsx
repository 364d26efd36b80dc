import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import { hasDuties, purposesOfBitmap, usesOfBitmap } from "@colophon/sdk/terms";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { Read } from "../../flow/Read.tsx";
import { capitalised, count } from "../../lib/format.ts";
import { offerSentence, offerStateNow, offerStateText } from "../../lib/offers.ts";
import { useGrants } from "../../lib/reads.ts";
import { allowsInWords, deedVerdict, purposesInWords, termsOf, usesInWords } from "../../lib/terms.ts";
import { DeedProblem } from "../../parts/deed.tsx";
import { ExcludingGrants } from "../../parts/exclusivity.tsx";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import { ForMachines } from "./ForMachines.tsx";

function isDoubtful({ terms }: OfferRecord): boolean {
  return deedVerdict(terms).status !== "verified";
}

type OffersListProps = { work: WorkRecord; offers: readonly OfferRecord[]; block: BlockRef };

/** By the place in which terms have it on the chain. */
const exclusivityInWords = (exclusivity: number) => ["not exclusive", "sole", "exclusive"][exclusivity];

/** The offers of a work: first what can be bought now or later, the rest folded away. */
export function OffersList({ work, offers, block }: OffersListProps) {
  const alive = offers
    .filter((record) => ["open", "not open yet"].includes(offerStateNow(record, block)))
    // What nobody should buy comes last.
    .sort((a, b) => Number(isDoubtful(a)) - Number(isDoubtful(b)));
  const over = offers.filter((record) => !alive.includes(record));
  const list = (records: readonly OfferRecord[]) => (
    <ul className="grid gap-4">
      {records.map((record) => (
        <li key={record.id}>
          <OfferCard record={record} block={block} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className="grid gap-5">
      {alive.length > 0 ? (
        list(alive)
      ) : (
        <p className="text-soft">There is no open offer for this work at the moment.</p>
      )}
      {over.length > 0 ? (
        <details>
          <summary className="link w-fit py-1">
            {count(over.length, "earlier offer")} that cannot be bought any more
          </summary>
          <div className="mt-4">{list(over)}</div>
        </details>
      ) : null}
      <ForMachines work={work} offers={offers} block={block} />
    </div>
  );
}

/** An offer: what for, for how much and the way to it, with its other terms folded below. */
function OfferCard({ record, block }: { record: OfferRecord; block: BlockRef }) {
  const { offer, terms } = record;
  const verdict = deedVerdict(terms);
  const state = offerStateNow(record, block);
  const sentence = offerSentence(record, state);
  const buyable = state === "open" && verdict.status !== "refused";
  const title = `Licence for ${usesInWords(usesOfBitmap(terms.onchain.uses).uses) || "uses unknown here"}`;
  return (
    <Card className="grid gap-x-6 gap-y-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid content-start gap-2">
        <h3 className="font-sans text-base leading-snug">{capitalised(allowsInWords(terms.onchain))}</h3>
        <p className="text-sm text-soft">
          {[
            capitalised(purposesInWords(purposesOfBitmap(terms.onchain.purposes).purposes)),
            exclusivityInWords(terms.onchain.exclusivity),
            hasDuties(terms.onchain) ? "with duties later: reports, royalties or both" : undefined,
          ]
            .filter(Boolean)
            .join(", ")}
          .
        </p>
        <DeedProblem verdict={verdict} />
      </div>
      <div className="grid content-start justify-items-start gap-3 sm:w-44 sm:justify-items-end sm:text-right">
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
      <details className="sm:col-span-2">
        <summary className="link w-fit py-1">All its terms, in short</summary>
        <div className="mt-3">
          <TermsPoints onchain={terms.onchain} terms={termsOf(verdict)} agreed={verdict.status === "verified"} />
        </div>
      </details>
    </Card>
  );
}

/** What is sold of a work so that others cannot have it. */
export function GrantsNow({ work }: { work: bigint }) {
  const grants = useGrants(work);
  return (
    <Read of={grants} what="the licences in force">
      {(value) => <ExcludingGrants grants={value} />}
    </Read>
  );
}
