import { formatId } from "@colophon/sdk";
import type { ReactNode } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { FileDigestField } from "../../flow/FileDigestField.tsx";
import { AmountField, NumberField } from "../../flow/fields.tsx";
import { LeftoverAllowance, PaymentNotices, PaymentPermit } from "../../flow/Payment.tsx";
import { CannotRead, unknownOf } from "../../flow/Read.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { formatTime } from "../../lib/time.ts";
import { PaymentFields } from "./PaymentFields.tsx";
import type { ReportForm } from "./report.ts";
import { type Reported, useReport } from "./reporting.ts";

type ReportUsageProps = { licence: Reported; title: string; time: number };

/** The report of the next period: what was sold and earned, what is owed for it, and its payment. */
export function ReportUsage({ licence, title, time }: ReportUsageProps) {
  const reporting = useReport(licence, time);
  const { next, draft, symbol, errors, asked, owed, paying, intent, report, payment } = reporting;
  const { value } = draft;
  const { currency } = licence.compliance.conditions;
  if (!next) return <p className="text-soft">Every period of this licence is reported. Nothing is left to do.</p>;
  const period = `from ${formatTime(next.start)} until just before ${formatTime(next.end)}`;
  if (time < next.end) {
    return (
      <p>
        The running period is number {next.period + 1}, {period}; report it from then on.
      </p>
    );
  }
  const unknown = unknownOf(asked);
  const patch = (change: Partial<typeof value>) => draft.set((before) => ({ ...before, ...change }));
  return (
    <div className="grid max-w-2xl gap-6">
      <p>
        Period {next.period + 1}, {period}.
      </p>
      <DraftNotice of={draft} />
      <UsageFields value={value} onChange={patch} errors={errors} symbol={symbol} />
      {unknown ? <CannotRead what="what is owed for it" sentence={unknown} onRetry={asked.refetch} /> : null}
      <Owed label="Owed for this period">{owed ? <Amount amount={owed.owed} currency={currency} /> : "…"}</Owed>
      {owed ? (
        <Owed label="Due then in all, less what was paid ahead">
          <Amount amount={owed.debt} currency={currency} />
        </Owed>
      ) : null}
      {owed && owed.debt > 0n ? (
        <PaymentFields
          value={value.payment}
          onChange={(change) => patch({ payment: { ...value.payment, ...change } })}
          errors={paying.errors}
          debt={owed.debt}
          older={owed.older}
          currency={currency}
          symbol={symbol}
          later
        />
      ) : null}
      <PaymentNotices payment={payment} />
      {report ? <PaymentPermit payment={payment} then="Report and pay, in one transaction." /> : null}
      <TransactionButton
        intent={intent}
        title={`Report period ${next.period + 1} of licence ${licence.serial} of “${title}”`}
        calls={report ? payment.calls : undefined}
        label={payment.amount === 0n ? "Report" : `Report and pay ${payment.price}`}
        href={`/licence/${formatId(licence.id, "licence")}`}
        incomplete={payment.todo ?? "Fill in units and revenue to go on. Type 0 where there was nothing."}
        onConfirmed={draft.clear}
      />
      <LeftoverAllowance payment={payment} />
    </div>
  );
}

type UsageFieldsProps = {
  value: ReportForm;
  onChange: (change: Partial<ReportForm>) => void;
  errors: Readonly<Partial<Record<keyof ReportForm, string>>>;
  symbol: string | undefined;
};

/** Units, revenue, and the file with the details. */
export function UsageFields({ value, onChange, errors, symbol }: UsageFieldsProps) {
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberField
          label="Units sold or handed over"
          hint="What a unit is, the licence text says."
          value={value.units}
          onChange={(units) => onChange({ units })}
          error={value.units ? errors.units : undefined}
        />
        <AmountField
          label="Revenue"
          hint="Before costs, without sales taxes, after refunds."
          value={value.revenue}
          onChange={(revenue) => onChange({ revenue })}
          symbol={symbol}
          error={value.revenue ? errors.revenue : undefined}
        />
      </div>
      <FileDigestField
        label="The detailed report, if there is one"
        title="Drop the report here"
        hint="It is read on this device and stays there; only its SHA-256 is published. Send the file to the licensor yourself."
        value={value.file}
        onChange={(file) => onChange({ file })}
      />
    </>
  );
}

function Owed({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className="grid gap-1 rounded-lg bg-sunk px-5 py-4">
      <dt className="text-sm text-soft">{label}</dt>
      <dd aria-live="polite" className="font-serif text-3xl">
        {children}
      </dd>
    </dl>
  );
}
