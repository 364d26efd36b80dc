import { formatId } from "@colophon/sdk";
import { draftOrder, type Order, OrderError } from "@colophon/sdk/assignments";
import { orderPlaceOf } from "@colophon/sdk/calls";
import { readEncumbrances, type WorkRecord } from "@colophon/sdk/read";
import { useState } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useHeadTime, useReadContext } from "../../lib/useFinding.ts";
import { titleOf } from "../../lib/work.ts";
import { WithWork } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { ClaimUnits } from "./ClaimUnits.tsx";
import { SaleFields } from "./SaleFields.tsx";
import { SignDeed } from "./SignDeed.tsx";
import type { AskedSale } from "./saleForm.ts";

/** Sells a work, shares of its income, or both: what, for how much, to whom; then the deed, and the signature. */
export function SellPage({ id }: { id: string }) {
  return (
    <WithWork id={id} title="Sell this work">
      {(work) => <Sell key={work.id.toString()} work={work} />}
    </WithWork>
  );
}

function Sell({ work }: { work: WorkRecord }) {
  const title = titleOf(work);
  usePageTitle(`Sell ${title}`);
  const { address } = useConnection();
  const { deployment } = useActiveChain();
  const context = useReadContext();
  const now = useHeadTime();
  const [order, setOrder] = useState<Order>();
  const [problem, setProblem] = useState<string>();

  const draft = async (asked: AskedSale) => {
    if (!address) return;
    const found = await readEncumbrances(context, { work: work.id, currencies: [asked.currency] });
    if (found.status !== "found") return setProblem("What the work carries could not be read. Try again.");
    try {
      const place = orderPlaceOf(deployment);
      setOrder(draftOrder({ ...place, ...asked, seller: address, encumbrances: found.value, opens: found.block.time }));
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof OrderError)) throw error;
      setProblem(error.shortMessage);
    }
  };

  return (
    <>
      <PageHeader eyebrow="Sell" title={title}>
        <p>
          A deed says what is sold and what the work carries: every licence in force, every offer, every share of
          earlier works. The sale goes through only as long as that holds.
        </p>
      </PageHeader>
      {order ? (
        <SignDeed order={order} onBack={() => setOrder(undefined)} />
      ) : (
        <div className="grid max-w-3xl gap-8">
          {address ? <ClaimUnits work={work.id} account={address} /> : null}
          <SaleFields work={work} seller={address ?? work.controller} now={now} onAsked={draft} />
          {problem ? (
            <Notice tone="danger" urgent title="It cannot be sold like this">
              <p>{problem}</p>
            </Notice>
          ) : null}
          <p className="text-sm text-soft">
            To give a licence and keep the work,{" "}
            <Link href={`/work/${formatId(work.id, "work")}/offer`} className="link">
              make an offer
            </Link>{" "}
            instead.
          </p>
        </div>
      )}
    </>
  );
}
