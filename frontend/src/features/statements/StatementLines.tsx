import type { StatementLine } from "@colophon/sdk";
import { percentOf } from "@colophon/sdk";
import { Address } from "../../components/Address.tsx";
import { Amount } from "../../components/Amount.tsx";
import { formatTime } from "../../components/formatTime.ts";
import { Hash } from "../../components/Hash.tsx";
import { type Column, Table } from "../../components/Table.tsx";
import { WorkLink } from "../../components/WorkLink.tsx";
import { wordsOf } from "./wordsOf.ts";

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
    cell: ({ time, block, transaction }) => (
      <span className="grid gap-0.5 whitespace-nowrap text-sm sm:text-left">
        <span>{formatTime(time).replace(/:\d\d UTC$/, " UTC")}</span>
        <span className="text-soft">
          Block {block} <Hash value={transaction} label="transaction" />
        </span>
      </span>
    ),
  },
  {
    id: "what",
    header: "What",
    cell: (line) => (
      <span className="grid gap-0.5 sm:text-left">
        <span>{wordsOf(line)}</span>
        <span className="text-sm text-soft">
          {line.work === undefined ? null : <WorkLink id={line.otherWork ?? line.work} />}
          {line.counterparty === undefined ? null : (
            <>
              {line.work === undefined ? null : <span aria-hidden="true"> · </span>}
              <Address value={line.counterparty} copy={false} />
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
        "–"
      ) : (
        <Amount amount={gross} currency={currency} about={6} />
      ),
  },
  {
    id: "upstream",
    header: "To earlier works",
    numeric: true,
    cell: ({ currency, upstream }) =>
      currency === undefined || upstream === 0n ? "–" : <Amount amount={upstream} currency={currency} about={6} />,
  },
  { id: "moved", header: "Movement", numeric: true, cell: (line) => <Movement line={line} /> },
  {
    id: "waiting",
    header: "Balance",
    numeric: true,
    cell: ({ currency, waiting }) =>
      currency === undefined || waiting === undefined ? "–" : <Amount amount={waiting} currency={currency} about={6} />,
  },
];

/** Every movement of the period: when, what for, what of it is the account's, and what waits afterwards. */
export function StatementLines({ lines, ofWork }: { lines: readonly StatementLine[]; ofWork: boolean }) {
  // Where nothing is owed to earlier works, gross and net are the same.
  const owes = lines.some(({ upstream }) => upstream > 0n);
  const shown = columns
    .filter(({ id }) => owes || (id !== "gross" && id !== "upstream"))
    .map((column) => (ofWork && column.id === "gross" ? { ...column, header: "Received" } : column));
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
