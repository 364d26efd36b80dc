import { isSameAddress } from "@colophon/sdk";
import { closeOfferCall } from "@colophon/sdk/calls";
import { type BlockRef, type OfferRecord, readOffer } from "@colophon/sdk/read";
import { deedOf } from "@colophon/sdk/terms";
import { useMemo } from "react";
import type { Hex } from "viem";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useStanding, useWork } from "../../lib/reads.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useNow } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { earlierClaims, titleOf, untitled } from "../../lib/work.ts";
import { EarlierClaimWarning } from "../../parts/claims.tsx";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { Hash } from "../../ui/values.tsx";
import { LicenceHead } from "./AboutOffer.tsx";
import { Checkout } from "./Checkout.tsx";

/** One offer: its deed, and the way to buy a licence under it. */
export function OfferPage({ id }: { id: string }) {
  if (!/^0x[0-9a-fA-F]{64}$/.test(id)) {
    return (
      <>
        <PageHeader title="No such offer" />
        <EmptyState
          title="This is not the number of an offer"
          actions={
            <Link href="/works" className={buttonClasses("secondary")}>
              See all works
            </Link>
          }
        >
          <p>It is 0x and 64 letters and digits. Open the offer from its work's page.</p>
        </EmptyState>
      </>
    );
  }
  return <OfferView id={id.toLowerCase() as Hex} />;
}

function OfferView({ id }: { id: Hex }) {
  const chain = useActiveChain();
  const found = useFinding({ key: ["offer", id], read: (context) => readOffer(context, id) });
  const record = found.data?.status === "found" ? found.data.value : undefined;
  const workId = record?.offer.work;
  const work = useWork(workId);
  const standing = useStanding(workId);
  const known = work.data?.status === "found" ? work.data.value : undefined;
  const title = known ? titleOf(known) : undefined;
  usePageTitle(title && `Licence of ${title}`);

  if (found.isPending) return <LoadingState label="Reading the offer" />;
  if (!record || found.data?.status !== "found") {
    return (
      <>
        <PageHeader title="Offer" />
        {found.data?.status === "not-found" ? (
          <EmptyState title="There is no such offer">
            <p>
              None was published under this number on {chain.name} by block{" "}
              {found.data.block.number.toLocaleString("en-GB")}.
            </p>
          </EmptyState>
        ) : (
          <ErrorState title="This offer cannot be read right now" onRetry={() => found.refetch()}>
            <p>{found.data?.status === "unknown" ? found.data.problem.sentence : "Something unexpected happened."}</p>
          </ErrorState>
        )}
      </>
    );
  }

  const verdict = deedVerdict(record.terms);
  const ranked = standing.data?.status === "found" ? standing.data.value : undefined;
  const earlier = ranked ? earlierClaims(ranked) : [];
  return (
    <>
      <LicenceHead eyebrow="Licence on offer" id={record.offer.work} work={known} />

      {ranked && earlier.length > 0 ? (
        <div className="mb-8">
          <EarlierClaimWarning claims={earlier} own={ranked.own} />
        </div>
      ) : null}

      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <div className="grid gap-6">
          <DeedProblem verdict={verdict} buying />
          <Card>
            <h2 className="mb-5 text-2xl">In short</h2>
            <TermsPoints
              onchain={record.terms.onchain}
              terms={verdict.status === "verified" ? verdict.deed.terms : undefined}
            />
          </Card>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-6 lg:row-span-2">
          <Checkout
            record={record}
            block={found.data.block}
            work={known}
            verdict={verdict}
            claims={
              standing.isPending
                ? "reading"
                : standing.data?.status !== "found"
                  ? "unknown"
                  : earlier.length > 0
                    ? "earlier"
                    : "none"
            }
          />
          <CloseOffer record={record} block={found.data.block} title={title ?? untitled(record.offer.work)} />
        </div>
        {verdict.status === "verified" ? (
          <Card id="deed" className="sm:p-10">
            <p className="eyebrow mb-1">The deed</p>
            <h2 className="mb-6 text-3xl">What you may do, in full</h2>
            <DeedSections sections={deedOf(verdict.deed.terms).sections} />
            <p className="mt-8 border-rule border-t pt-4 text-sm text-soft">
              Checked: these are the words that the terms make, the terms are the ones that the contract enforces, and
              their SHA-256 is the one on the chain:{" "}
              <Hash value={record.terms.onchain.deed.slice(2)} label="SHA-256 of the deed" />
            </p>
          </Card>
        ) : null}
      </div>
    </>
  );
}

type CloseOfferProps = { record: OfferRecord; block: BlockRef; title: string };

/** Lets the licensor, or whoever controls the work, take an offer off the market. */
function CloseOffer({ record, block, title }: CloseOfferProps) {
  const state = offerStateNow(record, block, useNow() * 1000);
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const { offer } = record;
  const calls = useMemo(
    () => [{ call: closeOfferCall(deployment, { offer }), says: `Close this offer of “${title}” for good.` }],
    [deployment, offer, title],
  );
  const mine =
    address !== undefined && (isSameAddress(address, offer.licensor) || isSameAddress(address, record.controller));
  if (!mine || state === "closed") return null;
  return (
    <Card>
      <details>
        <summary className="font-medium">Close this offer</summary>
        <div className="mt-4 grid gap-4">
          <p className="text-soft">
            Nobody can buy under it from then on, and it cannot be opened again. Licences that were sold stay exactly as
            they are.
          </p>
          <TransactionButton
            intent={`close:${record.id}`}
            title={`Close an offer of “${title}”`}
            calls={calls}
            label="Close it for good"
            href={`/offer/${record.id}`}
          />
        </div>
      </details>
    </Card>
  );
}
