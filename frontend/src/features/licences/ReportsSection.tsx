import type { LicenceDetails } from "@colophon/sdk/read";
import { useState } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { wordFor } from "../../lib/format.ts";
import { PaymentsList, ReportsList } from "../../parts/compliance.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CorrectReport } from "./CorrectReport.tsx";
import { PayDebt } from "./PayDebt.tsx";
import { ReportUsage } from "./ReportUsage.tsx";
import type { Reported } from "./reporting.ts";

type ReportsSectionProps = {
  licence: LicenceDetails;
  /** Whether the connected account holds it, or acts for whoever does. */
  acting: boolean;
  title: string;
  time: number;
};

function hasConditions(licence: LicenceDetails): licence is Reported {
  return licence.compliance.conditions !== undefined;
}

/** What has to be reported and paid under a licence, what was, and what is missing. */
export function ReportsSection({ licence, acting, title, time }: ReportsSectionProps) {
  const { reports, payments, conditions, rules } = licence.compliance;
  if (rules === "other") {
    return (
      <Notice tone="warning" title="Another contract keeps its duties">
        <p>What is reported and owed under it, this site cannot tell.</p>
      </Notice>
    );
  }
  return (
    <div className="grid gap-8">
      {hasConditions(licence) ? (
        <Duties licence={licence} acting={acting} title={title} time={time} />
      ) : (
        <Notice tone="warning" title="Its text is not at hand">
          <p>Only the licence text says what is owed, so nothing can be reported or paid here until it is found.</p>
        </Notice>
      )}
      <ReportsList reports={reports} currency={conditions?.currency} />
      {payments.length > 0 ? <PaymentsList payments={payments} currency={conditions?.currency} /> : null}
    </div>
  );
}

function Duties({ licence, acting, title, time }: Omit<ReportsSectionProps, "licence"> & { licence: Reported }) {
  const [correcting, setCorrecting] = useState(false);
  const { due, next, reports } = licence.compliance;
  return (
    <>
      <Missing licence={licence} />
      <Due licence={licence} title={title} time={time} />
      {acting ? <ReportUsage key={next?.period ?? "none"} licence={licence} title={title} time={time} /> : null}
      {due && due.credit > 0n ? (
        <p className="text-soft">
          <Amount amount={due.credit} currency={licence.compliance.conditions.currency} /> was paid too much, and counts
          for what will be owed.
        </p>
      ) : null}
      {acting && reports.length > 0 ? (
        correcting ? (
          <CorrectReport licence={licence} title={title} />
        ) : (
          <div>
            <Button variant="secondary" onClick={() => setCorrecting(true)}>
              Correct a report
            </Button>
          </div>
        )
      ) : null}
    </>
  );
}

/** Periods that are over and were not reported in time. */
function Missing({ licence: { compliance } }: { licence: Reported }) {
  const { arrears, conditions } = compliance;
  if (!arrears || arrears.periods === 0) return null;
  const { periods, minimum } = arrears;
  return (
    <Notice tone="warning" title={wordFor(periods, "One period is missing", `${periods} periods are missing`)}>
      <p>
        {wordFor(periods, "It is over and was not reported.", "They are over and were not reported.")} They are reported
        one after the other, the earliest first.
        {minimum > 0n ? (
          <>
            {" "}
            At least <Amount amount={minimum} currency={conditions.currency} /> more is owed for{" "}
            {wordFor(periods, "it", "them")}, and everybody can see it.
          </>
        ) : null}
      </p>
    </Notice>
  );
}

/** What is due for what was reported, and the way to pay it, which anybody may. */
function Due({ licence, title, time }: { licence: Reported; title: string; time: number }) {
  const [paying, setPaying] = useState(false);
  const { due, conditions } = licence.compliance;
  if (!due || due.debt === 0n) return null;
  return (
    <Notice tone="warning" title="Something is due">
      <p>
        <Amount amount={due.debt} currency={conditions.currency} /> is due for what was reported, and not paid yet.
        Anybody may pay it.
      </p>
      {paying ? (
        <PayDebt licence={licence} debt={due.debt} title={title} time={time} />
      ) : (
        <Button size="small" onClick={() => setPaying(true)}>
          Pay it
        </Button>
      )}
    </Notice>
  );
}
