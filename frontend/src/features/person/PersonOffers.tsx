import { showableTitle } from "@colophon/sdk";
import { type IndexedOffer, routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { Link } from "wouter";
import { ReadIndex } from "../../flow/Read.tsx";
import { count } from "../../lib/format.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { OfferHit } from "../../parts/hits.tsx";

/** How many offers are listed. */
const mostOffers = 50;

const nameOf = (offer: IndexedOffer | undefined) => (offer?.workName ? showableTitle(offer.workName) : undefined);

/** The offers of each work, in the order in which the works come first. */
function byWork(offers: readonly IndexedOffer[]): Map<string, IndexedOffer[]> {
  const found = new Map<string, IndexedOffer[]>();
  for (const offer of offers) found.set(offer.work, [...(found.get(offer.work) ?? []), offer]);
  return found;
}

/** What can be bought from somebody now, without a quote. */
export function PersonOffers({ account }: { account: Address }) {
  const answer = useIndex(routes.offers, { licensor: account, state: "open", limit: mostOffers });
  return (
    <ReadIndex of={answer} what="the offers">
      {({ items, next }) => {
        const open = items.filter(({ buyer }) => buyer === null);
        if (open.length === 0) return <p className="text-soft">Nothing is on offer now.</p>;
        return (
          <div className="grid gap-3">
            <ul className="grid gap-4">
              {[...byWork(open)].map(([work, offers]) => (
                <li key={work} className="grid gap-2 border-rule border-b pb-4 last:border-b-0">
                  <Link href={`/work/${work}`} className="w-fit font-serif text-ink text-xl [overflow-wrap:anywhere]">
                    <bdi>{nameOf(offers[0]) ?? `Work ${work.slice(2, 10)}`}</bdi>
                  </Link>
                  <ul className="grid gap-2">
                    {offers.map((offer) => (
                      <li key={offer.id}>
                        <OfferHit offer={offer} />
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
            {next ? <p className="text-soft">The latest {count(items.length, "offer")}; there are more.</p> : null}
          </div>
        );
      }}
    </ReadIndex>
  );
}
