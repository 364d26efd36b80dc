import { routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { Link } from "wouter";
import { ReadIndex } from "../../flow/Read.tsx";
import { count } from "../../lib/format.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { OfferHit } from "../../parts/hits.tsx";

/** How many offers are listed. */
const mostOffers = 50;

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
            <ul className="grid gap-3">
              {open.map((offer) => (
                <li key={offer.id} className="grid gap-0.5 border-rule border-b pb-3 last:border-b-0">
                  <Link href={`/work/${offer.work}`} className="w-fit font-medium text-ink [overflow-wrap:anywhere]">
                    <bdi>{offer.workName ?? `Work ${offer.work.slice(2, 10)}`}</bdi>
                  </Link>
                  <OfferHit offer={offer} />
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
