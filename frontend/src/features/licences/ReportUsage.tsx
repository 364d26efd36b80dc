import { formatId, percentOfShare } from "@colophon/sdk";
import { reportUsageCall } from "@colophon/sdk/calls";
import type { LicenceRecord } from "@colophon/sdk/read";
import type { OnchainTerms } from "@colophon/sdk/terms";
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
import type { Reporting } from "../../lib/licences.ts";
import { formatTime } from "../../lib/time.ts";
import { Notice } from "../../ui/notice.tsx";
import { parseReportForm, ReportForm, type Usage } from "./report.ts";

type ReportUsageProps = { licence: LicenceRecord; reporting: Reporting; title: string; time: number };

const empty: ReportForm = { units: "", revenue: "", file: undefined };

/** What was typed of the next report, what is owed by it, and how that is paid. */
function useReport(licence: LicenceRecord, reporting: Reporting, time: number) {
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
  return { next, due, overdue, currency, draft, patch, errors, usage, intent, report, payment };
}

/** The report of the next period: what was used and earned, what is owed for it, and its payment. */
export function ReportUsage({ licence, reporting, title, time }: ReportUsageProps) {
  const { next, due, overdue, currency, draft, patch, errors, usage, intent, report, payment } = useReport(
    licence,
    reporting,
    time,
  );
  const { value } = draft;
  const { onchain } = licence.terms;
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
      {overdue > 1 ? <Overdue count={overdue} terms={onchain} /> : null}
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
      <Owed usage={usage} terms={onchain} />
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
        href={`/licence/${formatId(licence.id, "licence")}`}
        incomplete={report ? payment.todo : "Fill in units and revenue to go on. Type 0 where there was nothing."}
        onConfirmed={draft.clear}
      />
      <LeftoverAllowance payment={payment} />
    </div>
  );
}

/** Says how many periods are missing, and what they come to. */
function Overdue({ count, terms }: { count: number; terms: OnchainTerms }) {
  return (
    <Notice tone="warning" title={`${count} periods are over and not reported`}>
      <p>
        They are reported one after the other, the earliest first.
        {terms.minimum > 0n ? (
          <>
            {" "}
            At least <Amount amount={terms.minimum * BigInt(count)} currency={terms.currency} /> is owed for them
            together, and everybody can see it.
          </>
        ) : (
          " Everybody can see that they are missing."
        )}
      </p>
    </Notice>
  );
}

/** What the numbers come to, and by which rule of the terms. */
function Owed({ usage, terms }: { usage: Usage | undefined; terms: OnchainTerms }) {
  return (
    <dl className="grid gap-1 rounded-lg bg-sunk px-5 py-4">
      <dt className="text-sm text-soft">Owed for this period</dt>
      <dd aria-live="polite" className="font-serif text-3xl">
        {usage ? <Amount amount={usage.due} currency={terms.currency} /> : "…"}
      </dd>
      <dd className="text-sm text-soft">
        {usage && usage.due === terms.minimum && terms.minimum > 0n
          ? "This is the minimum for a period."
          : usage && terms.cap > 0n && usage.due === terms.cap
            ? "This is the most that is owed for a period."
            : "Worked out from your numbers as the contract does it."}
        {terms.minimum > 0n || terms.cap > 0n ? (
          <>
            {" "}
            {terms.minimum > 0n ? (
              <>
                At least <Amount amount={terms.minimum} currency={terms.currency} />
              </>
            ) : null}
            {terms.minimum > 0n && terms.cap > 0n ? ", " : ""}
            {terms.cap > 0n ? (
              <>
                {terms.minimum > 0n ? "at most " : "At most "}
                <Amount amount={terms.cap} currency={terms.currency} />
              </>
            ) : null}
            .
          </>
        ) : null}
      </dd>
    </dl>
  );
}
