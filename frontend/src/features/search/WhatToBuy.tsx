import type { AnswerOf, ClearedItem, IndexedOffer, routes } from "@colophon/sdk/index-api";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount, OfferPrice } from "../../flow/Amount.tsx";
import { count, wordFor } from "../../lib/format.ts";
import { mostInBasket } from "../../lib/offers.ts";
import { buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";

/** The first of the offers that would allow the use of what a report says can be licensed. */
export function offerOf({ verdict, works }: ClearedItem): IndexedOffer | undefined {
  return verdict === "offered" ? works.find(({ offers }) => offers.length > 0)?.offers[0] : undefined;
}

/** What is missing and can be bought, an offer for each work, with the sum in each currency. */
export function WhatToBuy({ data: { items } }: { data: AnswerOf<typeof routes.clearance> }) {
  const offers = [...new Map(items.flatMap((item) => offerOf(item) ?? []).map((offer) => [offer.id, offer])).values()];
  const sums = new Map<Address, bigint>();
  for (const { currency, price } of offers) sums.set(currency, (sums.get(currency) ?? 0n) + price);
  const stuck = items.filter(({ verdict }) => verdict === "none" || verdict === "conflict").length;
  if (offers.length === 0 && stuck === 0) {
    return <Notice tone="ok" title="Everything that was found is covered by licences that you hold" />;
  }
  return (
    <Card className="grid gap-4">
      <h2 className="text-2xl">What to buy for what is missing</h2>
      {offers.length === 0 ? (
        <p>Nothing that is on offer would help.</p>
      ) : (
        <>
          <ul className="grid gap-2">
            {offers.map((offer) => (
              <li key={offer.id} className="flex flex-wrap items-baseline justify-between gap-x-6">
                <Link href={`/offer/${offer.id}`} className="link [overflow-wrap:anywhere]">
                  A licence of <bdi>{offer.workName ?? `work ${offer.work.slice(0, 14)}…`}</bdi>
                </Link>
                <OfferPrice offer={offer} />
              </li>
            ))}
          </ul>
          <p className="flex flex-wrap justify-between gap-x-6 border-rule border-t pt-3 font-semibold">
            <span>Together</span>
            <span>
              {[...sums].map(([currency, amount], place) => (
                <span key={currency}>
                  {place > 0 ? " and " : ""}
                  <Amount amount={amount} currency={currency} />
                </span>
              ))}
            </span>
          </p>
          <p>
            <Link
              href={
                offers.length < 2
                  ? `/offer/${offers[0]?.id}`
                  : `/basket?offers=${offers.slice(0, mostInBasket).map(({ id }) => id)}`
              }
              className={buttonClasses()}
            >
              {wordFor(offers.length, "Go to the purchase", "Buy them together")}
            </Link>
          </p>
          {offers.length > mostInBasket ? (
            <p className="text-sm text-soft">The first {mostInBasket}; look up the rest again afterwards.</p>
          ) : null}
        </>
      )}
      {stuck > 0 ? (
        <p className="text-warn">
          {count(stuck, "file")} cannot be licensed now: nobody offers it, or another licence excludes it.
        </p>
      ) : null}
    </Card>
  );
}
