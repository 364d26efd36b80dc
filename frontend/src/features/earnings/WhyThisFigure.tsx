import { allShares, formatId, isSameAddress, percentOf, percentOfShare, serialOf } from "@colophon/sdk";
import type { CurrencyEarnings, WorkEarnings } from "@colophon/sdk/read";
import { CircleCheck } from "lucide-react";
import type { Address } from "viem";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { Read } from "../../flow/Read.tsx";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { WorkLink } from "../../parts/work.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Table } from "../../ui/Table.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";
import { breakdownOf } from "./breakdown.ts";
import { type IncomeHistory, useHistory } from "./history.ts";

export type WhyThisFigureProps = { account: Address; income: WorkEarnings; figures: CurrencyEarnings };

/** Every payment with the account's part of it, added up and compared with what the contract says. */
export function WhyThisFigure(props: WhyThisFigureProps) {
  const history = useHistory(props.income.work, props.account);
  return (
    <Read of={history} what="the payments">
      {(value, block) => <Payments {...props} history={value} block={block.number} />}
    </Read>
  );
}

type PaymentsProps = WhyThisFigureProps & { history: IncomeHistory; block: number };

function Payments({ account, income, figures, history, block }: PaymentsProps) {
  const { currency, received, entitled, claimed, claimable, notYetTaken } = figures;
  const given = income.holding.taken + (income.holding.toTake?.units ?? 0);
  const { moves, payments, kept } = history;
  const sum = breakdownOf({ account, currency, given, moves, payments, kept });
  const withdrawals = history.withdrawals.filter((each) => isSameAddress(each.currency, currency));
  const withdrawn = withdrawals.reduce((total, each) => total + each.amount, 0n);
  // Two parts that are counted apart may each leave a fraction, which together make one smallest unit more.
  const slack = income.holding.toTake ? 1n : 0n;
  const difference = sum.whole - (entitled + notYetTaken);
  const agrees = sum.received === received && withdrawn === claimed && difference >= 0n && difference <= slack;
  return (
    <div className="mt-4 grid gap-5 rounded-lg bg-paper p-4 sm:p-5">
      {kept < allShares ? (
        <p className="text-sm text-soft">
          This work is made from others, which get {percentOfShare(allShares - kept)} % of everything it receives. Your
          part is of the other {percentOfShare(kept)} %.
        </p>
      ) : null}
      <Table
        caption="Every payment to this work in this currency"
        hideCaption
        rows={sum.lines}
        rowKey={({ payment }) => `${payment.at.transaction}:${payment.at.logIndex}`}
        columns={[
          {
            id: "when",
            header: "When",
            cell: ({ payment }) => <Time seconds={payment.at.time} block={payment.at.block} />,
          },
          {
            id: "from",
            header: "From",
            cell: ({ payment }) =>
              payment.settledFrom === undefined ? (
                <AddressView value={payment.payer} copy={false} />
              ) : (
                <WorkLink id={payment.settledFrom} />
              ),
          },
          {
            id: "for",
            header: "For",
            cell: ({ payment }) =>
              payment.settledFrom === undefined ? (
                <Purpose licence={payment.licence} memo={payment.memo} />
              ) : (
                "Made from this work"
              ),
          },
          {
            id: "amount",
            header: "Paid",
            numeric: true,
            cell: ({ payment }) => <Amount amount={payment.amount} currency={currency} />,
          },
          {
            id: "share",
            header: "Your share then",
            numeric: true,
            cell: ({ units }) => <span className="whitespace-nowrap">{percentOf(units)} %</span>,
          },
          {
            id: "part",
            header: "Your part",
            numeric: true,
            cell: ({ part }) => <Amount amount={part} currency={currency} extra={sum.extra} />,
          },
        ]}
      />
      <dl className="ml-auto grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-1.5 text-right">
        <dt className="text-soft">Your parts together</dt>
        <dd>
          <Amount amount={sum.sum} currency={currency} extra={sum.extra} />
        </dd>
        {sum.whole * 10n ** BigInt(sum.extra) === sum.sum ? null : (
          <>
            <dt className="text-soft">of which whole</dt>
            <dd>
              <Amount amount={sum.whole} currency={currency} />
            </dd>
          </>
        )}
        <dt className="text-soft">withdrawn</dt>
        <dd>
          {withdrawn > 0n ? "−\u202f" : ""}
          <Amount amount={withdrawn} currency={currency} />
        </dd>
        <dt className="border-edge border-t pt-1.5 font-semibold">waiting</dt>
        <dd className="border-edge border-t pt-1.5 font-semibold">
          <Amount amount={sum.whole - withdrawn} currency={currency} />
        </dd>
      </dl>
      {withdrawals.length > 0 ? (
        <details>
          <summary className="link w-fit py-1 text-sm">
            {wordFor(withdrawals.length, "The withdrawal", `The ${formatNumber(withdrawals.length)} withdrawals`)}
          </summary>
          <ul className="mt-2 grid gap-1.5 text-sm">
            {withdrawals.map((each) => (
              <li key={`${each.block}:${each.amount}:${each.to}`}>
                <Amount amount={each.amount} currency={currency} /> to <AddressView value={each.to} copy={false} />{" "}
                <span className="text-soft">in block {formatNumber(each.block)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {agrees ? (
        <p className="flex gap-2 text-sm">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ok" />
          <span>
            Checked: these payments are all that the contract has counted, and they make exactly what it says,{" "}
            <Amount amount={claimed + claimable + notYetTaken} currency={currency} />, at block {formatNumber(block)}.
          </span>
        </p>
      ) : (
        <Notice tone="danger" title="This does not add up">
          <p>
            The payments make <Amount amount={sum.whole} currency={currency} />, and the contract says{" "}
            <Amount amount={entitled + notYetTaken} currency={currency} />. A payment may have come in between, or the
            node may be leaving something out. Reload; if it stays so, ask another node.
          </p>
        </Notice>
      )}
    </div>
  );
}

function Purpose({ licence, memo }: { licence: bigint | undefined; memo: `0x${string}` }) {
  if (licence !== undefined) {
    return (
      <Link href={`/licence/${formatId(licence, "licence")}`} className="link whitespace-nowrap">
        Licence {serialOf(licence)}
      </Link>
    );
  }
  if (BigInt(memo) === 0n) return <span className="text-soft">Nothing said</span>;
  return <Hash value={memo} label="what the payer noted" />;
}
