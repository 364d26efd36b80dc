import { formatId, percentOfShare } from "@colophon/sdk";
import { reportUsageCall } from "@colophon/sdk/calls";
import type { LicenceDetails, LicenceRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { AmountField, NumberField } from "../../flow/fields.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency, usePriceInWords } from "../../lib/currency.ts";
import { type Reporting, reportingPeriods } from "../../lib/licences.ts";
import { durationText } from "../../lib/terms.ts";
import { formatTime } from "../../lib/time.ts";
import { ReportsList } from "../../parts/licence.tsx";
import { Notice } from "../../ui/notice.tsx";
import { parseReportForm, ReportForm } from "./report.ts";

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
        <Notice tone="warning" title={overdue === 1 ? "One period is missing" : `${overdue} periods are missing`}>
          <p>
            {overdue === 1 ? "It is over and was not reported." : "They are over and were not reported."}
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

type ReportUsageProps = { licence: LicenceRecord; reporting: Reporting; title: string; time: number };

const empty: ReportForm = { units: "", revenue: "", file: undefined };

/** The report of the next period: what was used and earned, what is owed for it, and its payment. */
function ReportUsage({ licence, reporting, title, time }: ReportUsageProps) {
  const { deployment } = useActiveChain();
  const { next, due, overdue } = reporting;
  const { onchain } = licence.terms;
  const id = formatId(licence.id, "licence");
  const state = useCurrency(onchain.currency);
  const currency = state.status === "known" ? state.currency : undefined;
  const draft = useDraft({
    key: `report:${id}:${next?.number ?? "none"}`,
    version: 1,
    schema: ReportForm,
    initial: empty,
  });
  const { value, set } = draft;
  // What a silent token is owed can only be said in its smallest unit.
  const decimals = currency?.decimals ?? (state.status === "silent" ? 0 : undefined);
  const { errors, usage } = useMemo(() => parseReportForm(value, onchain, decimals), [value, onchain, decimals]);
  const patch = (change: Partial<ReportForm>) => set((before) => ({ ...before, ...change }));

  const amount = usePriceInWords(usage?.due ?? 0n, onchain.currency);
  const report = useMemo(() => {
    if (!usage || !next) return undefined;
    const { units, revenue, digest, due: owed } = usage;
    return {
      call: reportUsageCall(deployment, {
        licence: licence.id,
        terms: onchain,
        period: next.number,
        units,
        revenue,
        ...(digest ? { digest } : {}),
      }),
      says: `Report period ${next.number + 1}${owed > 0n ? ` and pay ${amount} for it` : "; nothing is owed for it"}.`,
    };
  }, [usage, next, amount, deployment, licence.id, onchain]);
  const intent = `report:${id}:${next?.number ?? "none"}`;
  const payment = usePayment({
    intent,
    currency: onchain.currency,
    amount: usage?.due ?? 0n,
    purpose: "this report",
    pay: report,
    time,
  });

  if (!next) return <p className="text-soft">Every period of this licence is reported. Nothing is left to do.</p>;
  const period = `from ${formatTime(next.start)} until just before ${formatTime(next.end)}`;
  if (!due) {
    return (
      <p>
        Nothing is due now. The running period is number {next.number + 1}, {period}; report it from then on.
      </p>
    );
  }
  return (
    <div className="grid max-w-2xl gap-6">
      {overdue > 1 ? (
        <Notice tone="warning" title={`${overdue} periods are over and not reported`}>
          <p>
            They are reported one after the other, the earliest first.
            {onchain.minimum > 0n ? (
              <>
                {" "}
                At least <Amount amount={onchain.minimum * BigInt(overdue)} currency={onchain.currency} /> is owed for
                them together, and everybody can see it.
              </>
            ) : (
              " Everybody can see that they are missing."
            )}
          </p>
        </Notice>
      ) : null}
      <p>
        Period {next.number + 1}, {period}.
      </p>
      <DraftNotice of={draft} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberField
          label="Units made, sold or used"
          hint={
            onchain.perUnit > 0n ? (
              <>
                <Amount amount={onchain.perUnit} currency={onchain.currency} /> is owed for each.
              </>
            ) : (
              "For the record; nothing is owed for each."
            )
          }
          value={value.units}
          onChange={(units) => patch({ units })}
          error={value.units ? errors.units : undefined}
        />
        <AmountField
          label="Revenue"
          hint={
            onchain.revenueShare > 0
              ? `${percentOfShare(onchain.revenueShare)} % of it is owed.`
              : "For the record; no share of it is owed."
          }
          value={value.revenue}
          onChange={(revenue) => patch({ revenue })}
          symbol={currency?.symbol}
          error={value.revenue ? errors.revenue : undefined}
        />
      </div>
      <FileDigestField
        label="The detailed report, if there is one"
        title="Drop the report here"
        hint="It is read on this device and stays there. Only its SHA-256 is published, so that you can show later that this is the report you meant."
        value={value.file}
        onChange={(file) => patch({ file })}
      />
      <dl className="grid gap-1 rounded-lg bg-sunk px-5 py-4">
        <dt className="text-sm text-soft">Owed for this period</dt>
        <dd aria-live="polite" className="font-serif text-3xl">
          {usage ? <Amount amount={usage.due} currency={onchain.currency} /> : "…"}
        </dd>
        <dd className="text-sm text-soft">
          {usage && usage.due === onchain.minimum && onchain.minimum > 0n
            ? "This is the minimum for a period."
            : usage && onchain.cap > 0n && usage.due === onchain.cap
              ? "This is the most that is owed for a period."
              : "Worked out from your numbers as the contract does it."}
          {onchain.minimum > 0n || onchain.cap > 0n ? (
            <>
              {" "}
              {onchain.minimum > 0n ? (
                <>
                  At least <Amount amount={onchain.minimum} currency={onchain.currency} />
                </>
              ) : null}
              {onchain.minimum > 0n && onchain.cap > 0n ? ", " : ""}
              {onchain.cap > 0n ? (
                <>
                  {onchain.minimum > 0n ? "at most " : "At most "}
                  <Amount amount={onchain.cap} currency={onchain.currency} />
                </>
              ) : null}
              .
            </>
          ) : null}
        </dd>
      </dl>
      <p className="text-sm text-soft">
        A report is a public statement of your account and cannot be taken back. The contract does not know whether it
        is true. The money goes to those who hold the work’s shares.
      </p>
      {report ? (
        <>
          <PaymentNotices payment={payment} />
          <PaymentPermit
            payment={payment}
            then="Report, in one transaction: the money is taken and the report stands, or nothing happens at all."
          />
        </>
      ) : null}
      <TransactionButton
        intent={intent}
        title={`Report period ${next.number + 1} of licence ${licence.serial} of “${title}”`}
        calls={payment.calls}
        label={usage && usage.due > 0n ? "Report and pay" : "Report"}
        href={`/licence/${id}`}
        incomplete={report ? payment.todo : "Fill in units and revenue to go on. Type 0 where there was nothing."}
        onConfirmed={draft.clear}
      />
      <LeftoverAllowance payment={payment} />
    </div>
  );
}
