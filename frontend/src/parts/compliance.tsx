import type { BreachNotice, DebtPayment, UsageReport } from "@colophon/sdk/read";
import type { Address } from "viem";
import { Amount } from "../flow/Amount.tsx";
import { formatNumber } from "../lib/format.ts";
import { formatTime } from "../lib/time.ts";
import { Table } from "../ui/Table.tsx";
import { AddressView, Hash, Time } from "../ui/values.tsx";

/** What became of a notice, in a sentence. */
function noticeInWords({ state, cures, until, dispute, withdrawn }: BreachNotice, terminated: boolean): string {
  switch (state) {
    case "withdrawn":
      return withdrawn ? `Taken back on ${formatTime(withdrawn.time)}.` : "Taken back.";
    case "contested":
      return `Contested. If the arbitrator is silent until ${formatTime(dispute?.until ?? until ?? cures)}, the licence goes on.`;
    case "rejected":
      return "The arbitrator ruled that the licence goes on.";
    case "lapsed":
      return "It lapsed, and the licence went on.";
    case "upheld":
      return terminated
        ? "The arbitrator ruled that the licence may be ended, and it was."
        : "The arbitrator ruled that the licence may be ended.";
    case "given":
      return terminated
        ? `It was not taken back by ${formatTime(cures)}, and the licence was ended.`
        : `To be cured by ${formatTime(cures)}.`;
  }
}

type NoticesListProps = { notices: readonly BreachNotice[]; terminated: boolean };

/** The notices of breach that were given for a licence, what was answered, and what became of each. */
export function NoticesList({ notices, terminated }: NoticesListProps) {
  return (
    <ul className="grid gap-3">
      {notices.map((notice, index) => (
        <li key={`${notice.at.transaction} ${notice.at.logIndex}`} className="grid gap-0.5 border-rule border-l-2 pl-4">
          <p>
            Notice of a breach, <Time seconds={notice.at.time} block={notice.at.block} />
          </p>
          <p className="text-sm text-soft">
            {/* The latest comes first, and only it can have ended the licence. */}
            {noticeInWords(notice, terminated && index === 0)} Given by{" "}
            <AddressView value={notice.licensor} copy={false} />
          </p>
          <p className="text-sm text-soft">
            Rests on a file with the SHA-256 <Hash value={notice.evidence.slice(2)} label="SHA-256 of the evidence" />
          </p>
          {notice.answers.map(({ at, digest }) => (
            <p key={`${at.transaction} ${at.logIndex}`} className="text-sm text-soft">
              Answered <Time seconds={at.time} block={at.block} /> by a file with the SHA-256{" "}
              <Hash value={digest.slice(2)} label="SHA-256 of the answer" />
            </p>
          ))}
          {notice.dispute ? (
            <p className="text-sm text-soft">
              Dispute {String(notice.dispute.id)} before the arbitrator{" "}
              <AddressView value={notice.dispute.arbitrator} copy={false} />
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

type MoneyProps = { amount: bigint; currency: Address | undefined };

/** An amount; in the smallest unit of whatever it is while the conditions, which name the currency, are not at hand. */
export function OwedAmount({ amount, currency }: MoneyProps) {
  return currency === undefined ? (
    <>{formatNumber(amount)} smallest units</>
  ) : (
    <Amount amount={amount} currency={currency} />
  );
}

function DigestOrNone({ digest, label }: { digest: string | undefined; label: string }) {
  return digest ? <Hash value={digest.slice(2)} label={label} /> : <span className="text-soft">None</span>;
}

type ReportsListProps = {
  reports: readonly UsageReport[];
  /** Of the conditions. */
  currency: Address | undefined;
};

/** What was reported under a licence, as it counts now. */
export function ReportsList({ reports, currency }: ReportsListProps) {
  if (reports.length === 0) return <p className="text-soft">Nothing has been reported yet.</p>;
  return (
    <Table
      caption="Reports"
      hideCaption
      rows={reports}
      rowKey={({ period }) => String(period)}
      columns={[
        { id: "period", header: "Period", cell: ({ period }) => formatNumber(period + 1) },
        { id: "units", header: "Units", numeric: true, cell: ({ units }) => formatNumber(units) },
        {
          id: "revenue",
          header: "Revenue",
          numeric: true,
          cell: ({ revenue }) => <OwedAmount amount={revenue} currency={currency} />,
        },
        {
          id: "owed",
          header: "Owed then",
          numeric: true,
          cell: ({ owed }) => <OwedAmount amount={owed} currency={currency} />,
        },
        {
          id: "at",
          header: "When",
          cell: ({ at, corrected }) => (
            <>
              <Time seconds={at.time} block={at.block} />
              {corrected ? (
                <span className="block text-soft text-sm">
                  corrected <Time seconds={corrected.time} block={corrected.block} />
                </span>
              ) : null}
            </>
          ),
        },
        {
          id: "digest",
          header: "Report’s SHA-256",
          cell: ({ digest }) => <DigestOrNone digest={digest} label="SHA-256 of the report" />,
        },
      ]}
    />
  );
}

type PaymentsListProps = { payments: readonly DebtPayment[]; currency: Address | undefined };

/** What was paid of what is owed under a licence, and what was withheld as tax. */
export function PaymentsList({ payments, currency }: PaymentsListProps) {
  if (payments.length === 0) return <p className="text-soft">Nothing has been paid beyond the price.</p>;
  return (
    <Table
      caption="Payments"
      hideCaption
      rows={payments}
      rowKey={({ at }) => `${at.transaction} ${at.logIndex}`}
      columns={[
        { id: "at", header: "When", cell: ({ at }) => <Time seconds={at.time} block={at.block} /> },
        { id: "payer", header: "By", cell: ({ payer }) => <AddressView value={payer} copy={false} /> },
        {
          id: "amount",
          header: "Paid",
          numeric: true,
          cell: ({ amount }) => <OwedAmount amount={amount} currency={currency} />,
        },
        {
          id: "withheld",
          header: "Withheld as tax",
          numeric: true,
          cell: ({ withheld }) => <OwedAmount amount={withheld} currency={currency} />,
        },
        {
          id: "certificate",
          header: "Certificate’s SHA-256",
          cell: ({ certificate }) => <DigestOrNone digest={certificate} label="SHA-256 of the certificate" />,
        },
      ]}
    />
  );
}
