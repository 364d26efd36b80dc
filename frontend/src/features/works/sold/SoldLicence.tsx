import { formatId, type LicenceDetails, usesOfBitmap } from "@colophon/sdk";
import { Link } from "wouter";
import { Address } from "../../../components/Address.tsx";
import { Amount } from "../../../components/Amount.tsx";
import { Badge } from "../../../components/Badge.tsx";
import { Card } from "../../../components/Card.tsx";
import { formatTime } from "../../../components/formatTime.ts";
import { reportingPeriods } from "../../../lib/licences/reportingPeriods.ts";
import { licenceStanding } from "../../../lib/terms/licenceStanding.ts";
import { territoriesInWords } from "../../../lib/terms/territoriesInWords.ts";
import { territoriesOf } from "../../../lib/terms/territoriesOf.ts";
import { usesInWords } from "../../../lib/terms/usesInWords.ts";
import { spanInWords } from "../../../lib/time/spanInWords.ts";

/** A licence as its licensor looks at it: who holds it, whether it runs, what was reported and what is missing. */
export function SoldLicence({ licence, time }: { licence: LicenceDetails; time: number }) {
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
        <Address value={licence.holder} /> for {usesInWords(usesOfBitmap(onchain.uses).uses) || "uses unknown here"},{" "}
        {territoriesInWords(territoriesOf(onchain))},{" "}
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
