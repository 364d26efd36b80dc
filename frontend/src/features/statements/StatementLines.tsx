import type { StatementLine } from "@colophon/sdk";
import { percentOf } from "@colophon/sdk";
import { Address } from "../../components/Address.tsx";
import { Amount } from "../../components/Amount.tsx";
import { formatTime } from "../../components/formatTime.ts";
import { type Column, Table } from "../../components/Table.tsx";
import { WorkLink } from "../../components/WorkLink.tsx";
import { lineWords, paymentWords } from "./lineWords.ts";

function Movement({ line }: { line: StatementLine }) {
  const { currency, kind, net, paid, unitsMoved, amount } = line;
  if (currency === undefined) {
    const units = unitsMoved ?? 0n;
    return (
      <span className="tabular-nums">
        {units < 0n ? "−" : "+"}
        {percentOf(Math.abs(Number(units)))} % of the work
      </span>
    );
  }
  if (kind === "upstream") return <Amount amount={amount ?? 0n} currency={currency} />;
  if (paid > 0n) return <Amount amount={-paid} currency={currency} />;
  return <Amount amount={net} currency={currency} />;
}

const columns: readonly Column<StatementLine>[] = [
  {
    id: "time",
    header: "When",
    cell: ({ time, block, logIndex, transaction }) => (
      <span className="whitespace-nowrap text-sm" title={`Block ${block}, log ${logIndex}, transaction ${transaction}`}>
        {formatTime(time).replace(/:\d\d UTC$/, " UTC")}
      </span>
    ),
  },
  {
    id: "what",
    header: "What",
    cell: ({ ledger, kind, counterparty, work, otherWork }) => (
      <span className="grid gap-0.5">
        <span>{(ledger === "payments" ? paymentWords[kind] : undefined) ?? lineWords[kind]}</span>
        <span className="text-sm text-soft">
          {work === undefined ? null : <WorkLink id={otherWork ?? work} />}
          {counterparty === undefined ? null : (
            <>
              {work === undefined ? null : <span aria-hidden="true"> · </span>}
              <Address value={counterparty} copy={false} />
            </>
          )}
        </span>
      </span>
    ),
  },
  {
    id: "gross",
    header: "Your part of it, gross",
    numeric: true,
    cell: ({ currency, gross, ledger }) =>
      currency === undefined || gross === 0n || ledger === "payments" ? (
        ""
      ) : (
        <Amount amount={gross} currency={currency} about={6} />
      ),
  },
  {
    id: "upstream",
    header: "To earlier works",
    numeric: true,
    cell: ({ currency, upstream }) =>
      currency === undefined || upstream === 0n ? "" : <Amount amount={upstream} currency={currency} about={6} />,
  },
  { id: "moved", header: "Movement", numeric: true, cell: (line) => <Movement line={line} /> },
  {
    id: "waiting",
    header: "Balance",
    numeric: true,
    cell: ({ currency, waiting }) =>
      currency === undefined || waiting === undefined ? "" : <Amount amount={waiting} currency={currency} about={6} />,
  },
];

/** Every movement of the period: when, what for, what of it is the account's, and what waits afterwards. */
export function StatementLines({ lines, ofWork }: { lines: readonly StatementLine[]; ofWork: boolean }) {
  const shown = ofWork
    ? columns.map((column) => (column.id === "gross" ? { ...column, header: "Received" } : column))
    : columns;
  return (
    <Table
      caption="Movements"
      hideCaption
      columns={shown}
      rows={lines}
      rowKey={({ block, logIndex, ledger, currency }) => `${block}/${logIndex}/${ledger}/${currency}`}
    />
  );
}
