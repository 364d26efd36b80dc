import type { UsageReport } from "@colophon/sdk";
import { Amount } from "../Amount.tsx";
import { Hash } from "../Hash.tsx";
import { Table } from "../Table.tsx";
import { Time } from "../Time.tsx";

/** What was reported under a licence, and paid with it. */
export function ReportsList({ reports }: { reports: readonly UsageReport[] }) {
  if (reports.length === 0) return <p className="text-soft">Nothing has been reported yet.</p>;
  return (
    <Table
      caption="Reports"
      hideCaption
      rows={reports}
      rowKey={({ period }) => String(period)}
      columns={[
        { id: "period", header: "Period", cell: ({ period }) => (period + 1).toLocaleString("en-GB") },
        { id: "units", header: "Units", numeric: true, cell: ({ units }) => units.toLocaleString("en-GB") },
        {
          id: "revenue",
          header: "Revenue",
          numeric: true,
          cell: ({ revenue, currency }) => <Amount amount={revenue} currency={currency} />,
        },
        {
          id: "paid",
          header: "Paid",
          numeric: true,
          cell: ({ paid, currency }) => <Amount amount={paid} currency={currency} />,
        },
        { id: "at", header: "When", cell: ({ at }) => <Time seconds={at.time} block={at.block} /> },
        {
          id: "digest",
          header: "Report’s SHA-256",
          cell: ({ digest }) =>
            digest ? (
              <Hash value={digest.slice(2)} label="SHA-256 of the report" />
            ) : (
              <span className="text-soft">None</span>
            ),
        },
      ]}
    />
  );
}
