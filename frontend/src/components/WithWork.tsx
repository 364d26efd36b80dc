import { type BlockRef, parseId, type WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { sentenceOf } from "../lib/transactions/sentenceOf.ts";
import { useWork } from "../lib/work/useWork.ts";
import { buttonClasses } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { ErrorState } from "./ErrorState.tsx";
import { LoadingState } from "./LoadingState.tsx";
import { PageHeader } from "./PageHeader.tsx";

export type WithWorkProps = {
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
