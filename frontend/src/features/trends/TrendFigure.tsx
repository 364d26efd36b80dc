import { isSameAddress } from "@colophon/sdk";
import { routes, type TrendsAnswer } from "@colophon/sdk/index-api";
import { type Address, formatUnits, isAddress } from "viem";
import { IndexFreshness } from "../../flow/IndexNotices.tsx";
import { ReadIndex } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency, useCurrency } from "../../lib/currency.ts";
import { formatAmount, formatNumber } from "../../lib/format.ts";
import { inSmallLetters } from "../../lib/labels.ts";
import { formatBucket, isoOf } from "../../lib/time.ts";
import { parseDay } from "../../lib/typedTime.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { Section } from "../../ui/page.tsx";
import { type Column, Rows } from "../../ui/Rows.tsx";
import { TimeChart } from "../../ui/TimeChart.tsx";
import { splitLabel, type TrendMeasure, type TrendQuestion, type TrendRow, trendChart, trendQuery } from "./trends.ts";

export type TrendFigureProps = { measure: TrendMeasure; title: string; note: string; question: TrendQuestion };

/** One measure over time: its chart, the figures behind it, and a file of them. */
export function TrendFigure({ measure, title, note, question }: TrendFigureProps) {
  const { asked, split, ignored } = trendQuery(measure, question);
  const answer = useIndex(routes.trends, asked, { keep: true });
  return (
    <Section title={title} note={<p>{note}</p>}>
      <div className={answer.isPlaceholderData ? "grid gap-5 opacity-60" : "grid gap-5"} aria-busy={answer.isFetching}>
        {ignored.map((sentence) => (
          <p key={sentence} className="text-soft">
            {sentence}
          </p>
        ))}
        <ReadIndex of={answer} what="these figures">
          {(found) => (
            <>
              <Figure measure={measure} title={title} question={question} split={split} answer={found} />
              <IndexFreshness at={found.at} brief={measure !== "registrations"} />
            </>
          )}
        </ReadIndex>
      </div>
    </Section>
  );
}

type FigureProps = Pick<TrendFigureProps, "measure" | "title" | "question"> & {
  split: ReturnType<typeof trendQuery>["split"];
  answer: TrendsAnswer;
};

/** In what a measure is counted, and how its amounts are written. */
function useUnit(measure: TrendMeasure, address: Address) {
  const currency = useCurrency(address);
  const money = measure === "income" || measure === "price";
  if (!money) return { money, decimals: 0, unit: measure === "registrations" ? "works" : "licences" };
  const known = currency.status === "known" ? currency.currency : undefined;
  return { money, decimals: known?.decimals ?? 0, unit: known?.symbol ?? "smallest units" };
}

function Figure({ measure, title, question, split, answer }: FigureProps) {
  const chain = useActiveChain();
  const asked = question.currency as Address;
  const { money, decimals, unit } = useUnit(measure, asked);
  const until = parseDay(question.until);
  const kind = measure === "price" ? "lines" : "bars";
  const data = trendChart({
    // Only the currency that was asked for, whatever else an index sends along.
    answer: {
      ...answer,
      series: answer.series.filter(({ currency }) => !money || currency === null || isSameAddress(currency, asked)),
    },
    by: question.by,
    kind,
    decimals,
    labelOf: (key) =>
      splitLabel(split, key, title, (address) =>
        isAddress(address, { strict: false }) ? listedCurrency(chain, address)?.symbol : undefined,
      ),
    textOf: (value) => `${formatAmount(value, decimals)}${money ? ` ${unit}` : ""}`,
    now: until.ok && until.seconds !== undefined ? until.seconds : answer.at.time,
  });
  if (data.starts.length === 0) return <p className="text-soft">There is nothing of this kind in that time.</p>;

  const columns: Column<TrendRow>[] = [
    {
      id: "from_utc",
      header: "From (UTC)",
      cell: ({ start }) => formatBucket(question.by, start),
      value: ({ start }) => isoOf(start).slice(0, 10),
    },
    { id: "by", value: () => question.by },
    { id: "key", value: ({ key }) => key },
    {
      id: "label",
      header: split ? headOf(split) : undefined,
      ...(split ? { cell: ({ label }: TrendRow) => <bdi>{label}</bdi> } : {}),
      value: ({ label }) => label,
    },
    {
      id: "value",
      header: money ? `Amount (${unit})` : "Number",
      numeric: true,
      cell: ({ value }) => <span className="tabular-nums">{formatAmount(value, decimals)}</span>,
      value: ({ value }) => ({ decimal: formatUnits(value, decimals) }),
    },
    { id: "smallest_units", value: ({ value }) => (money ? `${value}` : "") },
    { id: "currency", value: () => (money ? question.currency : "") },
    {
      id: "count",
      header: measure === "price" ? "Sales" : "Payments",
      numeric: true,
      ...(money ? { cell: ({ count }: TrendRow) => formatNumber(count) } : {}),
      value: ({ count }) => count,
    },
  ];
  return (
    <>
      {data.cut ? (
        <p className="text-soft">The chart shows the last {formatNumber(data.starts.length)} points.</p>
      ) : null}
      <TimeChart
        label={`${title} by ${question.by}${split ? `, told apart by ${inSmallLetters(headOf(split))}` : ""}, in ${unit}`}
        kind={kind}
        whole={!money}
        named={split !== ""}
        times={data.starts.map((start) => formatBucket(question.by, start))}
        series={data.series}
        tickText={(value) => formatNumber(value, { maximumSignificantDigits: 6 })}
      />
      {split === "use" || split === "purpose" || split === "territory" ? (
        <p className="text-sm text-soft">
          A licence for several {{ use: "uses", purpose: "purposes", territory: "countries" }[split]} counts in each of
          them, so the parts add up to more than the whole.
        </p>
      ) : null}
      <details>
        <summary className="font-medium">The figures of this chart</summary>
        <div className="mt-3">
          <Rows
            caption={`${title}, the latest first`}
            hideCaption
            columns={columns}
            rows={data.rows}
            rowKey={({ start, key }) => `${start} ${key}`}
            most={120}
            file={{ name: `colophon-${measure}.csv`, label: "Save as CSV" }}
          />
        </div>
      </details>
    </>
  );
}

function headOf(split: Exclude<FigureProps["split"], "">): string {
  return { category: "Category", use: "Use", purpose: "Purpose", territory: "Country", currency: "Currency" }[split];
}
