import { routes } from "@colophon/sdk/index-api";
import { Download } from "lucide-react";
import { type Address, isAddressEqual } from "viem";
import { IndexFailure, IndexFreshness } from "../../flow/IndexNotices.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { listedCurrency, useCurrency } from "../../lib/currency.ts";
import { csvOf, downloadFile } from "../../lib/download.ts";
import { formatAmount } from "../../lib/format.ts";
import { parseDay } from "../../lib/parse.ts";
import { formatBucket } from "../../lib/time.ts";
import { useIndex } from "../../lib/useIndex.ts";
import { Button } from "../../ui/button.tsx";
import { TimeChart } from "../../ui/charts.tsx";
import { Section } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { Table } from "../../ui/Table.tsx";
import { splitLabel, type TrendMeasure, type TrendQuestion, trendChart, trendQuery } from "./trends.ts";

export type TrendFigureProps = { measure: TrendMeasure; title: string; note: string; question: TrendQuestion };

/** Rows that a table on a page shows; a download has all. */
const mostRows = 120;

/** One measure over time: its chart, the figures behind it, and a file of them. */
export function TrendFigure({ measure, title, note, question }: TrendFigureProps) {
  const chain = useActiveChain();
  const { asked, split, ignored } = trendQuery(measure, question);
  const answer = useIndex(routes.trends, asked, { keep: true });
  const money = measure === "income" || measure === "price";
  const kind = measure === "price" ? "lines" : "bars";
  const currency = useCurrency(question.currency as Address);
  const known = currency.status === "known" ? currency.currency : undefined;
  const decimals = money ? (known?.decimals ?? 0) : 0;
  const unit = money ? (known?.symbol ?? "smallest units") : measure === "registrations" ? "works" : "licences";
  const textOf = (value: bigint) => `${formatAmount(value, decimals)}${money ? ` ${unit}` : ""}`;
  const symbolOf = (address: string) =>
    (/^0x[0-9a-fA-F]{40}$/.test(address) && listedCurrency(chain, address as Address)?.symbol) || undefined;
  const until = parseDay(question.until);
  const data = answer.data
    ? trendChart({
        // Only the currency that was asked for, whatever else an index sends along.
        answer: {
          ...answer.data,
          series: answer.data.series.filter(
            (one) => !money || one.currency === null || isAddressEqual(one.currency, question.currency as Address),
          ),
        },
        by: question.by,
        kind,
        decimals,
        labelOf: (key) => splitLabel(split, key, title, symbolOf),
        textOf,
        now: until.ok && until.seconds !== undefined ? until.seconds : answer.data.at.time,
      })
    : undefined;
  const heads = ["From (UTC)", split ? headOf(split) : "", money ? `Amount (${unit})` : "Number"];

  const save = () => {
    if (!data) return;
    const header = ["from_utc", "by", "key", "label", "value", "smallest_units", "currency", "count"];
    const rows = data.rows.map(({ start, key, label, value, count }) => [
      new Date(start * 1000).toISOString().slice(0, 10),
      question.by,
      key,
      label,
      // Without the commas that people read by.
      formatAmount(value, decimals).replaceAll(",", ""),
      money ? `${value}` : "",
      money ? question.currency : "",
      count,
    ]);
    downloadFile(`colophon-${measure}.csv`, csvOf(header, rows), "text/csv");
  };

  return (
    <Section title={title} note={<p>{note}</p>}>
      <div className={answer.isPlaceholderData ? "grid gap-5 opacity-60" : "grid gap-5"} aria-busy={answer.isFetching}>
        {answer.isPending ? <LoadingState label="Asking the index" /> : null}
        {answer.error ? (
          <IndexFailure error={answer.error} onRetry={() => answer.refetch()} busy={answer.isFetching} />
        ) : null}
        {ignored.map((sentence) => (
          <p key={sentence} className="text-soft">
            {sentence}
          </p>
        ))}
        {data && !answer.error ? (
          data.starts.length === 0 ? (
            <p className="text-soft">There is nothing of this kind in that time.</p>
          ) : (
            <>
              {data.cut ? <p className="text-soft">The chart shows the last {data.starts.length} points.</p> : null}
              <TimeChart
                label={`${title} by ${question.by}${split ? `, told apart by ${headOf(split).toLowerCase()}` : ""}, in ${unit}`}
                kind={kind}
                whole={!money}
                named={split !== ""}
                times={data.starts.map((start) => formatBucket(question.by, start))}
                series={data.series}
                tickText={(value) => value.toLocaleString("en-GB", { maximumSignificantDigits: 6 })}
              />
              {split === "use" || split === "territory" ? (
                <p className="text-sm text-soft">
                  A licence for several {split === "use" ? "uses" : "countries"} counts in each of them, so the parts
                  add up to more than the whole.
                </p>
              ) : null}
              <details>
                <summary className="font-medium">The figures of this chart</summary>
                <div className="mt-3">
                  <Table
                    caption={`${title}, the latest first`}
                    hideCaption
                    rows={data.rows.slice(0, mostRows)}
                    rowKey={({ start, key }) => `${start} ${key}`}
                    columns={[
                      { id: "from", header: heads[0], cell: ({ start }) => formatBucket(question.by, start) },
                      ...(split
                        ? [{ id: "key", header: heads[1], cell: ({ label }: { label: string }) => <bdi>{label}</bdi> }]
                        : []),
                      {
                        id: "value",
                        header: heads[2],
                        numeric: true,
                        cell: ({ value }) => <span className="tabular-nums">{formatAmount(value, decimals)}</span>,
                      },
                      ...(money
                        ? [
                            {
                              id: "count",
                              header: measure === "price" ? "Sales" : "Payments",
                              numeric: true,
                              cell: ({ count }: { count: number }) => count.toLocaleString("en-GB"),
                            },
                          ]
                        : []),
                    ]}
                  />
                  {data.rows.length > mostRows ? (
                    <p className="mt-3 text-soft">
                      The first {mostRows} of {data.rows.length.toLocaleString("en-GB")} rows; the file has all.
                    </p>
                  ) : null}
                </div>
              </details>
              <div>
                <Button
                  variant="secondary"
                  size="small"
                  icon={<Download aria-hidden="true" className="size-4" />}
                  onClick={save}
                >
                  Save as CSV
                </Button>
              </div>
            </>
          )
        ) : null}
        {answer.data && !answer.error ? (
          <IndexFreshness at={answer.data.at} brief={measure !== "registrations"} />
        ) : null}
      </div>
    </Section>
  );
}

function headOf(split: Exclude<ReturnType<typeof trendQuery>["split"], "">): string {
  return { category: "Category", use: "Use", territory: "Country", currency: "Currency" }[split];
}
