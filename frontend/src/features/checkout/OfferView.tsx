import { deedOf, readOffer } from "@colophon/sdk";
import type { Hex } from "viem";
import { Card } from "../../components/Card.tsx";
import { EarlierClaimWarning } from "../../components/EarlierClaimWarning.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { Hash } from "../../components/Hash.tsx";
import { LoadingState } from "../../components/LoadingState.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { DeedProblem } from "../../components/terms/DeedProblem.tsx";
import { DeedSections } from "../../components/terms/DeedSections.tsx";
import { TermsPoints } from "../../components/terms/TermsPoints.tsx";
import { useActiveChain } from "../../lib/chain/useActiveChain.ts";
import { useFinding } from "../../lib/chain/useFinding.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { deedVerdict } from "../../lib/terms/deedVerdict.ts";
import { earlierClaims } from "../../lib/work/earlierClaims.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { untitled } from "../../lib/work/untitled.ts";
import { useStanding } from "../../lib/work/useStanding.ts";
import { useWork } from "../../lib/work/useWork.ts";
import { Checkout } from "./Checkout.tsx";
import { CloseOffer } from "./CloseOffer.tsx";
import { LicenceHead } from "./LicenceHead.tsx";

export function OfferView({ id }: { id: Hex }) {
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
