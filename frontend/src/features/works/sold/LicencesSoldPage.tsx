import { formatId, parseId } from "@colophon/sdk";
import { useState } from "react";
import { Link } from "wouter";
import { Button, buttonClasses } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { PageHeader } from "../../../components/PageHeader.tsx";
import { latestTime } from "../../../lib/time/latestTime.ts";
import { sentenceOf } from "../../../lib/transactions/sentenceOf.ts";
import { titleOf } from "../../../lib/work/titleOf.ts";
import { untitled } from "../../../lib/work/untitled.ts";
import { useWork } from "../../../lib/work/useWork.ts";
import { SoldLicence } from "./SoldLicence.tsx";
import { useLicencesSold } from "./useLicencesSold.ts";

const atOnce = 20;

/** The licences of a work that were sold: who holds them, what was reported, what is missing. */
export function LicencesSoldPage({ id }: { id: string }) {
  let work: bigint;
  try {
    work = parseId(id, "work");
  } catch (error) {
    return (
      <>
        <PageHeader title="No such work" />
        <EmptyState title="This is not the number of a work">
          <p>{sentenceOf(error)}</p>
        </EmptyState>
      </>
    );
  }
  return <LicencesSold work={work} />;
}

function LicencesSold({ work }: { work: bigint }) {
  const [most, setMost] = useState(atOnce);
  const found = useWork(work);
  const sold = useLicencesSold(work, most);
  const title = found.data?.status === "found" ? titleOf(found.data.value) : untitled(work);
  const path = `/work/${formatId(work, "work")}`;
  const list = sold.data?.status === "found" ? sold.data : undefined;
  const time = latestTime({ time: list?.block?.time ?? 0 });
  return (
    <>
      <PageHeader eyebrow="Licences sold" title={title}>
        <p>
          Who holds a licence of this work, what they reported and what is missing. Open one to read its reports, or to
          give notice of a breach.{" "}
          <Link href={path} className="link">
            Back to the work
          </Link>
        </p>
      </PageHeader>
      {sold.isPending ? <LoadingState label="Reading the licences" /> : null}
      {sold.isError || sold.data?.status === "unknown" ? (
        <ErrorState title="The licences cannot be read right now" onRetry={() => sold.refetch()}>
          <p>{sold.data?.status === "unknown" ? sold.data.sentence : "Something unexpected happened."}</p>
        </ErrorState>
      ) : null}
      {list?.total === 0 ? (
        <EmptyState
          title="No licence of this work was sold yet"
          actions={
            <Link href={`${path}/offer`} className={buttonClasses()}>
              Make an offer
            </Link>
          }
        >
          <p>Each one appears here as soon as somebody buys it.</p>
        </EmptyState>
      ) : null}
      <ul className="grid gap-4">
        {list?.licences.map((licence) => (
          <li key={licence.id.toString()}>
            <SoldLicence licence={licence} time={time} />
          </li>
        ))}
      </ul>
      {list && list.total > list.licences.length ? (
        <p className="mt-6">
          <Button variant="secondary" onClick={() => setMost(most + atOnce)}>
            Show earlier ones
          </Button>
        </p>
      ) : null}
    </>
  );
}
