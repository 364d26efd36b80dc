import { formatId, serialOf } from "@colophon/sdk";
import { type EventRef, readPayments, readSettlements, type WorkRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { Read, together } from "../../flow/Read.tsx";
import { isoOf } from "../../lib/time.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Rows } from "../../ui/Rows.tsx";
import { Time } from "../../ui/values.tsx";

/** How many payments a page lists. */
const mostPayments = 50;

/** Everything that was paid into a work, and what came from works made from it. */
export function Received({ work }: { work: WorkRecord }) {
  const id = work.id.toString();
  const payments = useFinding({ key: ["payments", id], read: (context) => readPayments(context, work.id) });
  const settled = useFinding({ key: ["settlements", id], read: (context) => readSettlements(context, work.id) });
  return (
    <Read of={together(payments, settled)} what="what it received">
      {([paid, { received }]) => {
        const lines: ReceivedLine[] = [
          ...paid.map(({ currency, amount, licence, at }) => ({ currency, amount, licence, at })),
          ...received.map(({ currency, amount, at, work: from }) => ({ currency, amount, at, from })),
        ].sort((a, b) => b.at.block - a.at.block || b.at.logIndex - a.at.logIndex);
        return <ReceivedTable lines={lines} />;
      }}
    </Read>
  );
}

type ReceivedLine = { currency: Address; amount: bigint; at: EventRef; licence?: bigint | undefined; from?: bigint };

function ReceivedTable({ lines }: { lines: readonly ReceivedLine[] }) {
  if (lines.length === 0) return <p className="text-soft">Nothing was paid into it yet.</p>;
  return (
    <Rows
      caption="Payments into this work, the latest first"
      rows={lines}
      most={mostPayments}
      order="latest"
      rowKey={({ at }) => `${at.transaction}:${at.logIndex}`}
      columns={[
        {
          id: "time",
          header: "When",
          cell: ({ at }) => <Time seconds={at.time} block={at.block} />,
          value: ({ at }) => isoOf(at.time),
        },
        {
          id: "for",
          header: "For",
          cell: ({ licence, from }) =>
            from !== undefined ? (
              <>
                Share of <WorkLink id={from} />
              </>
            ) : licence === undefined ? (
              "A payment that names no licence"
            ) : (
              <Link href={`/licence/${formatId(licence, "licence")}`} className="link">
                Licence {serialOf(licence)}
              </Link>
            ),
          value: ({ licence }) => (licence === undefined ? "" : formatId(licence, "licence")),
        },
        {
          id: "amount",
          header: "Amount",
          numeric: true,
          cell: ({ amount, currency }) => <Amount amount={amount} currency={currency} />,
          value: ({ amount }) => amount,
        },
        { id: "currency", value: ({ currency }) => currency },
        { id: "transaction", value: ({ at }) => at.transaction },
      ]}
      file={{ name: "received.csv", label: "Save as CSV" }}
    />
  );
}
