import { formatId, isSameAddress, parseId, percentOfShare, splitLicenceId } from "@colophon/sdk";
import type { BlockRef, Derivation, WorkRecord } from "@colophon/sdk/read";
import type { ReactNode } from "react";
import { useConnection } from "wagmi";
import { Link } from "wouter";
import { useWork } from "../lib/reads.ts";
import { sentenceOf } from "../lib/sentenceOf.ts";
import { walletDialog } from "../lib/wallet.ts";
import { titleOf, untitled } from "../lib/work.ts";
import { Button, buttonClasses } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { PageHeader } from "../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../ui/states.tsx";
import { AddressView, Time } from "../ui/values.tsx";

/** A link to a work by its title, or by its number while the title is not known. */
export function WorkLink({ id }: { id: bigint }) {
  const found = useWork(id);
  return (
    <Link href={`/work/${formatId(id, "work")}`} className="link [overflow-wrap:anywhere]">
      <bdi>{found.data?.status === "found" ? titleOf(found.data.value) : untitled(id)}</bdi>
    </Link>
  );
}

type WithWorkProps = {
  /** The work's number, as it stands in the address. */
  id: string;
  /** What the page is for, while there is no work to show. */
  title: string;
  children: (work: WorkRecord, block: BlockRef) => ReactNode;
};

/** A page about one work: it appears once the work is read, and says why if it cannot be. */
export function WithWork({ id, title, children }: WithWorkProps) {
  let work: bigint;
  try {
    work = parseId(id, "work");
  } catch (error) {
    return <NoSuchWork sentence={sentenceOf(error)} />;
  }
  return (
    <KnownNumber work={work} title={title}>
      {children}
    </KnownNumber>
  );
}

function KnownNumber({ work, title, children }: Omit<WithWorkProps, "id"> & { work: bigint }) {
  const finding = useWork(work);
  const { data } = finding;
  if (data?.status === "found") return children(data.value, data.block);
  if (data?.status === "not-found") {
    return (
      <NoSuchWork
        sentence={`No work with this number is registered, as of block ${data.block.number.toLocaleString("en-GB")}.`}
      />
    );
  }
  if (finding.isPending) return <LoadingState label="Reading the work" />;
  return (
    <>
      <PageHeader title={title} />
      <ErrorState title="This work cannot be read now" onRetry={() => finding.refetch()}>
        <p>{data?.problem.sentence ?? "Something unexpected happened."} It is asked for again by itself.</p>
      </ErrorState>
    </>
  );
}

function NoSuchWork({ sentence }: { sentence: string }) {
  return (
    <>
      <PageHeader title="No such work" />
      <EmptyState
        title="There is no work here"
        actions={
          <Link href="/works" className={buttonClasses("secondary")}>
            See all works
          </Link>
        }
      >
        <p>{sentence}</p>
      </EmptyState>
    </>
  );
}

/** Says that the connected account does not control the work, which is needed to sign here. */
export function ControllerNotice({ work }: { work: Pick<WorkRecord, "controller"> }) {
  const { address } = useConnection();
  if (!address || isSameAddress(address, work.controller)) return null;
  return (
    <Notice
      tone="warning"
      title="Another account controls this work"
      actions={
        <Button size="small" onClick={() => walletDialog.setOpen(true)}>
          Change account
        </Button>
      }
    >
      <p>
        Only <AddressView value={work.controller} copy={false} /> can sign this. You can fill in everything; connect
        that account to sign.
      </p>
    </Notice>
  );
}

type DerivationsListProps = {
  derivations: readonly Derivation[];
  /** Whether the list shows the earlier works or the new ones. */
  shows: "parents" | "derivatives";
};

/** Works that are made from one another, under which licence, and what one owes the other. */
export function DerivationsList({ derivations, shows }: DerivationsListProps) {
  return (
    <ul className="grid gap-3">
      {derivations.map(({ work, parent, source, share, at }) => (
        <li key={`${work}:${parent}`} className="border-rule border-b pb-3 last:border-b-0 last:pb-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <WorkLink id={shows === "parents" ? parent : work} />
            <span className="shrink-0 tabular-nums">
              {share === 0 ? "owes nothing" : `${percentOfShare(share)} % of all it receives`}
            </span>
          </p>
          <p className="text-sm text-soft">
            Allowed by{" "}
            <Link href={`/licence/${formatId(source, "licence")}`} className="link">
              licence {splitLicenceId(source).serial}
            </Link>
            , registered <Time seconds={at.time} block={at.block} />
          </p>
        </li>
      ))}
    </ul>
  );
}
