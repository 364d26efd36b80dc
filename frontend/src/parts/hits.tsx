import { showableTitle, splitLicenceId } from "@colophon/sdk";
import type { IndexedLicence, IndexedOffer, IndexedWork } from "@colophon/sdk/index-api";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { OfferPrice } from "../flow/Amount.tsx";
import { useOnScreen } from "../lib/browser.ts";
import { count } from "../lib/format.ts";
import { licenceSpan, metadataOfIndexed, scopeInWords } from "../lib/indexed.ts";
import { noteOwnName } from "../lib/names.ts";
import { durationText } from "../lib/terms.ts";
import { formatTime } from "../lib/time.ts";
import { categoryLabel, creatorsOf, titleOf } from "../lib/work.ts";
import { AddressView } from "../ui/values.tsx";
import { WorkCover } from "./WorkCover.tsx";
import { TitleMark } from "./work.tsx";

type WorkHitProps = {
  work: IndexedWork;
  /** Beside the category: why it was found. */
  note?: ReactNode;
  level?: 2 | 3;
  /** On a page of its claimant, which says who that is. */
  own?: boolean;
};

/** A work that the index found, in a row. Its title leads to the page that reads the chain. */
export function WorkHit({ work, note, level = 3, own = false }: WorkHitProps) {
  const element = useRef<HTMLElement>(null);
  const seen = useOnScreen(element);
  const metadata = metadataOfIndexed(work);
  const shown = { id: BigInt(work.id), metadata };
  const Heading = level === 2 ? "h2" : "h3";
  useEffect(() => noteOwnName(work), [work]);
  const { cheapest, open } = work.offers;
  return (
    <article ref={element} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 sm:grid-cols-[5rem_minmax(0,1fr)]">
      <WorkCover work={shown} load={seen} />
      <div className="grid min-w-0 content-start gap-1">
        <p className="text-soft text-xs uppercase tracking-[0.07em]">
          {categoryLabel(work.category)}
          {note ? <> · {note}</> : null}
        </p>
        <Heading className="text-xl leading-snug [overflow-wrap:anywhere]">
          <Link href={`/work/${work.id}`} className="link line-clamp-2">
            <bdi>{titleOf(shown)}</bdi>
          </Link>
        </Heading>
        <TitleMark metadata={metadata} />
        <p className="text-sm text-soft [overflow-wrap:anywhere]">
          {metadata.status === "found" ? (
            <bdi>{creatorsOf(metadata) ?? "Nobody is credited"}</bdi>
          ) : (
            "Its description is not in the index"
          )}
        </p>
        {work.description ? (
          <p className="line-clamp-2 max-w-prose text-sm [overflow-wrap:anywhere]">
            <bdi>{work.description}</bdi>
          </p>
        ) : null}
        <p className="text-sm text-soft">
          {own ? (
            <>Held by {formatTime(work.provenTime)}.</>
          ) : (
            <>
              Claimed by{" "}
              <Link href={`/person/${work.claimant}`} className="link">
                <AddressView value={work.claimant} copy={false} />
              </Link>
              , held by {formatTime(work.provenTime)}.
            </>
          )}{" "}
          {open === 0 ? "No open offers." : <OpenOffers open={open} cheapest={cheapest} />}
        </p>
      </div>
    </article>
  );
}

function OpenOffers({ open, cheapest }: IndexedWork["offers"]) {
  if (cheapest === null) return `${count(open, "open offer")}.`;
  return (
    <span>
      {count(open, "open offer")},{" "}
      {cheapest.price === 0n ? (
        <span className="text-ink">free of charge</span>
      ) : (
        <>
          from{" "}
          <span className="text-ink">
            <OfferPrice offer={cheapest} />
          </span>
        </>
      )}
      .
    </span>
  );
}

/** An offer that the index found, in a line that leads to its checkout. */
export function OfferHit({ offer }: { offer: IndexedOffer }) {
  const { terms } = offer;
  return (
    <p className="[overflow-wrap:anywhere]">
      <Link href={`/offer/${offer.id}`} className="link">
        <OfferPrice offer={offer} />
      </Link>
      : {scopeInWords(terms)}, {durationText(terms.duration)}
      {offer.state === "open" ? "" : ` (${offer.state})`}
      {offer.buyer ? ", for one buyer only" : ""}.
    </p>
  );
}

/** A licence that the index found, in a line. */
export function LicenceHit({ licence }: { licence: IndexedLicence }) {
  const { serial } = splitLicenceId(BigInt(licence.id));
  const { terms } = licence;
  return (
    <p className="[overflow-wrap:anywhere]">
      <Link href={`/licence/${licence.id}`} className="link">
        Licence {serial}
      </Link>{" "}
      of <bdi>{(licence.workName && showableTitle(licence.workName)) || `work ${licence.work.slice(0, 14)}…`}</bdi>:{" "}
      {scopeInWords(terms)}, {licenceSpan(licence)}, held by <AddressView value={licence.holder} copy={false} />.
    </p>
  );
}
