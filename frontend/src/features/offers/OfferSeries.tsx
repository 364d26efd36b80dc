import { formatId, isSameAddress, offerIdOf, workIdOf } from "@colophon/sdk";
import { publishOfferCall } from "@colophon/sdk/calls";
import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import { type Address, zeroAddress } from "viem";
import { OfferPrice } from "../../flow/Amount.tsx";
import { foundOf, Read } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { inOrder, useKeptOpenings } from "../../lib/openings.ts";
import { useControllers, usePublished } from "../../lib/reads.ts";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";

/** As many offers go into one transaction. */
const offersAtOnce = 60;

/** The works that were stamped together with this one, by what this device keeps of them. */
function useSiblings(work: bigint): readonly bigint[] {
  const { data } = useKeptOpenings();
  return useMemo(() => {
    const kept = inOrder(data ?? []).map((each) => ({ each, id: workIdOf(each.opening) }));
    const own = kept.find(({ id }) => id === work)?.each;
    return kept.filter(({ each, id }) => each.stamped === own?.stamped && id !== work).map(({ id }) => id);
  }, [data, work]);
}

type OfferSeriesProps = {
  work: WorkRecord;
  offers: readonly OfferRecord[];
  block: BlockRef;
  account: Address | undefined;
};

/** Offers the other works of a series under the terms and the price of an open offer of this one. */
export function OfferSeries({ work, offers, block, account }: OfferSeriesProps) {
  const siblings = useSiblings(work.id);
  const controllers = foundOf(useControllers(siblings));
  const template = offers.find(
    (record) =>
      record.offer.parent === 0n &&
      record.offer.buyer === zeroAddress &&
      isSameAddress(record.offer.licensor, account) &&
      offerStateNow(record, block) === "open",
  );
  const works = useMemo(
    () => siblings.filter((id) => isSameAddress(controllers?.get(id), account)),
    [siblings, controllers, account],
  );
  if (!template || works.length === 0) return null;
  return (
    <section aria-labelledby="series-heading" className="mt-16 grid max-w-3xl gap-5 border-rule border-t pt-10">
      <h2 id="series-heading" className="text-3xl">
        The others of this series
      </h2>
      <Card className="grid gap-4">
        <p>
          {count(works.length, "more work", "more works")} of yours were stamped together with this one. You can offer
          them under exactly the terms of your open offer, at <OfferPrice offer={template.offer} /> each.
        </p>
        <PublishOthers template={template} works={works} first={formatId(work.id, "work")} />
      </Card>
    </section>
  );
}

type PublishOthersProps = { template: OfferRecord; works: readonly bigint[]; first: string };

function PublishOthers({ template, works, first }: PublishOthersProps) {
  const { deployment } = useActiveChain();
  const offers = useMemo(
    () =>
      works.map((work) => {
        const offer = { ...template.offer, work };
        return { offer, id: offerIdOf(offer) };
      }),
    [template, works],
  );
  const published = usePublished(useMemo(() => offers.map(({ id }) => id), [offers]));
  const known = foundOf(published);
  const left = useMemo(() => offers.filter(({ id }) => !known?.has(id)), [offers, known]);
  const calls = useMemo(
    () =>
      left
        .slice(0, offersAtOnce)
        .map(({ offer }) => ({ call: publishOfferCall(deployment, { offer }), says: "Publish an offer." })),
    [left, deployment],
  );
  const portions = Math.ceil(left.length / offersAtOnce);
  return (
    <Read of={published} what="which of them are offered so" inline>
      {() =>
        left.length === 0 ? (
          <Notice tone="ok" title={`All ${formatNumber(works.length)} are offered so`}>
            <p>Each offer can be closed on its own, on the page of its work.</p>
          </Notice>
        ) : (
          <>
            <p role="status" className="text-soft">
              {formatNumber(works.length - left.length)} of {formatNumber(works.length)} are offered so. Your wallet
              asks {wordFor(portions, "once", `${formatNumber(portions)} times`)}; you may stop after any and go on
              later.
            </p>
            <TransactionButton
              key={left[0]?.id}
              intent={`publish-series:${template.id}:${left[0]?.id}:${calls.length}`}
              title={`Publish ${count(calls.length, "offer")}`}
              calls={calls}
              label={`Publish ${count(calls.length, "offer")}`}
              href={`/work/${first}/offer`}
            />
          </>
        )
      }
    </Read>
  );
}
