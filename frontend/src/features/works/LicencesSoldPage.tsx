import { formatId } from "@colophon/sdk";
import type { LicenceDetails } from "@colophon/sdk/read";
import { useState } from "react";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { foundOf, Read } from "../../flow/Read.tsx";
import { count } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { useLicencesSold, useWork } from "../../lib/reads.ts";
import { licensedInWords, territoriesInWords, territoriesOf } from "../../lib/terms.ts";
import { formatTime, latestTime, spanInWords } from "../../lib/time.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { OwedAmount } from "../../parts/compliance.tsx";
import { WithNumber } from "../../parts/work.tsx";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { Badge } from "../../ui/notice.tsx";
import { Card, PageHeader } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";

const atOnce = 20;

/** The licences of a work that were sold: who holds them, what was reported, what is missing. */
export function LicencesSoldPage({ id }: { id: string }) {
  return <WithNumber id={id}>{(work) => <SoldList work={work} />}</WithNumber>;
}

function SoldList({ work }: { work: bigint }) {
  const [most, setMost] = useState(atOnce);
  const found = foundOf(useWork(work));
  const sold = useLicencesSold(work, most);
  const path = `/work/${formatId(work, "work")}`;
  return (
    <>
      <PageHeader eyebrow="Licences sold" title={found ? titleOf(found) : untitled(work)}>
        <p>
          Who holds a licence of this work, what they reported and what is missing. Open one to read its reports, or to
          give notice of a breach.{" "}
          <Link href={path} className="link">
            Back to the work
          </Link>
        </p>
      </PageHeader>
      <Read of={sold} what="the licences">
        {({ licences, total }, block) => (
          <>
            {total === 0 ? (
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
              {licences.map((licence) => (
                <li key={licence.id.toString()}>
                  <SoldLicence licence={licence} time={latestTime(block)} />
                </li>
              ))}
            </ul>
            {total > licences.length ? (
              <p className="mt-6">
                <Button variant="secondary" busy={sold.isPlaceholderData} onClick={() => setMost(most + atOnce)}>
                  Show earlier ones
                </Button>
              </p>
            ) : null}
          </>
        )}
      </Read>
    </>
  );
}

/** A licence as its licensor looks at it: who holds it, whether it runs, what was reported and what is missing. */
function SoldLicence({ licence, time }: { licence: LicenceDetails; time: number }) {
  const { onchain } = licence.terms;
  const standing = licenceStanding(licence, time);
  const { reports, notice, arrears, account, due, conditions, rules } = licence.compliance;
  const overdue = arrears?.periods ?? 0;
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
          {overdue > 0 ? <Badge tone="warning">{count(overdue, "report missing", "reports missing")}</Badge> : null}
          {notice && running ? (
            <Badge tone="danger">
              {notice.state === "contested"
                ? "Notice contested"
                : time < notice.cures
                  ? `Notice given, ${spanInWords(notice.cures - time)} to cure`
                  : "Not cured in time"}
            </Badge>
          ) : null}
        </p>
      </div>
      <p>
        <AddressView value={licence.holder} /> to {licensedInWords(onchain)},{" "}
        {territoriesInWords(territoriesOf(onchain))}, {count(licence.seats, "seat")}
        {licence.parent === undefined ? "" : ", as a sublicence"}
      </p>
      <p className="text-sm text-soft">
        Sold on {formatTime(licence.sale.at.time)}
        {licence.sale.price === 0n ? " for nothing" : " for "}
        {licence.sale.price === 0n ? null : <Amount amount={licence.sale.price} currency={licence.sale.currency} />}
        {rules === "colophon" && (reports.length > 0 || conditions) ? (
          <>
            {" · "}
            {count(reports.length, "report")}
            {account.paid > 0n ? (
              <>
                , <OwedAmount amount={account.paid} currency={conditions?.currency} /> paid
              </>
            ) : null}
            {due && due.debt > 0n ? (
              <>
                {" · "}
                <OwedAmount amount={due.debt} currency={conditions?.currency} /> due
              </>
            ) : null}
            {arrears && arrears.minimum > 0n ? (
              <>
                {" · at least "}
                <OwedAmount amount={arrears.minimum} currency={conditions?.currency} /> more in arrears
              </>
            ) : null}
          </>
        ) : null}
      </p>
    </Card>
  );
}
