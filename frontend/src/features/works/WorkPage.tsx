import { isSameAddress } from "@colophon/sdk";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useConnection } from "wagmi";
import { foundOf, unknownOf } from "../../flow/Read.tsx";
import { offerStateNow } from "../../lib/offers.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useGrants, useOffers, useStanding } from "../../lib/reads.ts";
import { earlierClaims, titleOf } from "../../lib/work.ts";
import { EarlierClaimWarning } from "../../parts/claims.tsx";
import { WithNumber, WithWork } from "../../parts/work.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { BuyBox } from "./BuyBox.tsx";
import { MetadataProblem } from "./RecordSections.tsx";
import { WorkHead } from "./WorkHead.tsx";
import { WorkTabs } from "./WorkTabs.tsx";

// For whoever controls it, and for whoever passes it on: others load neither, nor what it takes to sign.
const ControllerActions = lazy(() =>
  import("./ControllerActions.tsx").then((module) => ({ default: module.ControllerActions })),
);
const ShareDialog = lazy(() => import("./ShareWork.tsx").then((module) => ({ default: module.ShareDialog })));

/** Everything about one work. */
export function WorkPage({ id }: { id: string }) {
  return (
    <WithNumber id={id}>
      {(work) => (
        <AskEarly work={work}>
          <WithWork id={id}>{(record, block) => <WorkView work={record} block={block} />}</WithWork>
        </AskEarly>
      )}
    </WithNumber>
  );
}

/** Asks together with the work itself what its page needs anyway, and can ask by the number alone. */
function AskEarly({ work, children }: { work: bigint; children: ReactNode }) {
  useStanding(work);
  useOffers(work);
  useGrants(work);
  return children;
}

function WorkView({ work, block }: { work: WorkRecord; block: BlockRef }) {
  const { id } = work;
  const standing = useStanding(id);
  const offers = useOffers(id);
  const { address } = useConnection();
  usePageTitle(titleOf(work));
  const ranked = foundOf(standing);
  const unranked = unknownOf(standing);
  const earlier = ranked ? earlierClaims(ranked) : [];
  const listed = offers.data?.status === "found" ? offers.data : undefined;
  const openOffers = listed?.value.filter((record) => offerStateNow(record, listed.block) === "open").length ?? 0;
  const controls = isSameAddress(address, work.controller);

  return (
    <>
      {ranked && earlier.length > 0 ? (
        <div className="mb-10">
          <EarlierClaimWarning claims={earlier} own={ranked.own} />
        </div>
      ) : null}
      {unranked ? (
        <Notice tone="warning" title="Other claims could not be looked up" className="mb-8">
          <p>{unranked} Whether somebody else has an earlier claim is not known right now.</p>
        </Notice>
      ) : null}

      <WorkHead work={work} evidence={ranked?.own.evidence} pending={!ranked && !unranked}>
        {listed ? <BuyBox work={work} offers={listed.value} block={listed.block} /> : null}
        <Share work={work} />
      </WorkHead>
      <MetadataProblem work={work} />
      {controls ? (
        <Suspense>
          <ControllerActions work={work} openOffers={openOffers} />
        </Suspense>
      ) : null}
      <WorkTabs work={work} block={block} standing={standing} offers={offers} />
    </>
  );
}

/** A button for whoever wants to pass it on; what it opens comes with it. */
function Share({ work }: { work: WorkRecord }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="quiet" size="small" onClick={() => setOpen(true)}>
        Share this work
      </Button>
      {open ? (
        <Suspense>
          <ShareDialog work={work} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
