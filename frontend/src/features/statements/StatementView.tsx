import { percentOf } from "@colophon/sdk";
import { ledgerWords, type StatementBalance, type StatementLine } from "@colophon/sdk/books";
import type { ReactNode } from "react";
import { Amount } from "../../flow/Amount.tsx";
import { allOf, count, formatNumber, wordFor } from "../../lib/format.ts";
import { formatTime } from "../../lib/time.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";
import { type Column, Rows } from "../../ui/Rows.tsx";
import { AddressView, Hash } from "../../ui/values.tsx";
import { lineInWords, type ShownStatement } from "./statement.ts";

/** Whether the figures are those of the contract itself, at the block that they hold for. */
export function StatementChecks({ statement: { checks, head } }: { statement: ShownStatement }) {
  const different = checks.filter(({ result }) => result === "differs");
  const unknown = checks.filter(({ result }) => result === "unknown");
  const block = formatNumber(head.block.number);
  if (different.length > 0) {
    return (
      <Notice tone="danger" title="This statement is not right" urgent>
        <p>
          {different.length} of {checks.length} figures differ from what the contract says at block {block}. The node
          that this page asks has probably left out payments. Do not use this statement; ask another node.
        </p>
        <ul className="list-disc pl-5">
          {different.slice(0, 5).map(({ check, how, computed, contract }) => (
            <li key={how}>
              {check}: {String(computed)} from the events, {String(contract)} from the contract. {how}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (unknown.length > 0) {
    return (
      <Notice tone="warning" title="Not compared with the contract">
        <p>
          The node that this page asks no longer knows block {block}, so {unknown.length} of {checks.length} figures
          could not be compared with the contract. They are computed from the events alone.
        </p>
      </Notice>
    );
  }
  if (checks.length === 0) return null;
  return (
    <Notice tone="ok" title={`Equal to the contract at block ${block}`}>
      <p>
        {allOf(checks.length, "figure at the end was", "figures at the end were")} computed from the events and then
        compared with what the contract itself says. {wordFor(checks.length, "It is", "They are")} the same to the
        smallest unit.
      </p>
    </Notice>
  );
}

/** Income that nobody can tell the owner of, for want of a list of holders: as a figure, in each currency. */
export function StatementUnknowns({ unknown }: Pick<ShownStatement, "unknown">) {
  if (unknown.length === 0) return null;
  return (
    <Notice tone="warning" title="What may be missing">
      <p>
        The list of holders of these works was not at hand. Units that nobody claimed may be this account's or somebody
        else's. In this period they earned, and so at most this is missing here:
      </p>
      <ul className="grid gap-1">
        {unknown.map(({ work, currency, units, atMost }) => (
          <li key={`${work}/${currency}`}>
            <WorkLink id={work} />, {percentOf(Number(units))} % not claimed:{" "}
            <Amount amount={atMost} currency={currency} about={8} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

type BalanceRow = { closing: StatementBalance; opening: bigint; net: bigint; withdrawn: bigint; paid: bigint };

function balanceRows({ openings, closings }: ShownStatement): BalanceRow[] {
  return closings.map((closing) => {
    const { ledger, work, currency, entitled, withdrawn, paid } = closing;
    const opening = openings.find(
      (other) => other.ledger === ledger && other.work === work && other.currency === currency,
    );
    const [before, out, spent] = [opening?.entitled ?? 0n, opening?.withdrawn ?? 0n, opening?.paid ?? 0n];
    // For payments there is no balance: only what was paid in the period.
    return {
      closing,
      opening: (opening?.waiting ?? 0n) + (opening?.untaken ?? 0n),
      net: entitled - before,
      withdrawn: withdrawn - out,
      paid: paid - spent,
    };
  });
}

function BalanceAmount({ row, amount }: { row: BalanceRow; amount: bigint }): ReactNode {
  return <Amount amount={amount} currency={row.closing.currency} about={8} />;
}

const balanceColumns: readonly Column<BalanceRow>[] = [
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
    cell: (row) => <BalanceAmount row={row} amount={row.opening} />,
  },
  { id: "net", header: "Became available", numeric: true, cell: (row) => <BalanceAmount row={row} amount={row.net} /> },
  {
    id: "withdrawn",
    header: "Withdrawn",
    numeric: true,
    cell: (row) => <BalanceAmount row={row} amount={row.withdrawn} />,
  },
  {
    id: "untaken",
    header: "At the end, not claimed",
    numeric: true,
    cell: (row) => <BalanceAmount row={row} amount={row.closing.untaken ?? 0n} />,
  },
  {
    id: "waiting",
    header: "At the end, claimed",
    numeric: true,
    cell: (row) => <BalanceAmount row={row} amount={row.closing.waiting} />,
  },
];

/** Whether an account is of money that was paid to others. */
const isSpent = ({ ledger }: Pick<StatementBalance, "ledger">) => ledger === "payments" || ledger === "purchases";

/** The period in one row for each work and currency: beginning + became available - withdrawn = end, claimed or not. */
export function StatementBalances({ statement }: { statement: ShownStatement }) {
  const rows = balanceRows(statement);
  const earned = rows.filter(({ closing }) => !isSpent(closing));
  const spent = rows.filter(({ closing, paid }) => isSpent(closing) && paid > 0n);
  // Most accounts have claimed all their units.
  const shown = balanceColumns.filter(({ id }) => id !== "untaken" || earned.some(({ closing }) => closing.untaken));
  const key = ({ closing: { ledger, work, currency } }: BalanceRow) => `${ledger}/${work}/${currency}`;
  return (
    <div className="grid gap-6">
      {earned.length === 0 ? (
        <p className="text-soft">
          No income and no balance in this period, of claimed units or of units not claimed yet.
        </p>
      ) : (
        <Rows caption="Balances" hideCaption columns={shown} rows={earned} rowKey={key} most={earned.length} />
      )}
      {spent.length === 0 ? null : (
        <div>
          <h3 className="mb-1 font-medium">Paid to others in this period</h3>
          <ul className="grid gap-1">
            {spent.map((row) => (
              <li key={key(row)}>
                <BalanceAmount row={row} amount={row.paid} />
                {row.closing.ledger === "purchases" ? (
                  <span className="ml-2 text-sm text-soft">{ledgerWords.purchases}</span>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

const partWords: Record<ShownStatement["payees"][number]["part"], string> = {
  holder: "for units of a work",
  licensor: "as the licensor of a sublicence",
  "earlier-work": "to works that it is made from",
  unknown: "to holders whose list is not at hand",
};

/** Whom the account paid in the period, and how much in all; nothing if it paid nobody. */
export function StatementPayees({ payees }: Pick<ShownStatement, "payees">) {
  if (payees.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 font-medium">Who got it</h3>
      <ul className="grid gap-1">
        {payees.map(({ payee, part, currency, payments, amount }) => (
          <li key={`${payee}/${part}/${currency}`}>
            <Amount amount={amount} currency={currency} about={8} />{" "}
            {payee ? (
              <>
                to <AddressView value={payee} />{" "}
              </>
            ) : null}
            {partWords[part]}
            <span className="text-soft text-sm">, {count(payments, "payment")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Movement({ line }: { line: StatementLine }) {
  const { currency, kind, net, taken, withdrawn, paid, unitsMoved, amount } = line;
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
  if (kind === "units-taken") return <Amount amount={taken} currency={currency} about={8} />;
  if (withdrawn + paid > 0n) return <Amount amount={-withdrawn - paid} currency={currency} />;
  return <Amount amount={net} currency={currency} />;
}

const lineColumns: readonly Column<StatementLine>[] = [
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
        <span>{lineInWords(line)}</span>
        <span className="text-sm text-soft">
          {line.work === undefined ? null : <WorkLink id={line.otherWork ?? line.work} />}
          {line.counterparty === undefined ? null : (
            <>
              {line.work === undefined ? null : <span aria-hidden="true"> · </span>}
              <AddressView value={line.counterparty} copy={false} />
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
      currency === undefined || gross === 0n || isSpent({ ledger }) ? (
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
    id: "untaken",
    header: "Available, not claimed",
    numeric: true,
    cell: ({ currency, untaken }) =>
      currency === undefined || !untaken ? "–" : <Amount amount={untaken} currency={currency} about={6} />,
  },
  {
    id: "waiting",
    header: "Can be withdrawn",
    numeric: true,
    cell: ({ currency, waiting }) =>
      currency === undefined || waiting === undefined ? "–" : <Amount amount={waiting} currency={currency} about={6} />,
  },
];

/** Every movement of the period: when, what for, what of it is the account's, and what waits afterwards. */
export function StatementLines({ lines, ofWork }: { lines: readonly StatementLine[]; ofWork: boolean }) {
  // Where nothing is owed to earlier works, gross and net are the same.
  const owes = lines.some(({ upstream }) => upstream > 0n);
  const open = lines.some(({ untaken }) => untaken);
  const shown = lineColumns
    .filter(({ id }) => (owes || (id !== "gross" && id !== "upstream")) && (open || id !== "untaken"))
    .map((column) => (ofWork && column.id === "gross" ? { ...column, header: "Received" } : column));
  return (
    <Rows
      caption="Movements"
      hideCaption
      columns={shown}
      rows={lines}
      most={lines.length}
      rowKey={({ block, logIndex, ledger, currency }) => `${block}/${logIndex}/${ledger}/${currency}`}
    />
  );
}
