import { explainError, formatId, licenceIdOf, parseId } from "@colophon/sdk";
import { licencesAbi } from "@colophon/sdk/abi";
import { type LicenceDetails, readLicence } from "@colophon/sdk/read";
import { usesOfBitmap } from "@colophon/sdk/terms";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BaseError } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { licenceStanding, reportingPeriods } from "../../lib/licences.ts";
import { useWork } from "../../lib/reads.ts";
import { sentenceOf } from "../../lib/sentenceOf.ts";
import { territoriesInWords, territoriesOf, usesInWords } from "../../lib/terms.ts";
import { formatTime, latestTime, spanInWords } from "../../lib/time.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";

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
  return <SoldList work={work} />;
}

function SoldList({ work }: { work: bigint }) {
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

type LicencesSold =
  | { status: "found"; licences: LicenceDetails[]; total: number; block: { number: number; time: number } | undefined }
  | { status: "unknown"; sentence: string };

/** The latest licences of a work, sublicences included, with everything that happened under each. */
function useLicencesSold(work: bigint, most: number) {
  const context = useReadContext();
  const { client, deployment } = context;
  return useQuery({
    queryKey: ["chain", deployment.chainId, "licences-sold", work.toString(), most],
    queryFn: async (): Promise<LicencesSold> => {
      try {
        const total = await client.readContract({
          address: deployment.contracts.licences.address,
          abi: licencesAbi,
          functionName: "totalLicences",
          args: [work],
        });
        const serials = Array.from({ length: Math.min(total, most) }, (_, index) => total - index);
        const found = await Promise.all(serials.map((serial) => readLicence(context, licenceIdOf({ work, serial }))));
        const licences: LicenceDetails[] = [];
        let block: { number: number; time: number } | undefined;
        for (const each of found) {
          if (each.status === "unknown") return { status: "unknown", sentence: each.problem.sentence };
          block ??= each.block;
          if (each.status === "found") licences.push(each.value);
        }
        return { status: "found", licences, total, block };
      } catch (error) {
        if (!(error instanceof BaseError)) throw error;
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
}

/** A licence as its licensor looks at it: who holds it, whether it runs, what was reported and what is missing. */
function SoldLicence({ licence, time }: { licence: LicenceDetails; time: number }) {
  const { onchain } = licence.terms;
  const standing = licenceStanding(licence, time);
  const { reports, notice } = licence.compliance;
  const { start, end } = licence;
  const { overdue } = reportingPeriods({ start, end, period: onchain.period, reported: reports.length, time });
  const paid = reports.reduce((sum, report) => sum + report.paid, 0n);
  const running = standing.state === "running";
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 className="text-xl">
          <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
            Licence {licence.serial}
          </Link>
        </h2>
        <p className="flex flex-wrap gap-2">
          <Badge tone={running ? "ok" : "neutral"}>{running ? `In force, ${standing.words}` : standing.words}</Badge>
          {overdue > 0 ? (
            <Badge tone="warning">{overdue === 1 ? "1 report missing" : `${overdue} reports missing`}</Badge>
          ) : null}
          {notice && running ? (
            <Badge tone="danger">
              {time < notice.cures ? `Notice given, ${spanInWords(notice.cures - time)} to cure` : "Not cured in time"}
            </Badge>
          ) : null}
        </p>
      </div>
      <p>
        <AddressView value={licence.holder} /> for {usesInWords(usesOfBitmap(onchain.uses).uses) || "uses unknown here"}
        , {territoriesInWords(territoriesOf(onchain))},{" "}
        {licence.seats === 1 ? "1 seat" : `${licence.seats.toLocaleString("en-GB")} seats`}
        {licence.parent === undefined ? "" : ", as a sublicence"}
      </p>
      <p className="text-sm text-soft">
        Sold on {formatTime(licence.sale.at.time)}
        {licence.sale.price === 0n ? " for nothing" : " for "}
        {licence.sale.price === 0n ? null : <Amount amount={licence.sale.price} currency={licence.sale.currency} />}
        {onchain.period > 0 ? (
          <>
            {" · "}
            {reports.length === 1 ? "1 report" : `${reports.length.toLocaleString("en-GB")} reports`}
            {paid > 0n ? (
              <>
                , <Amount amount={paid} currency={onchain.currency} /> paid with them
              </>
            ) : null}
            {overdue > 0 && onchain.minimum > 0n ? (
              <>
                {" · at least "}
                <Amount amount={onchain.minimum * BigInt(overdue)} currency={onchain.currency} /> in arrears
              </>
            ) : null}
          </>
        ) : null}
      </p>
    </Card>
  );
}
