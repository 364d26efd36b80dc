import type { LicenceDetails } from "@colophon/sdk/read";
import { Amount } from "../../flow/Amount.tsx";
import { wordFor } from "../../lib/format.ts";
import { reportingPeriods } from "../../lib/licences.ts";
import { durationText } from "../../lib/terms.ts";
import { ReportsList } from "../../parts/licence.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ReportUsage } from "./ReportUsage.tsx";

type ReportsSectionProps = {
  licence: LicenceDetails;
  holder: boolean;
  title: string;
  time: number;
};

/** What has to be reported under a licence, what was, and what is missing. */
export function ReportsSection({ licence, holder, title, time }: ReportsSectionProps) {
  const { onchain } = licence.terms;
  const { reports } = licence.compliance;
  const { start, end } = licence;
  const reporting = reportingPeriods({ start, end, period: onchain.period, reported: reports.length, time });
  const { overdue } = reporting;
  return (
    <div className="grid gap-6">
      <p className="max-w-prose">
        Its holder reports every {durationText(onchain.period)} what was used and earned, and pays what the terms say
        with the report. Periods follow each other from the start; the last ends with the licence.
      </p>
      {!holder && overdue > 0 ? (
        <Notice tone="warning" title={wordFor(overdue, "One period is missing", `${overdue} periods are missing`)}>
          <p>
            {wordFor(overdue, "It is over and was not reported.", "They are over and were not reported.")}
            {onchain.minimum > 0n ? (
              <>
                {" "}
                At least <Amount amount={onchain.minimum * BigInt(overdue)} currency={onchain.currency} /> is owed.
              </>
            ) : null}
          </p>
        </Notice>
      ) : null}
      {holder ? (
        <ReportUsage
          key={reporting.next?.number ?? "none"}
          licence={licence}
          reporting={reporting}
          title={title}
          time={time}
        />
      ) : null}
      <ReportsList reports={reports} />
    </div>
  );
}
