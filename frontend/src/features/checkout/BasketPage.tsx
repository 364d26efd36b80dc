import type { BlockRef } from "@colophon/sdk/read";
import { useState } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link, useSearchParams } from "wouter";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useLicencesOf } from "../../lib/reads.ts";
import { useNow } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { buttonClasses } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BasketCheckout } from "./BasketCheckout.tsx";
import { BasketLineView } from "./BasketLineView.tsx";
import { type BasketItem, type BasketLine, basketOf, lineOf, readBasket } from "./basket.ts";

/** Several licences bought together: which ones the address says. */
export function BasketPage() {
  const [search] = useSearchParams();
  const ids = basketOf(search.get("offers") ?? "");
  const found = useFinding(
    ids.length > 0 ? { key: ["basket", ids.join()], read: (context) => readBasket(context, ids) } : undefined,
    { keep: true },
  );
  return (
    <>
      <PageHeader title="Several licences at once">
        <p>
          Those of one currency are bought in one transaction: all of them, or none. What has to be read first, you buy
          on its own page.
        </p>
      </PageHeader>
      {ids.length === 0 ? (
        <EmptyState
          title="There is nothing in it"
          actions={
            <Link href="/lookup" className={buttonClasses("secondary")}>
              Look something up
            </Link>
          }
        >
          <p>Look up files or works, say what you want to do, and what is missing can be bought together.</p>
        </EmptyState>
      ) : (
        <Read of={found} what="these offers">
          {(items, block) => <Basket items={items} block={block} />}
        </Read>
      )}
    </>
  );
}

function Basket({ items, block }: { items: readonly BasketItem[]; block: BlockRef }) {
  const { address: account } = useConnection();
  const now = useNow() * 1000;
  const licences = foundOf(useLicencesOf(account)) ?? [];
  const [accepted, setAccepted] = useState<ReadonlySet<Hex>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<Hex>>(new Set());
  const lines = items.map((item) => ({ id: item.id, line: lineOf(item, { account, licences, accepted, block, now }) }));
  const chosen = lines.filter(({ id, line }) => line.kind === "buyable" && !left.has(id));
  const currencies = [...new Set(chosen.map(({ line }) => line.offered?.record.offer.currency))];
  const all = lines.every(({ line }) => line.kind === "held");
  const toggle = (set: ReadonlySet<Hex>, id: Hex, on: boolean) => {
    const next = new Set(set);
    if (on) next.add(id);
    else next.delete(id);
    return next;
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:gap-x-8">
      <Card>
        <h2 className="mb-4 text-2xl">What you buy</h2>
        <ul>
          {lines.map(({ id, line }) => (
            <BasketLineView
              key={id}
              id={id}
              line={line}
              chosen={line.kind === "buyable" && !left.has(id)}
              onChoose={(on) => {
                setLeft(toggle(left, id, !on));
                setAccepted(toggle(accepted, id, on));
              }}
            />
          ))}
        </ul>
      </Card>
      <div className="grid gap-6 lg:sticky lg:top-6">
        {all ? (
          <Notice
            tone="ok"
            title="All of them are yours"
            actions={
              <Link href="/licences" className={buttonClasses("primary", "small")}>
                See your licences
              </Link>
            }
          />
        ) : null}
        {!all && chosen.length === 0 ? <p className="text-soft">Nothing is chosen.</p> : null}
        {currencies.map((currency) =>
          currency === undefined ? null : (
            <BasketCheckout
              key={currency}
              currency={currency}
              block={block}
              offered={chosen.flatMap(({ line }) => (inCurrency(line, currency) ? [line.offered] : []))}
            />
          ),
        )}
      </div>
    </div>
  );
}

const inCurrency = (line: BasketLine, currency: string): line is BasketLine & { kind: "buyable" } =>
  line.kind === "buyable" && line.offered.record.offer.currency === currency;
