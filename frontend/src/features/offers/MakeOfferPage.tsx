import { formatId } from "@colophon/sdk";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { useState } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { Read } from "../../flow/Read.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useOffers } from "../../lib/reads.ts";
import { creatorsOf, titleOf } from "../../lib/work.ts";
import { ControllerNotice, WithWork } from "../../parts/work.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { newOfferDraft, OfferDraft } from "./draft.ts";
import { OfferEditor } from "./OfferEditor.tsx";
import { Published, Signed } from "./OfferMade.tsx";
import { OfferSeries } from "./OfferSeries.tsx";
import { OffersOfWork } from "./OffersOfWork.tsx";
import { QuotesOfWork } from "./QuotesOfWork.tsx";

/** Publishes an offer to license a work, and lists those that it has. */
export function MakeOfferPage({ id }: { id: string }) {
  return (
    <WithWork id={id} title="Make an offer">
      {(work, block) => <OfferForm key={work.id.toString()} work={work} block={block} />}
    </WithWork>
  );
}

/** What came of the form in this visit: the offer that is published, or the document of the quote that is signed. */
type Outcome = { published: Hex } | { signed: string } | undefined;

function OfferForm({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const { address } = useConnection();
  const title = titleOf(work);
  usePageTitle(`Offer for ${title}`);
  const draft = useDraft({
    key: `offer:${formatId(work.id, "work")}`,
    version: 6,
    schema: OfferDraft,
    initial: newOfferDraft,
  });
  const [outcome, setOutcome] = useState<Outcome>();
  const offers = useOffers(work.id);
  const existing = offers.data?.status === "found" ? offers.data.value : undefined;
  // What is done is not part of the draft: the next visit begins with the next offer.
  const finish = (next: Outcome) => {
    setOutcome(next);
    draft.clear();
  };

  if (!draft.ready) return <LoadingState />;
  const creators = creatorsOf(work.metadata);
  const eyebrow = !outcome ? "Make an offer" : "published" in outcome ? "Published" : "Signed";
  return (
    <>
      <PageHeader eyebrow={eyebrow} title={title}>
        {creators ? <p className="font-serif text-xl">{creators}</p> : null}
      </PageHeader>
      {!outcome ? (
        <>
          <ControllerNotice work={work} />
          <DraftNotice of={draft} />
          <OfferEditor
            work={work}
            block={block}
            value={draft.value}
            set={draft.set}
            currentOffers={existing}
            account={address}
            onClear={draft.restored ? draft.clear : undefined}
            onPublished={(offer) => finish({ published: offer })}
            onSigned={(document) => finish({ signed: document })}
          />
        </>
      ) : "published" in outcome ? (
        <Published offer={outcome.published} onAnother={() => setOutcome(undefined)} />
      ) : (
        <Signed document={outcome.signed} onAnother={() => setOutcome(undefined)} />
      )}
      {existing ? <OfferSeries work={work} offers={existing} block={block} account={address} /> : null}
      <QuotesOfWork work={work.id} title={title} />
      <section aria-labelledby="offers-of-work" className="mt-16 grid gap-5 border-rule border-t pt-10">
        <h2 id="offers-of-work" className="text-3xl">
          Offers of this work
        </h2>
        <Read of={offers} what="the offers">
          {(list, readAt) => (
            <div className="max-w-3xl">
              <OffersOfWork title={title} offers={list} block={readAt} account={address} />
            </div>
          )}
        </Read>
      </section>
    </>
  );
}
