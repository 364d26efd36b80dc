import type { StatementBalance } from "@colophon/sdk";
import { ledgerWords, percentOf } from "@colophon/sdk";
import type { ReactNode } from "react";
import { Amount } from "../../components/Amount.tsx";
import { type Column, Table } from "../../components/Table.tsx";
import { WorkLink } from "../../components/WorkLink.tsx";
import type { ShownStatement } from "./ShownStatement.ts";

type Row = { closing: StatementBalance; opening: bigint; net: bigint; paid: bigint };

function rowsOf({ openings, closings }: ShownStatement): Row[] {
  return closings.map((closing) => {
    const { ledger, work, currency, entitled, paid } = closing;
    const opening = openings.find(
      (other) => other.ledger === ledger && other.work === work && other.currency === currency,
    );
    const [before, out] = [opening?.entitled ?? 0n, opening?.paid ?? 0n];
    // For payments there is no balance: only what was paid in the period.
    return { closing, opening: opening?.waiting ?? 0n, net: entitled - before, paid: paid - out };
  });
}

function Figure({ row, amount }: { row: Row; amount: bigint }): ReactNode {
  return <Amount amount={amount} currency={row.closing.currency} about={8} />;
}

const columns: readonly Column<Row>[] = [
  {
    id: "account",
    header: "Account",
    cell: ({ closing: { ledger, work, units } }) => (
      <span className="grid gap-0.5 sm:text-left">
        <span>{work === undefined ? ledgerWords[ledger] : <WorkLink id={work} />}</span>
        {units === undefined ? null : <span className="text-sm text-soft">{percentOf(Number(units))} % of it</span>}
      </span>
    ),
  },
  {
    id: "opening",
    header: "At the beginning",
    numeric: true,
    cell: (row) => <Figure row={row} amount={row.opening} />,
  },
  { id: "net", header: "Earned", numeric: true, cell: (row) => <Figure row={row} amount={row.net} /> },
  { id: "paid", header: "Taken out", numeric: true, cell: (row) => <Figure row={row} amount={row.paid} /> },
  {
    id: "waiting",
    header: "At the end",
    numeric: true,
    cell: (row) => <Figure row={row} amount={row.closing.waiting} />,
  },
];

/** The period in one row for each work and currency: beginning + earned - taken out = end. */
export function StatementBalances({ statement }: { statement: ShownStatement }) {
  const rows = rowsOf(statement);
  const earned = rows.filter(({ closing }) => closing.ledger !== "payments");
  const spent = rows.filter(({ closing, paid }) => closing.ledger === "payments" && paid > 0n);
  const key = ({ closing: { ledger, work, currency } }: Row) => `${ledger}/${work}/${currency}`;
  return (
    <div className="grid gap-6">
      {earned.length === 0 ? (
        <p className="text-soft">No income and no balance in this period.</p>
      ) : (
        <Table caption="Balances" hideCaption columns={columns} rows={earned} rowKey={key} />
      )}
      {spent.length === 0 ? null : (
        <div>
          <h3 className="mb-1 font-medium">Paid to others in this period</h3>
          <ul className="grid gap-1">
            {spent.map((row) => (
              <li key={key(row)}>
                <Figure row={row} amount={row.paid} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
