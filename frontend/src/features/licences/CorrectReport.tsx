import { formatId } from "@colophon/sdk";
import { amendReportCall } from "@colophon/sdk/calls";
import { amendmentBaseOf } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { DraftNotice } from "../../flow/DraftNotice.tsx";
import { TransactionButton } from "../../flow/TransactionButton.tsx";
import { useDraft } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { Field, Select } from "../../ui/field.tsx";
import { UsageFields } from "./ReportUsage.tsx";
import { parseReportForm, ReportForm } from "./report.ts";
import { type Reported, useDecimals } from "./reporting.ts";

type CorrectReportProps = { licence: Reported; title: string };

/** Corrects a report that was made: everything is counted anew from it on. */
export function CorrectReport({ licence, title }: CorrectReportProps) {
  const { reports } = licence.compliance;
  const [period, setPeriod] = useState(reports[0]?.period ?? 0);
  return (
    <div className="grid max-w-2xl gap-5">
      <p>
        The report is counted as if it had been right from the beginning. What you owe more is due at once. What you owe
        less counts towards what you will owe; nothing is paid back. Both numbers stay in the record.
      </p>
      <Field label="Which report" className="sm:max-w-64">
        <Select value={period} onChange={(event) => setPeriod(Number(event.target.value))}>
          {reports.map((report) => (
            <option key={report.period} value={report.period}>
              Period {report.period + 1}
            </option>
          ))}
        </Select>
      </Field>
      <Correction key={period} licence={licence} title={title} period={period} />
    </div>
  );
}

function Correction({ licence, title, period }: CorrectReportProps & { period: number }) {
  const { deployment } = useActiveChain();
  const { compliance, terms } = licence;
  const { symbol, decimals } = useDecimals(licence);
  const intent = `correct:${formatId(licence.id, "licence")}:${period}`;
  const initial: ReportForm = { units: "", revenue: "", file: undefined };
  const draft = useDraft({ key: intent, version: 1, schema: ReportForm, initial });
  const { errors, usage } = useMemo(() => parseReportForm(draft.value, decimals), [draft.value, decimals]);
  const calls = useMemo(() => {
    if (!usage) return undefined;
    const { units, revenue, digest } = usage;
    return [
      {
        call: amendReportCall(deployment, {
          ...{ licence: licence.id, terms: terms.onchain, conditions: compliance.conditions },
          corrected: { period, units, revenue, ...(digest ? { digest } : {}) },
          ...amendmentBaseOf(compliance, period),
        }),
        says: `Correct the report of period ${period + 1}.`,
      },
    ];
  }, [usage, deployment, licence.id, terms.onchain, compliance, period]);
  return (
    <>
      <DraftNotice of={draft} />
      <UsageFields
        value={draft.value}
        onChange={(change) => draft.set((before) => ({ ...before, ...change }))}
        errors={errors}
        symbol={symbol}
      />
      <TransactionButton
        intent={intent}
        title={`Correct period ${period + 1} of licence ${licence.serial} of “${title}”`}
        calls={calls}
        label="Correct the report"
        href={`/licence/${formatId(licence.id, "licence")}`}
        incomplete="Fill in units and revenue as they should have been to go on."
        onConfirmed={draft.clear}
        repeatable
      />
    </>
  );
}
