import { formatId } from "@colophon/sdk";
import type { IndexedWork } from "@colophon/sdk/index-api";
import type { ContentFinding } from "@colophon/sdk/read";
import { Fragment, type ReactNode, useRef } from "react";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { foundOf, unknownOf } from "../../flow/Read.tsx";
import { useOnScreen } from "../../lib/browser.ts";
import { count, wordFor } from "../../lib/format.ts";
import { metadataOfIndexed } from "../../lib/indexed.ts";
import { useOffers } from "../../lib/reads.ts";
import { categoryLabel, creatorsOf, type ListedMetadata, titleOf } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { TitleMark } from "../../parts/work.tsx";
import { cheapestOffers, freeInWords } from "./catalogue.ts";

/** What a card says of a work; `price` where the list knows what a licence costs, else the card asks the chain for it. */
export type ShelfWork = {
  id: bigint;
  category: string;
  metadata: ContentFinding<ListedMetadata>;
  price?: ReactNode;
};

/** Works on a shelf. */
export function WorkCards({ works }: { works: readonly ShelfWork[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-5 gap-y-10 sm:grid-cols-3 sm:gap-x-7 md:grid-cols-4 lg:grid-cols-5">
      {works.map((work) => (
        <li key={work.id.toString()}>
          <WorkCard work={work} />
        </li>
      ))}
    </ul>
  );
}

/** What a card says of a work that an index lists. */
export const shelfWorkOf = (work: IndexedWork): ShelfWork => ({
  id: BigInt(work.id),
  category: work.category,
  metadata: metadataOfIndexed(work),
  price: <IndexedPrice {...work.offers} />,
});

/** What a licence costs at least, as an index knows it. */
function IndexedPrice({ open, cheapest }: IndexedWork["offers"]) {
  if (open === 0) return <span className="text-soft">No open offers</span>;
  if (cheapest === null) return <span className="font-medium">{count(open, "open offer")}</span>;
  if (cheapest.price === 0n) {
    return (
      <span className="font-medium">{wordFor(open, "A licence free of charge", "Some licences free of charge")}</span>
    );
  }
  return (
    <span>
      <span className="text-soft">from </span>
      <span className="font-medium">
        <Amount amount={cheapest.price} currency={cheapest.currency} />
      </span>
    </span>
  );
}

/** A work on the shelf. The whole card is one link. */
function WorkCard({ work }: { work: ShelfWork }) {
  const element = useRef<HTMLElement>(null);
  const seen = useOnScreen(element);
  const { metadata, price } = work;
  return (
    <article ref={element} className="group relative grid content-start gap-3">
      <WorkCover work={work} load={seen} className="transition-transform duration-200 group-hover:-translate-y-1" />
      <div className="grid gap-0.5 overflow-hidden">
        <p className="text-soft text-xs uppercase tracking-[0.07em]">{categoryLabel(work.category)}</p>
        <h2 className="line-clamp-3 text-lg leading-snug sm:text-xl [overflow-wrap:anywhere]">
          <Link
            href={`/work/${formatId(work.id, "work")}`}
            className="rounded-sm text-ink no-underline after:absolute after:inset-0 after:rounded-lg group-hover:text-accent"
          >
            <bdi>{titleOf(work)}</bdi>
          </Link>
        </h2>
        <TitleMark metadata={metadata} />
        <p className="line-clamp-2 text-sm text-soft [overflow-wrap:anywhere]">
          {metadata.status === "found" ? (
            <bdi>{creatorsOf(metadata) ?? "Nobody is credited"}</bdi>
          ) : metadata.status === "invalid" ? (
            <span className="text-danger">Its description was refused</span>
          ) : (
            "Its description is not readable now"
          )}
        </p>
        <p className="mt-1 text-sm">{price ?? <WorkPrice work={work.id} enabled={seen} />}</p>
      </div>
    </article>
  );
}

/** What a licence of a work costs at least, in each currency it is offered in. */
function WorkPrice({ work, enabled }: { work: bigint; enabled: boolean }) {
  const offers = useOffers(enabled ? work : undefined);
  if (unknownOf(offers)) return <span className="text-soft">Offers not readable now</span>;
  if (!offers.data) return <span className="inline-block h-4 w-20 animate-pulse rounded bg-sunk align-middle" />;
  const cheapest = cheapestOffers(foundOf(offers) ?? []);
  if (cheapest.length === 0) return <span className="text-soft">No open offers</span>;
  const free = freeInWords(foundOf(offers) ?? []);
  if (free) return <span className="font-medium">{free}</span>;
  return (
    <span>
      <span className="text-soft">from </span>
      {cheapest.slice(0, 2).map(({ currency, price }, index) => (
        <Fragment key={currency}>
          {index > 0 ? <span className="text-soft"> or </span> : null}
          <span className="font-medium">
            <Amount amount={price} currency={currency} />
          </span>
        </Fragment>
      ))}
    </span>
  );
}
