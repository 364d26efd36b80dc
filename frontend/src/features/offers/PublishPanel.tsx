import { formatId } from "@colophon/sdk";
import type { BlockRef, OfferRecord, WorkRecord } from "@colophon/sdk/read";
import { offerWarnings, onchainTermsOf, type Terms } from "@colophon/sdk/terms";
import { useCallback, useMemo } from "react";
import type { Address, Hex } from "viem";
import { Link } from "wouter";
import { CannotRead, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { keepDocument } from "../../lib/keptDocuments.ts";
import { storeDeed } from "../../lib/publishOffer.ts";
import { useActsFor, useTerms } from "../../lib/reads.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { titleOf } from "../../lib/work.ts";
import { Notice } from "../../ui/notice.tsx";
import { Card } from "../../ui/page.tsx";
import type { ParsedFacts } from "./factsForm.ts";
import { ConflictNotice, DealSummary, FactsDownload, FactsRow } from "./OfferSummary.tsx";
import { type OfferedSale, prepareOffer, saleInWords } from "./offerForm.ts";

export type PublishPanelProps = {
  work: WorkRecord;
  terms: Terms;
  sale: OfferedSale;
  facts: ParsedFacts;
  existing: readonly OfferRecord[];
  block: BlockRef;
  account: Address | undefined;
  onPublished: (offer: Hex) => void;
};

/** What a buyer gets, where the money goes, and the transaction that publishes the offer. */
export function PublishPanel({ work, terms, sale, facts, existing, block, account, onPublished }: PublishPanelProps) {
  const { deployment } = useActiveChain();
  const { store } = useReadContext();
  const maySign = useActsFor(work.id, work.controller);
  const onchain = useMemo(() => onchainTermsOf(terms, deployment), [terms, deployment]);
  // Whoever is connected, the offer is the controller's: they publish it, or an agent of theirs.
  const prepared = useMemo(
    () => prepareOffer({ work: work.id, licensor: work.controller, terms, sale, existing, deployment }),
    [work, terms, sale, existing, deployment],
  );
  const concerns = useMemo(() => {
    const open = existing.filter(({ state }) => state === "open" || state === "not open yet");
    const others = open.map(({ offer: { currency, price }, terms: { onchain: scope } }) => ({
      currency,
      price,
      terms: scope,
    }));
    return offerWarnings(terms, sale, others, deployment);
  }, [existing, terms, sale, deployment]);
  const ready = "id" in prepared ? prepared : undefined;
  // After a reload the offer may be among those that exist: then it is its outcome that is shown.
  const offerId = "id" in prepared ? prepared.id : prepared.same.id;
  const known = useTerms(ready?.offer.terms);
  const termsKnown = known.data?.status === "found" ? true : known.data?.status === "not-found" ? false : undefined;
  const unknown = unknownOf(known);
  const title = titleOf(work);
  const calls = useMemo(() => {
    if (!ready || !maySign || termsKnown === undefined) return undefined;
    const publish = { call: ready.publish, says: `Publish the offer for “${title}”.` };
    return termsKnown ? [publish] : [{ call: ready.define, says: "Record these terms." }, publish];
  }, [ready, maySign, termsKnown, title]);
  const beforeSigning = useCallback(async () => {
    await storeDeed(store, ready?.deed);
    if (facts.facts) await keepDocument(facts.facts.bytes);
    if (facts.published) await storeDeed(store, facts.facts);
  }, [store, ready, facts]);

  return (
    <div className="grid gap-8">
      <DealSummary
        work={work}
        terms={terms}
        onchain={onchain}
        price={sale.price}
        currency={sale.currency}
        concerns={concerns}
      >
        <div>
          <dt className="text-soft text-sm">On sale</dt>
          <dd>{saleInWords(sale, block.time)}</dd>
        </div>
        <FactsRow facts={facts.facts} sale={sale} />
      </DealSummary>
      <Card className="grid gap-4">
        <ConflictNotice work={work.id} starts={sale.starts} terms={onchain} />
        <div className="grid max-w-prose gap-2">
          <p>
            When you press the button, the licence text{facts.published ? " and the facts of the deal go" : " goes"} to
            the public content store, and then your wallet asks you to sign one transaction.{" "}
            {sale.price === 0n
              ? "Anybody can then take a licence."
              : "Anybody can then buy a licence at this price, without asking you."}
          </p>
          <p className="text-soft text-sm">
            An offer cannot be edited. You can close it at any time; licences sold before that stay as they are.
          </p>
        </div>
        {facts.facts && !facts.published ? (
          <div className="grid gap-2">
            <p className="max-w-prose">
              You hand over the facts of the deal yourself. Save them now: this site publishes them nowhere.
            </p>
            <FactsDownload facts={facts.facts} />
          </div>
        ) : null}
        {"same" in prepared ? (
          <Notice tone="warning" title="This offer exists already">
            <p>
              You published exactly this offer before.{" "}
              <Link href={`/offer/${prepared.same.id}`} className="link">
                See it
              </Link>
              , or change something about this one.
            </p>
          </Notice>
        ) : null}
        {unknown ? (
          <CannotRead what="what is recorded of these terms" sentence={unknown} onRetry={known.refetch}>
            <p>Everything you filled in is kept.</p>
          </CannotRead>
        ) : null}
        <TransactionButton
          intent={`publish:${offerId}`}
          title={`Publish an offer for “${title}”`}
          calls={calls}
          label="Publish the offer"
          href={`/work/${formatId(work.id, "work")}/offer`}
          incomplete={
            account && !maySign
              ? "Only the account that controls the work, or an agent of theirs, can sign this."
              : undefined
          }
          beforeSigning={beforeSigning}
          onConfirmed={() => onPublished(offerId)}
        />
      </Card>
    </div>
  );
}
