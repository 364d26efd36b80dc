import { type BlockRef, type OfferRecord, readOffer } from "@colophon/sdk/read";
import type { Hex } from "viem";
import { Link } from "wouter";
import { foundOf, Read } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber } from "../../lib/format.ts";
import { usePageTitle } from "../../lib/pageTitle.ts";
import { useWork } from "../../lib/reads.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { OfferClosing } from "../../parts/CloseOffer.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Hash } from "../../ui/values.tsx";
import { LicenceHead, useClaims } from "./AboutOffer.tsx";
import { AcceptIt } from "./AcceptIt.tsx";
import { Checkout } from "./Checkout.tsx";
import { OfferSheet } from "./OfferSheet.tsx";

/** One offer: its text, and the way to buy a licence under it. */
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
  return (
    <Read
      of={found}
      what="this offer"
      around={(content) => (
        <>
          <PageHeader title="Offer" />
          {content}
        </>
      )}
      none={(block) => (
        <>
          <PageHeader title="Offer" />
          <EmptyState title="There is no such offer">
            <p>
              None was published under this number on {chain.name} by block {formatNumber(block.number)}.
            </p>
          </EmptyState>
        </>
      )}
    >
      {(record, block) => <KnownOffer record={record} block={block} />}
    </Read>
  );
}

function KnownOffer({ record, block }: { record: OfferRecord; block: BlockRef }) {
  const { offer, terms } = record;
  const work = foundOf(useWork(offer.work));
  const claims = useClaims(offer.work);
  const title = work && titleOf(work);
  usePageTitle(title && `Licence of ${title}`);
  const verdict = deedVerdict(terms);
  return (
    <>
      <LicenceHead
        eyebrow="Licence on offer"
        id={offer.work}
        work={work}
        offer={offer}
        open={verdict.status !== "refused" && record.state === "open"}
      />
      <OfferSheet
        warning={claims.warning}
        onchain={terms.onchain}
        free={offer.price === 0n}
        verdict={verdict}
        checked={
          <>
            Checked: these are the words that the terms make, the terms are the ones that the contract enforces, and
            their SHA-256 is the one on the chain:{" "}
            <Hash value={terms.onchain.deed.slice(2)} label="SHA-256 of the licence text" />
          </>
        }
        published={record}
      >
        <Checkout record={record} block={block} work={work} verdict={verdict} claims={claims.state} />
        {verdict.status !== "refused" ? <AcceptIt record={record} block={block} /> : null}
        <OfferClosing record={record} block={block} title={title ?? untitled(offer.work)} />
      </OfferSheet>
    </>
  );
}
